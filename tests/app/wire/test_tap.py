"""The tap keeps exactly what passed, in memory while little, in a file when not, and no more than it may."""

import asyncio
import re
import subprocess

import httpx
from hypothesis import given
from hypothesis import strategies as st

from app.wire.tap import Reel, Tap
from app.wire.timeline import Timeline
from tests.app.wire.ending import ending, request_to, tidy
from tests.app.wire.hostile import listening

HINTS = b"HTTP/1.1 103 Hints\r\n\r\n"
ANSWER = HINTS + b"HTTP/1.1 200 OK\r\nx-Odd:  a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"


@given(st.lists(st.binary(max_size=40)), st.integers(0, 60), st.integers(0, 200))
def test_a_reel_gives_back_the_octets_it_may_keep(pieces, in_memory, most):
    reel = Reel(in_memory, most)
    for piece in pieces:
        reel.add(piece)
    whole = b"".join(pieces)
    assert reel.size == len(whole)
    assert whole.startswith(reel.read())
    assert min(len(whole), most) <= len(reel.read()) <= max(most, in_memory)
    assert reel.complete == (reel.read() == whole)
    assert reel.read(2, 3) == reel.read()[2:5]
    reel.close()


async def test_the_tap_holds_the_octets_of_both_directions():
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)
        await reader.read()

    async with listening(serve) as port, tidy() as transport:
        request = request_to(f"http://127.0.0.1:{port}/", "POST", b"body")
        assert await ending(transport, request) == "200 hello"
    tap = request.extensions["timeline"].tap
    assert tap.incoming.read() == ANSWER
    assert tap.received == b"HTTP/1.1 200 OK\r\nx-Odd:  a\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert tap.outgoing.read() == tap.written + b"body"


async def test_a_large_body_is_tapped_in_bounded_memory():
    size = 3_000_000

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size + b"x" * size)
        await reader.read()

    tap = Tap(in_memory=1000, most=1_000_000)
    async with listening(serve) as port, tidy() as transport:
        request = request_to(f"http://127.0.0.1:{port}/", timeline=Timeline(tap=tap))
        assert (await ending(transport, request)).startswith("200 xxx")
    assert tap.incoming.size > size
    assert len(tap.incoming.read()) == 1_000_000
    assert not tap.incoming.complete
    tap.close()


async def test_our_request_is_the_one_that_curl_writes():
    seen = []

    async def serve(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"Content-Length: (\d+)", head)
        seen.append(head + await reader.readexactly(int(length[1])))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    typed = ["-H", "X-Dup: 1", "-H", "x-dup: 2", "-H", "Empty;", "-H", "oDD:   spaced", "-d", "a body"]
    async with listening(serve) as port, tidy() as transport:
        url = f"http://127.0.0.1:{port}/a%2fb/../c?q=[x]|"
        command = ["curl", "-s", "--path-as-is", "-g", "--noproxy", "*", *typed, url]
        await asyncio.to_thread(subprocess.run, command, check=True)
        head, _, body = seen[0].partition(b"\r\n\r\n")
        line, *lines = head.split(b"\r\n")
        headers = [tuple(part.strip() for part in each.split(b":", 1)) for each in lines]
        request = request_to(f"http://127.0.0.1:{port}", "POST", body, target=line.split()[1])
        request.headers = httpx.Headers(headers)
        assert await ending(transport, request) == "200 "
    assert seen[1] == request.extensions["timeline"].tap.outgoing.read()
    assert seen[1] == seen[0].replace(b"oDD:   spaced", b"oDD: spaced")
