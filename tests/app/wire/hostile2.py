"""What HTTP/2 servers do for real and on purpose, as a table; see `hostile.py` for how to read it.

`{}` in a frame's stream is the stream of the first request, number 1.
"""

import asyncio

import hpack

from tests.app.wire.hostile import CLOSE, FLOOD, HANG, RESET, reset, row

DATA, HEADERS, PRIORITY, RST, SETTINGS, PUSH, PING, GOAWAY, WINDOW, CONTINUATION = range(10)
END, ACK, END_HEADERS, PADDED = 1, 1, 4, 8
PREFACE = 24


def frame(kind, flags=0, stream=1, payload=b""):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def lines(*pairs):
    return hpack.Encoder().encode(list(pairs), huffman=False)


def u32(*numbers):
    return b"".join(number.to_bytes(4, "big") for number in numbers)


OK = frame(HEADERS, END_HEADERS, 1, lines((":status", "200")))
BODY = frame(DATA, END, 1, b"hello")
HELLO = frame(SETTINGS, stream=0)
WELL = OK + BODY
GONE = frame(GOAWAY, stream=0, payload=u32(0, 0))

HTTP2 = (
    # Nothing, or too little
    row("2 closes without an answer", CLOSE, end="reset/wait", method="POST"),
    row("2 resets without an answer", 0.02, RESET, end="reset/wait", method="POST"),
    row("2 never answers", HANG, end="timeout/wait"),
    row("2 closes inside a frame", OK[:5], CLOSE, end="reset/wait", method="POST"),
    row("2 hangs inside a frame", OK[:5], HANG, end="timeout/wait"),
    row("2 closes before the body", OK, CLOSE, end="protocol/receive"),
    row("2 closes inside the body", OK + frame(DATA, 0, 1, b"hel"), CLOSE, end="protocol/receive"),
    row("2 resets inside the body", OK + frame(DATA, 0, 1, b"hel"), 0.05, RESET, end="reset/receive"),
    row("2 body that stops coming", OK + frame(DATA, 0, 1, b"hel"), HANG, end="timeout/receive"),
    row("2 no answer until the deadline", HANG, end="timeout/wait", deadline=0.1),
    # The end of streams and connections
    row("2 goes away before it reads", GONE, CLOSE, end="200 next"),
    row("2 goes away with an error", frame(GOAWAY, stream=0, payload=u32(1, 2)), CLOSE, end="protocol/wait"),
    row(
        "2 goes away in the middle, with an error",
        OK + frame(GOAWAY, stream=0, payload=u32(1, 11)),
        CLOSE,
        end="protocol/receive",
    ),
    row(
        "2 goes away in the middle, and finishes",
        OK + frame(GOAWAY, stream=0, payload=u32(1, 0)) + BODY,
        end="200 hello",
    ),
    row(
        "2 goes away in the middle, and closes",
        OK + frame(GOAWAY, stream=0, payload=u32(1, 0)),
        CLOSE,
        end="protocol/receive",
    ),
    row(
        "2 goes away twice, and finishes",
        frame(GOAWAY, stream=0, payload=u32(2**31 - 1, 0))
        + frame(GOAWAY, stream=0, payload=u32(1, 0))
        + WELL,
        end="200 hello",
    ),
    row("2 goes away too briefly", frame(GOAWAY, stream=0, payload=b"abc"), end="protocol/wait"),
    row("2 refuses the stream", frame(RST, payload=u32(7)), end="200 next"),
    row("2 cancels the stream", frame(RST, payload=u32(8)), end="reset/wait"),
    row("2 resets the stream, internal error", frame(RST, payload=u32(2)), end="reset/wait"),
    row("2 resets the stream, HTTP/1.1 required", frame(RST, payload=u32(13)), end="reset/wait"),
    row("2 resets the stream, unknown code", frame(RST, payload=u32(4711)), end="reset/wait"),
    row(
        "2 resets the stream inside the body",
        OK + frame(DATA, 0, 1, b"hel") + frame(RST, payload=u32(2)),
        end="reset/receive",
    ),
    row(
        "2 answers, then resets the upload",
        WELL + frame(RST, payload=u32(0)),
        end="200 hello",
        method="POST",
        body=3_000_000,
    ),
    # Frames that break the rules
    row("2 HTTP/1.1", b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", end="protocol/wait"),
    row("2 garbage", b"\x00\x00\x05\xff" * 100, CLOSE, end="protocol/wait"),
    row("2 text", b"hello, this is no HTTP at all\r\n" * 3, end="protocol/wait"),
    row("2 a frame that is too long", b"\x01\x00\x00\x00\x00\x00\x00\x00\x01", end="protocol/wait"),
    row("2 unknown frames", frame(0x42, 7, 1, b"what") + frame(0x43, 0, 0, b"ever") + WELL, end="200 hello"),
    row("2 a body before the head", BODY, end="protocol/wait"),
    row("2 data on the connection itself", frame(DATA, 0, 0, b"x"), end="protocol/wait"),
    row(
        "2 a head on the connection itself",
        frame(HEADERS, 5, 0, lines((":status", "200"))),
        end="protocol/wait",
    ),
    row(
        "2 a head on a stream of its own",
        frame(HEADERS, 4, 2, lines((":status", "200"))),
        end="timeout/wait",
    ),
    row(
        "2 a head on a stream nobody opened",
        frame(HEADERS, 4, 99, lines((":status", "200"))),
        end="protocol/wait",
    ),
    row(
        "2 a push", frame(PUSH, 4, 1, u32(2) + lines((":method", "GET"), (":path", "/"))), end="protocol/wait"
    ),
    row("2 a stray continuation", frame(CONTINUATION, 4, 1, b"x"), end="protocol/wait"),
    row(
        "2 another frame inside a head",
        frame(HEADERS, 0, 1, lines((":status", "200"))) + BODY,
        end="protocol/wait",
    ),
    row("2 a window update of zero", frame(WINDOW, 0, 0, u32(0)), end="protocol/wait"),
    row("2 a window beyond its limit", frame(WINDOW, 0, 0, u32(2**31 - 1)), end="protocol/wait"),
    row("2 a window update cut short", frame(WINDOW, 0, 0, b"ab"), end="protocol/wait"),
    row("2 settings cut short", frame(SETTINGS, 0, 0, b"abc"), end="protocol/wait"),
    row("2 settings of a stream", frame(SETTINGS, 0, 1), end="protocol/wait"),
    row(
        "2 a window setting beyond its limit",
        frame(SETTINGS, 0, 0, b"\x00\x04" + u32(2**32 - 1)),
        end="protocol/wait",
    ),
    row("2 a ping cut short", frame(PING, 0, 0, b"abc"), end="protocol/wait"),
    row("2 padding longer than its frame", OK + frame(DATA, PADDED, 1, b"\xffab"), end="protocol/receive"),
    row("2 padding in good order", OK + frame(DATA, PADDED | END, 1, b"\x03helloppp"), end="200 hello"),
    row("2 data after the end", WELL + frame(DATA, END, 1, b"more"), end="200 hello"),
    row("2 priorities", frame(PRIORITY, 0, 1, u32(0) + b"\x01") + WELL, end="200 hello"),
    # Heads
    row("2 a head that is no HPACK", frame(HEADERS, 5, 1, b"\xff\xff\xff\xff\xff\xff"), end="protocol/wait"),
    row("2 an index that is not there", frame(HEADERS, 5, 1, b"\xbe"), end="protocol/wait"),
    row("2 no status", frame(HEADERS, 5, 1, lines(("x", "y"))), end="protocol/receive"),
    row(
        "2 a status that is a word", frame(HEADERS, 5, 1, lines((":status", "fine"))), end="protocol/receive"
    ),
    row("2 an end before the head", frame(DATA, END, 1), end="protocol/wait"),
    row("2 1xx before the answer", frame(HEADERS, 4, 1, lines((":status", "103"))) + WELL, end="200 hello"),
    row(
        "2 trailers",
        OK + frame(DATA, 0, 1, b"hello") + frame(HEADERS, 5, 1, lines(("x", "y"))),
        end="200 hello",
    ),
    row(
        "2 less than its length",
        frame(HEADERS, 4, 1, lines((":status", "200"), ("content-length", "9"))) + BODY,
        end="protocol/receive",
    ),
    row(
        "2 more than its length",
        frame(HEADERS, 4, 1, lines((":status", "200"), ("content-length", "2"))) + BODY,
        end="protocol/receive",
    ),
    row(
        "2 a header bomb",
        frame(HEADERS, 4, 1, lines((":status", "200"), ("x", "y" * 4000)) + b"\xbe" * 12_000),
        end="protocol/wait",
    ),
    row(
        "2 too many header lines",
        frame(HEADERS, 5, 1, lines((":status", "200"), *[("x", "y")] * 3000)),
        end="protocol/receive",
    ),
    row(
        "2 endless continuations",
        frame(HEADERS, 0, 1, b""),
        FLOOD,
        flood=frame(CONTINUATION, 0, 1, b"") * 50,
        end="protocol/wait",
    ),
    # Floods that carry nothing
    row("2 endless pings", FLOOD, flood=frame(PING, 0, 0, bytes(8)) * 100, end="protocol/wait", deadline=0.3),
    row("2 endless settings", FLOOD, flood=HELLO * 100, end="protocol/wait", deadline=0.3),
    row("2 endless empty data", OK, FLOOD, flood=frame(DATA) * 100, end="protocol/receive", deadline=0.3),
    # Windows
    row(
        "2 a window that stays shut",
        frame(SETTINGS, 0, 0, b"\x00\x04" + u32(0)),
        HANG,
        end="timeout/send",
        method="POST",
        body=3_000_000,
    ),
    row("2 answers while its window is shut", WELL, HANG, end="200 hello", method="POST", body=3_000_000),
)


class Hostile2:
    """Plays a row to the first request of its first connection; every other stream is answered well."""

    def __init__(self, behaviour):
        self.behaviour = behaviour
        self.played = False

    async def serve(self, reader, writer):
        await reader.readexactly(PREFACE)
        writer.write(HELLO)
        while True:
            head = await reader.readexactly(9)
            payload = await reader.readexactly(int.from_bytes(head[:3], "big"))
            if head[3] == SETTINGS and not head[4] & ACK:
                writer.write(frame(SETTINGS, ACK, 0))
            if head[3] != HEADERS:
                continue
            if self.played:
                stream = int.from_bytes(head[5:9], "big")
                fields = hpack.Encoder().encode([(":status", "200")])
                writer.write(frame(HEADERS, END_HEADERS, stream, fields) + frame(DATA, END, stream, b"next"))
            else:
                self.played = True
                await self.play(writer)
            assert payload

    async def play(self, writer):
        for step in self.behaviour.steps:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            elif isinstance(step, float):
                await asyncio.sleep(step)
            elif step == HANG:
                return
            elif step == FLOOD:
                while True:
                    writer.write(self.behaviour.flood)
                    await writer.drain()
            else:
                if step == RESET:
                    reset(writer)
                raise EOFError
