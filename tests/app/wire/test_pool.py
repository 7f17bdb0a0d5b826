"""The pool: reuse, limits, fairness, stale connections, and nothing left after cancelling."""

import asyncio

import httpx
import pytest

from app.wire.limits import PoolLimits
from app.wire.options import Options
from app.wire.timeline import Timeline
from tests.app.wire.ending import PATIENT, ending, request_to, tidy
from tests.app.wire.hostile import GOOD, Behaviour, listening
from tests.app.wire.hostile2 import Hostile2


class Slow:
    """Answers after a while; knows how many it serves at once and how many connections there were."""

    def __init__(self, seconds=0.02, answer=GOOD):
        self.seconds, self.answer = seconds, answer
        self.now = self.most = self.connections = 0
        self.ended, self.busy = asyncio.Event(), asyncio.Event()

    async def serve(self, reader, writer):
        self.connections += 1
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                self.now += 1
                self.busy.set()
                self.most = max(self.most, self.now)
                await asyncio.sleep(self.seconds)
                self.now -= 1
                writer.write(self.answer)
        finally:
            self.ended.set()


async def many(transport, port, count):
    requests = [request_to(f"http://127.0.0.1:{port}/{number}") for number in range(count)]
    return await asyncio.gather(*(ending(transport, request) for request in requests))


async def test_no_more_connections_per_host_than_allowed():
    server = Slow()
    async with listening(server.serve) as port, tidy(limits=PoolLimits(per_host=3)) as transport:
        assert await many(transport, port, 20) == ["200 next"] * 20
        assert server.most == 3
        assert transport.connections() == (3, 3)


async def test_an_idle_connection_to_one_host_makes_room_for_another():
    servers = [Slow(), Slow()]
    async with (
        listening(servers[0].serve) as one,
        listening(servers[1].serve) as two,
        tidy(limits=PoolLimits(total=2)) as transport,
    ):
        for port in (one, two, one):
            assert await many(transport, port, 4) == ["200 next"] * 4
        both = await asyncio.gather(many(transport, one, 6), many(transport, two, 6))
        assert both == [["200 next"] * 6] * 2
        assert transport.connections()[0] <= 2


async def test_whoever_waits_too_long_is_told_so():
    server = Slow(0.5)
    async with listening(server.serve) as port, tidy(limits=PoolLimits(per_host=1)) as transport:
        times = PATIENT | {"pool": 0.05}
        requests = [request_to(f"http://127.0.0.1:{port}/", timeout=times) for _ in range(2)]
        ends = await asyncio.gather(*(ending(transport, request) for request in requests))
        assert ends == ["200 next", "timeout/blocked"]


async def test_an_idle_connection_is_closed_after_a_while():
    server = Slow(0)
    async with listening(server.serve) as port, tidy(limits=PoolLimits(idle=0.05)) as transport:
        await many(transport, port, 1)
        await asyncio.wait_for(server.ended.wait(), 10)
        assert transport.connections() == (0, 0)


async def test_a_fresh_connection_is_opened_when_asked_for():
    server = Slow(0)
    async with listening(server.serve) as port, tidy(Options(fresh=True)) as transport:
        await many(transport, port, 1)
        await many(transport, port, 1)
        assert server.connections == 2


@pytest.mark.parametrize(("method", "end"), [("GET", "200 next"), ("PUT", "200 next")])
async def test_a_stale_connection_is_retried_once(method, end):
    connections = []

    async def serve(reader, writer):
        connections.append(1)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(GOOD)
        if len(connections) == 1:
            # The second request is read and not answered: a server about to restart.
            await reader.readuntil(b"\r\n\r\n")
        else:
            await reader.read()

    async with listening(serve) as port, tidy() as transport:
        url = f"http://127.0.0.1:{port}/"
        assert await ending(transport, request_to(url)) == "200 next"
        request = request_to(url, method)
        assert await ending(transport, request) == end
        assert request.extensions["timeline"].retried == 1


async def test_a_request_that_must_not_be_repeated_is_not():
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(GOOD)
        await reader.readuntil(b"\r\n\r\n")

    async with listening(serve) as port, tidy() as transport:
        url = f"http://127.0.0.1:{port}/"
        assert await ending(transport, request_to(url)) == "200 next"
        assert await ending(transport, request_to(url, "POST")) == "reset/wait"


async def test_cancelling_closes_the_socket_at_once():
    server = Slow(60)
    async with listening(server.serve) as port, tidy() as transport:
        sending = asyncio.get_running_loop().create_task(many(transport, port, 1))
        await server.busy.wait()
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        assert transport.connections() == (0, 0)


async def test_cancelling_while_waiting_leaves_the_pool_sound():
    server = Slow(0.05)
    async with listening(server.serve) as port, tidy(limits=PoolLimits(per_host=1)) as transport:
        tasks = [asyncio.get_running_loop().create_task(many(transport, port, 1)) for _ in range(6)]
        await asyncio.sleep(0)
        for task in tasks[1:4]:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert [end for end in ends if isinstance(end, list)] == [["200 next"]] * 3
        assert await many(transport, port, 2) == ["200 next"] * 2


async def test_a_body_that_is_not_read_to_its_end_costs_its_connection():
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 100)
        await reader.read()

    async with listening(serve) as port, tidy() as transport:
        response = await transport.handle_async_request(request_to(f"http://127.0.0.1:{port}/"))
        await response.aclose()
        assert transport.connections() == (0, 0)


async def test_one_http2_connection_carries_many_streams():
    class Server(Hostile2):
        connections = 0

        async def serve(self, reader, writer):
            Server.connections += 1
            self.played = True
            await super().serve(reader, writer)

    serve = Server(Behaviour("", (), "")).serve
    async with listening(serve) as port, tidy(Options(http_version="2")) as transport:
        assert await many(transport, port, 250) == ["200 next"] * 250
        assert Server.connections == 1


async def test_a_client_of_httpx_works_with_the_defaults():
    async with listening(Slow(0).serve) as port, tidy() as transport:
        async with httpx.AsyncClient(transport=transport) as client:
            response = await client.get(f"http://127.0.0.1:{port}/")
        assert (response.status_code, response.text, response.http_version) == (200, "next", "HTTP/1.1")
        assert isinstance(response.extensions["timeline"], Timeline)
