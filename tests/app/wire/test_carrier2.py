"""Many streams on one connection: cancelled one by one, slow readers, uploads through small windows."""

import asyncio

import h2.config
import h2.connection
import h2.events
import httpx
import pytest

from app.wire.options import Options
from tests.app.wire.ending import ending, request_to, tidy
from tests.app.wire.hostile import listening

HTTP2 = Options(http_version="2")


class Server:
    """Answers /echo with the body of the request and /big with as much as the windows allow; keeps events."""

    def __init__(self, size=0):
        self.size = size
        self.events = []
        self.asked, self.reset = asyncio.Event(), asyncio.Event()
        self.left = {}

    async def serve(self, reader, writer):
        self.h2 = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        self.h2.initiate_connection()
        writer.write(self.h2.data_to_send())
        while octets := await reader.read(65536):
            for event in self.h2.receive_data(octets):
                self.events.append(event)
                self.react(event)
            self.push()
            writer.write(self.h2.data_to_send())

    def react(self, event):
        if isinstance(event, h2.events.RequestReceived):
            self.asked.set()
            path = dict(event.headers)[b":path"]
            if path == b"/big":
                self.h2.send_headers(event.stream_id, [(":status", "200")])
                self.left[event.stream_id] = self.size
        elif isinstance(event, h2.events.DataReceived):
            self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.StreamReset):
            self.left.pop(event.stream_id, None)
            self.reset.set()
        elif isinstance(event, h2.events.StreamEnded) and event.stream_id not in self.left:
            self.h2.send_headers(event.stream_id, [(":status", "200")])
            self.h2.send_data(event.stream_id, b"done", end_stream=True)

    def push(self):
        for stream in list(self.left):
            while room := min(self.left[stream], self.h2.local_flow_control_window(stream), 16384):
                self.h2.send_data(stream, b"x" * room)
                self.left[stream] -= room
            if not self.left[stream]:
                del self.left[stream]
                self.h2.end_stream(stream)

    @property
    def received(self):
        return sum(len(event.data) for event in self.events if isinstance(event, h2.events.DataReceived))


async def test_an_upload_through_small_windows_arrives_whole():
    server = Server()
    async with listening(server.serve) as port, tidy(HTTP2) as transport:
        request = request_to(f"http://127.0.0.1:{port}/echo", "POST", b"x" * 1_000_000)
        assert await ending(transport, request) == "200 done"
    assert server.received == 1_000_000


async def test_large_bodies_arrive_whole_side_by_side():
    server = Server(3_000_000)
    async with listening(server.serve) as port, tidy(HTTP2) as transport:
        requests = [request_to(f"http://127.0.0.1:{port}/big") for _ in range(4)]
        ends = await asyncio.gather(*(ending(transport, request) for request in requests))
        assert [len(end) for end in ends] == [3_000_004] * 4
        assert transport.connections() == (1, 1)


async def test_a_reader_that_stands_still_makes_only_its_own_stream_wait():
    server = Server(5_000_000)
    async with listening(server.serve) as port, tidy(HTTP2) as transport:
        url = f"http://127.0.0.1:{port}/"
        slow = await transport.handle_async_request(request_to(url + "big"))
        assert await ending(transport, request_to(url + "echo", "POST", b"x")) == "200 done"
        assert 0 < server.left[1] < 5_000_000
        assert len(await slow.aread()) == 5_000_000
        await slow.aclose()


@pytest.mark.parametrize("when", ["waiting", "reading"])
async def test_cancelling_resets_the_stream_and_keeps_the_connection(when):
    server = Server(50_000_000)
    async with listening(server.serve) as port, tidy(HTTP2) as transport:
        url = f"http://127.0.0.1:{port}/"
        request = request_to(url + "big", timeout={})
        if when == "waiting":
            # A body that never ends is never answered.
            request = httpx.Request("POST", url + "never", content=endless(), extensions={"timeout": {}})
        sending = asyncio.get_running_loop().create_task(ending(transport, request))
        await server.asked.wait()
        sending.cancel()
        await asyncio.wait([sending])
        await asyncio.wait_for(server.reset.wait(), 10)
        assert await ending(transport, request_to(url + "echo", "POST", b"x")) == "200 done"
        assert transport.connections() == (1, 1)


async def endless():
    """A body whose second part never comes."""
    yield b"some"
    await asyncio.sleep(60)
