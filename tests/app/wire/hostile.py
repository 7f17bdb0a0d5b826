"""What servers do for real and on purpose, as a table: a name, a script, and how the exchange must end.

A script is a list of steps after the request was read: octets to send, seconds to wait, or one of the words
below. The end is a status and body, or kind/phase of the trouble. Whatever a server does to the first
request, its next connection (or stream) answers well.
"""

import asyncio
import socket
import struct
from contextlib import asynccontextmanager
from dataclasses import dataclass

CLOSE, RESET, HANG, READ_ALL, FLOOD = "close", "reset", "hang", "read all", "flood"
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext"
HEAD = b"HTTP/1.1 200 OK\r\n"
TEN = HEAD + b"Content-Length: 10\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@dataclass(frozen=True)
class Behaviour:
    """One row. ``send`` is the method and the size of the body; ``flood`` is what FLOOD repeats."""

    name: str
    steps: tuple
    end: str
    method: str = "GET"
    body: int = 0
    flood: bytes = b""
    deadline: float | None = None


def row(name, *steps, end, **more):
    return Behaviour(name, steps, end, **more)


def drip(octets, seconds=0.01):
    """The octets one by one."""
    return [step for octet in octets for step in (bytes([octet]), seconds)]


HTTP1 = (
    # Nothing, or too little
    row("closes without an answer", CLOSE, end="reset/wait", method="POST"),
    row("resets without an answer", RESET, end="reset/wait", method="POST"),
    row("never answers", HANG, end="timeout/wait"),
    row("closes inside the status line", b"HTTP/1.1 2", CLOSE, end="protocol/receive"),
    row("resets inside the status line", b"HTTP/1.1 2", 0.05, RESET, end="reset/receive"),
    row("hangs inside the status line", b"HTTP/1.1 2", HANG, end="timeout/receive"),
    row("closes inside a header line", HEAD + b"X: a", CLOSE, end="protocol/receive"),
    row("closes before the end of the head", HEAD + b"X: a\r\n", CLOSE, end="protocol/receive"),
    row("hangs before the end of the head", HEAD + b"X: a\r\n", HANG, end="timeout/receive"),
    # Lengths
    row("body shorter than its length", TEN + b"12345", CLOSE, end="protocol/receive"),
    row("body cut by a reset", TEN + b"12345", 0.05, RESET, end="reset/receive"),
    row("body that stops coming", TEN + b"12345", HANG, end="timeout/receive"),
    row("body longer than its length", TEN + b"0123456789more", HANG, end="200 0123456789"),
    row(
        "two lengths that differ",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        end="protocol/receive",
    ),
    row("a negative length", HEAD + b"Content-Length: -1\r\n\r\n", end="protocol/receive"),
    row("a length that is a word", HEAD + b"Content-Length: ten\r\n\r\n", end="protocol/receive"),
    row(
        "a length beyond 64 bits",
        HEAD + b"Content-Length: 99999999999999999999999\r\n\r\n",
        end="protocol/receive",
    ),
    row(
        "length and chunks together",
        HEAD + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        end="protocol/receive",
    ),
    row(
        "a huge length, then nothing",
        HEAD + b"Content-Length: 9000000000000\r\n\r\nx",
        CLOSE,
        end="protocol/receive",
    ),
    row("no length, ended by closing", HEAD + b"\r\nhello", CLOSE, end="200 hello"),
    row("no length, ended by a reset", HEAD + b"\r\nhello", 0.05, RESET, end="reset/receive"),
    row("HTTP/1.0 ended by closing", b"HTTP/1.0 200 OK\r\n\r\nhello", CLOSE, end="200 hello"),
    # Chunks
    row("a chunk size that is no number", CHUNKED + b"xyz\r\n", end="protocol/receive"),
    row("a chunk size beyond 64 bits", CHUNKED + b"f" * 17 + b"\r\n", end="protocol/receive"),
    row("a negative chunk size", CHUNKED + b"-1\r\n", end="protocol/receive"),
    row("a chunk longer than its size", CHUNKED + b"2\r\nabc\r\n", end="protocol/receive"),
    row("a chunk without its end of line", CHUNKED + b"3\r\nabcd", end="protocol/receive"),
    row("closes inside a chunk", CHUNKED + b"5\r\nab", CLOSE, end="protocol/receive"),
    row("closes before the last chunk", CHUNKED + b"3\r\nabc\r\n", CLOSE, end="protocol/receive"),
    row("hangs before the last chunk", CHUNKED + b"3\r\nabc\r\n", HANG, end="timeout/receive"),
    row("closes inside the trailers", CHUNKED + b"0\r\nX: y\r\n", CLOSE, end="protocol/receive"),
    row("an endless chunk size", CHUNKED, FLOOD, flood=b"0" * 65536, end="protocol/receive"),
    row("an endless chunk extension", CHUNKED + b"5;", FLOOD, flood=b"x" * 65536, end="protocol/receive"),
    row("endless trailers", CHUNKED + b"0\r\n", FLOOD, flood=b"X: y\r\n" * 9000, end="protocol/receive"),
    row("a chunk of one octet at a time", *drip(CHUNKED + b"1\r\na\r\n1\r\nb\r\n0\r\n\r\n", 0), end="200 ab"),
    # Bombs
    row("an endless reason", b"HTTP/1.1 200 ", FLOOD, flood=b"x" * 65536, end="protocol/receive"),
    row("an endless header name", HEAD, FLOOD, flood=b"x" * 65536, end="protocol/receive"),
    row("an endless header value", HEAD + b"X: ", FLOOD, flood=b"x" * 65536, end="protocol/receive"),
    row("endless header lines", HEAD, FLOOD, flood=b"X: y\r\n" * 9000, end="protocol/receive"),
    row("too many header lines", HEAD + b"X: y\r\n" * 2000 + b"\r\n", end="protocol/receive"),
    row("endless 1xx answers", FLOOD, flood=b"HTTP/1.1 102 Wait\r\n\r\n" * 100, end="protocol/receive"),
    row("endless empty lines", FLOOD, flood=b"\r\n" * 9000, end="protocol/receive"),
    # Not HTTP
    row("an SSH greeting", b"SSH-2.0-OpenSSH_9.2\r\n", end="protocol/receive"),
    row("an SMTP greeting", b"220 mail ESMTP\r\n", end="protocol/receive"),
    row("a TLS alert", b"\x15\x03\x01\x00\x02\x02\x46", end="protocol/receive"),
    row("HTTP/2 settings", b"\x00\x00\x00\x04\x00\x00\x00\x00\x00", end="protocol/receive"),
    row("zeros", bytes(1000), end="protocol/receive"),
    row("HTTP/0.9", b"<html>hello</html>", CLOSE, end="protocol/receive"),
    row("a version that is none", b"HTTP/x.y 200 OK\r\n\r\n", end="protocol/receive"),
    row("a status of two digits", b"HTTP/1.1 20 OK\r\n\r\n", end="protocol/receive"),
    row("a status of four digits", b"HTTP/1.1 2000 OK\r\n\r\n", end="protocol/receive"),
    row("a header line without a colon", HEAD + b"nonsense\r\n\r\n", end="protocol/receive"),
    row("a space before the colon", HEAD + b"A : b\r\nContent-Length: 2\r\n\r\nok", end="protocol/receive"),
    row("a header name of control characters", HEAD + b"\x01\x02: b\r\n\r\n", end="protocol/receive"),
    # Odd, yet understood
    row("no reason", b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", end="200 ok"),
    row("a folded header line", HEAD + b"A: b\r\n c\r\nContent-Length: 2\r\n\r\nok", end="200 ok"),
    row("bare line feeds", b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", end="200 ok"),
    row(
        "100 before the answer", b"HTTP/1.1 100 Continue\r\n\r\n" + TEN + b"0123456789", end="200 0123456789"
    ),
    row("100 and then the end", b"HTTP/1.1 100 Continue\r\n\r\n", CLOSE, end="reset/wait", method="POST"),
    row(
        "103 with hints",
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + TEN + b"0123456789",
        end="200 0123456789",
    ),
    row("204 with a body", b"HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\nno", end="204 "),
    row("304 with a length", b"HTTP/1.1 304 Not\r\nContent-Length: 9\r\n\r\n", end="304 "),
    row("a body for HEAD", TEN + b"0123456789", end="200 ", method="HEAD"),
    row("HEAD with chunks announced", CHUNKED, end="200 ", method="HEAD"),
    row(
        "101 that nobody asked for",
        b"HTTP/1.1 101 S\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nraw",
        CLOSE,
        end="101 raw",
    ),
    row("a second answer that nobody asked for", TEN + b"0123456789" + GOOD, end="200 0123456789"),
    row("keep-alive, then closes", TEN + b"0123456789", CLOSE, end="200 0123456789"),
    row("keep-alive, then resets", TEN + b"0123456789", 0.02, RESET, end="200 0123456789"),
    # Time
    row("a slow drip that arrives", *drip(TEN + b"0123456789"), end="200 0123456789"),
    row(
        "a slow drip past the deadline", *drip(TEN + b"0123456789", 0.1), end="timeout/receive", deadline=0.3
    ),
    row("no answer until the deadline", HANG, end="timeout/wait", deadline=0.1),
    # Uploads
    row(
        "an early answer to an upload",
        b"HTTP/1.1 413 Big\r\nContent-Length: 0\r\n\r\n",
        HANG,
        end="413 ",
        method="POST",
        body=20_000_000,
    ),
    row("closes in the middle of an upload", 0.05, CLOSE, end="reset/send", method="POST", body=20_000_000),
    row("resets in the middle of an upload", 0.05, RESET, end="reset/send", method="POST", body=20_000_000),
    row("takes no byte of an upload", HANG, end="timeout/send", method="POST", body=20_000_000),
    row(
        "answers 400 to an upload and goes on reading",
        b"HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno",
        READ_ALL,
        end="400 no",
        method="POST",
        body=3_000_000,
    ),
)


class Hostile:
    """Plays a row to the first request; every request for /next is answered well."""

    def __init__(self, behaviour):
        self.behaviour = behaviour
        self.port = 0
        self.heads = []

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.heads.append(head)
                if b" /next " in head.partition(b"\r\n")[0]:
                    writer.write(GOOD)
                    continue
                await self.play(reader, writer)
                return
        except (OSError, EOFError, asyncio.CancelledError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def play(self, reader, writer):
        for step in self.behaviour.steps:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            elif isinstance(step, float | int):
                await asyncio.sleep(step)
            elif step == RESET:
                reset(writer)
            elif step == FLOOD:
                while True:
                    writer.write(self.behaviour.flood)
                    await writer.drain()
            elif step == HANG:
                # A server that hangs does not read either.
                await asyncio.sleep(60)
            else:
                await reader.read(-1 if step == READ_ALL else 0)


def reset(writer):
    """Close a connection so that the client sees a reset (RST), not an end."""
    connected = writer.get_extra_info("socket")
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@asynccontextmanager
async def listening(serve, tls=None):
    """The port on which `serve(reader, writer)` runs per connection; ends what still runs."""
    running = set()

    async def connection(reader, writer):
        running.add(asyncio.current_task())
        try:
            await serve(reader, writer)
        except (OSError, EOFError, asyncio.CancelledError):
            pass
        finally:
            running.discard(asyncio.current_task())
            writer.close()

    listener = await asyncio.start_server(connection, "127.0.0.1", 0, ssl=tls, limit=2**16)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await asyncio.sleep(0)
