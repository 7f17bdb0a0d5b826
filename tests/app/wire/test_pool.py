import asyncio

import httpx
import pytest

from app.wire.transport import Limits
from tests.app.wire.scripted import answering, answering_http2, fetch, ok, request_to, serving, transporting


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


async def test_an_idle_http2_connection_that_the_server_closed_is_not_used():
    def answer_and_leave(server, protocol, stream):
        protocol.send_headers(stream, [(":status", "204")], end_stream=True)
        return True

    script = answering_http2(answer_and_leave)
    async with serving(script) as server, transporting(http_version="2") as transport:
        for method in ("GET", "POST"):
            server.ended.clear()
            response, timeline = await fetch(transport, request_to(server.url, method=method))
            assert response.status_code == 204
            assert not timeline.connection.reused
            await server.ended.wait()
            await asyncio.sleep(0.01)
        assert server.connections == 2


async def test_a_stream_that_the_server_resets_is_told_and_the_next_request_works():
    def reset_first(server, protocol, stream):
        if len(server.heads) == 1:
            protocol.reset_stream(stream, 2)
        else:
            protocol.send_headers(stream, [(":status", "204")], end_stream=True)

    script = answering_http2(reset_first)
    async with serving(script) as server, transporting(http_version="2") as transport:
        with pytest.raises(httpx.RemoteProtocolError, match=r"INTERNAL_ERROR \(2\)"):
            await fetch(transport, request_to(server.url))
        response, _ = await fetch(transport, request_to(server.url))
        assert response.status_code == 204


async def test_a_handshake_that_is_cancelled_leaves_nothing_open(trusting):
    async def never_shakes(server, reader, writer):
        await reader.read()
        await reader.read()

    async with serving(never_shakes) as server, transporting(trusting) as transport:
        request = request_to(server.url.replace("http", "https"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(fetch(transport, request), 0.1)
        assert request.extensions["timeline"].phase == "tls"
        await server.ended.wait()


async def test_an_upload_that_is_cancelled_closes_its_connection():
    async def takes_nothing(server, reader, writer):
        writer.transport.pause_reading()
        await asyncio.sleep(0.2)
        writer.transport.resume_reading()
        await reader.read()

    body = bytes(20_000_000)
    async with serving(takes_nothing) as server, transporting() as transport:
        request = request_to(server.url, [(b"Content-Length", b"20000000")], body, "POST")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(fetch(transport, request), 0.1)
        assert request.extensions["timeline"].phase == "send"
        await server.ended.wait()
