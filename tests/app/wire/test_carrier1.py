"""Bodies of requests: streamed, chunked, asked for first, answered early, and lied about."""

import asyncio
import re

import httpx
import pytest

from app.wire.options import Options
from tests.app.wire.ending import HURRIED, PATIENT, ending, request_to, tidy
from tests.app.wire.hostile import GOOD, listening


async def pieces(*parts):
    for part in parts:
        yield part


def streamed(url, *parts, headers=()):
    extensions = {"timeout": PATIENT}
    return httpx.Request("PUT", url, headers=list(headers), content=pieces(*parts), extensions=extensions)


class Keeping:
    """Keeps what comes and answers each head, or each body of a stated length, well."""

    def __init__(self):
        self.octets = b""
        self.connections = 0

    async def serve(self, reader, writer):
        self.connections += 1
        while octets := await reader.read(65536):
            self.octets += octets
            if self.octets.endswith((b"\r\n\r\n", b"end")):
                writer.write(GOOD)


async def test_a_body_of_unknown_length_goes_out_in_chunks():
    server = Keeping()
    async with listening(server.serve) as port, tidy() as transport:
        request = streamed(f"http://127.0.0.1:{port}/", b"hello ", b"", b"world")
        assert await ending(transport, request) == "200 next"
    assert server.octets.partition(b"\r\n\r\n")[2] == b"6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n"


@pytest.mark.parametrize("stated", ["3", "nonsense"])
async def test_a_length_that_lies_goes_out_as_typed_and_costs_the_connection(stated):
    server = Keeping()
    async with listening(server.serve) as port, tidy() as transport:
        url = f"http://127.0.0.1:{port}/"
        request = streamed(url, b"body end", headers=[("Content-Length", stated)])
        assert await ending(transport, request) == "200 next"
        assert transport.connections() == (0, 0)
    assert b"Content-Length: %b\r\n" % stated.encode() in server.octets


async def test_a_body_waits_for_100_when_it_was_asked_for():
    order = []

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        order.append("head")
        await asyncio.sleep(0.05)
        order.append("consent")
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await reader.readexactly(4)
        order.append("body")
        writer.write(GOOD)
        await reader.read()

    async with listening(serve) as port, tidy() as transport:
        headers = [("Expect", "100-continue"), ("Content-Length", "4")]
        assert (
            await ending(transport, streamed(f"http://127.0.0.1:{port}/", b"body", headers=headers))
            == "200 next"
        )
    assert order == ["head", "consent", "body"]


async def test_a_refusal_before_the_body_keeps_the_body_back():
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")
        assert await reader.read() == b""

    async with listening(serve) as port, tidy() as transport:
        headers = [("Expect", "100-continue"), ("Content-Length", "4")]
        assert (
            await ending(transport, streamed(f"http://127.0.0.1:{port}/", b"body", headers=headers)) == "417 "
        )


async def test_a_server_may_answer_while_it_reads():
    size, part = 4_000_000, b"x" * 50_000

    async def echo(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        left = int(re.search(rb"Content-Length: (\d+)", head)[1])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % left)
        while left:
            octets = await reader.read(65536)
            left -= len(octets)
            writer.write(octets)
            await writer.drain()
        await reader.read()

    async with listening(echo) as port, tidy() as transport:
        parts = [part] * (size // len(part))
        request = streamed(f"http://127.0.0.1:{port}/", *parts, headers=[("Content-Length", str(size))])
        assert await ending(transport, request) == "200 " + "x" * size


async def test_an_error_of_the_body_reaches_whoever_sends_it():
    async def broken():
        yield b"some"
        raise FileNotFoundError(2, "gone", "file")

    async with listening(Keeping().serve) as port, tidy() as transport:
        request = httpx.Request("PUT", f"http://127.0.0.1:{port}/", content=broken())
        with pytest.raises(FileNotFoundError):
            await transport.handle_async_request(request)
        assert transport.connections() == (0, 0)


async def test_a_tunnel_opens_both_ways_after_101():
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n")
        writer.write(await reader.read(100))
        await writer.drain()

    async with listening(serve) as port, tidy(Options()) as transport:
        response = await transport.handle_async_request(request_to(f"http://127.0.0.1:{port}/"))
        assert response.status_code == 101
        await response.extensions["network_stream"].write(b"ping")
        assert await response.aread() == b"ping"
        await response.aclose()


async def test_requests_that_a_server_reads_slowly_do_not_pile_up_in_memory():
    taken = []

    async def endless():
        for number in range(1000):
            taken.append(number)
            yield b"x" * 65536

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(60)

    async with listening(serve) as port, tidy() as transport:
        request = httpx.Request(
            "PUT", f"http://127.0.0.1:{port}/", content=endless(), extensions={"timeout": HURRIED}
        )
        assert await ending(transport, request) == "timeout/send"
    assert len(taken) < 200
