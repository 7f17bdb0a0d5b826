import asyncio

import pytest

from app.wire.transport import Limits
from tests.app.wire.scripted import answering, fetch, ok, request_to, serving, transporting


async def never(server, reader, writer):
    await server.request(reader)
    await reader.read()


async def test_a_cancelled_exchange_closes_its_connection():
    async with serving(never) as server, transporting() as transport:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await fetch(transport, request_to(server.url))
        await server.ended.wait()


async def test_a_body_that_is_not_read_to_its_end_closes_the_connection():
    async with serving(answering(ok(b"x" * 10_000_000))) as server, transporting() as transport:
        response = await transport.handle_async_request(request_to(server.url))
        await response.aclose()
        await server.ended.wait()


async def test_a_cancelled_exchange_gives_its_place_to_the_next_one():
    async def slow_then_fast(server, reader, writer):
        await server.request(reader)
        if server.connections == 1:
            await reader.read()
        writer.write(ok())
        await reader.read()

    async with serving(slow_then_fast) as server, transporting(limits=Limits(connections=1)) as transport:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await fetch(transport, request_to(server.url))
        response, _ = await fetch(transport, request_to(server.url))
        assert response.status_code == 200


async def test_a_place_that_was_given_to_a_cancelled_exchange_is_not_lost():
    async with serving(answering(*[ok()] * 5)) as server, transporting(limits=Limits(1)) as transport:
        first = await transport.handle_async_request(request_to(server.url))
        loop = asyncio.get_running_loop()
        waiting = [loop.create_task(fetch(transport, request_to(server.url))) for _ in range(2)]
        await asyncio.sleep(0)
        # The close of the first hands its place on; the cancel comes before the next one runs.
        await first.aclose()
        waiting[0].cancel()
        response, _ = await waiting[1]
        assert response.status_code == 200
        with pytest.raises(asyncio.CancelledError):
            await waiting[0]
