"""What goes wrong on the way to a server: certificates, handshakes and proxies that lie; see `hostile.py`."""

import asyncio

from tests.app.wire.hostile import CLOSE, GOOD, HANG, RESET, reset, row

SOCKS_HELLO = b"\x05\x00"
PLACE = b"\x00\x01\x7f\x00\x00\x01\x00\x00"


def reply(code):
    """A SOCKS5 reply (RFC 1928 section 6)."""
    return b"\x05" + bytes([code]) + PLACE


# What a server does instead of a TLS handshake.
HANDSHAKES = (
    row("tls: closes", CLOSE, end="tls/tls"),
    row("tls: resets", RESET, end="tls/tls"),
    row("tls: hangs", HANG, end="timeout/tls"),
    row("tls: speaks HTTP", b"HTTP/1.1 400 Bad Request\r\n\r\n", CLOSE, end="tls/tls"),
    row("tls: garbage", bytes(100), CLOSE, end="tls/tls"),
    row("tls: an alert", b"\x15\x03\x03\x00\x02\x02\x28", CLOSE, end="tls/tls"),
    row("tls: half a record", b"\x16\x03\x03\x40\x00", HANG, end="timeout/tls"),
)

# What an HTTP proxy answers to CONNECT.
CONNECTS = (
    row("connect: 407", b"HTTP/1.1 407 Authenticate\r\nContent-Length: 0\r\n\r\n", end="proxy/connect"),
    row("connect: 502", b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nbad", end="proxy/connect"),
    row("connect: a redirect", b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", end="proxy/connect"),
    row("connect: garbage", b"\x00\x01\x02nonsense\r\n\r\n", end="proxy/connect"),
    row("connect: closes", CLOSE, end="proxy/connect"),
    row("connect: resets", RESET, end="proxy/connect"),
    row("connect: hangs", HANG, end="timeout/connect"),
    row("connect: half an answer", b"HTTP/1.1 200 OK\r\n", CLOSE, end="proxy/connect"),
    row("connect: an endless head", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000, HANG, end="proxy/connect"),
    row("connect: opens, then closes", b"HTTP/1.1 200 OK\r\n\r\n", CLOSE, end="tls/tls"),
    row("connect: opens, then speaks HTTP", b"HTTP/1.1 200 OK\r\n\r\n" + GOOD, CLOSE, end="tls/tls"),
    row("connect: opens, then hangs", b"HTTP/1.1 200 OK\r\n\r\n", HANG, end="timeout/tls"),
)

# What a SOCKS5 proxy answers: first to the greeting, then to the request.
SOCKS = (
    row("socks: closes", CLOSE, end="proxy/connect"),
    row("socks: resets", RESET, end="proxy/connect"),
    row("socks: hangs", HANG, end="timeout/connect"),
    row("socks: another version", b"\x04\x00", end="proxy/connect"),
    row("socks: wants a password", b"\x05\x02", end="proxy/connect"),
    row("socks: accepts no method", b"\x05\xff", end="proxy/connect"),
    row("socks: HTTP", b"HTTP/1.1 400 Bad Request\r\n\r\n", end="proxy/connect"),
    row("socks: closes after the greeting", SOCKS_HELLO, CLOSE, end="proxy/connect"),
    row("socks: hangs after the greeting", SOCKS_HELLO, HANG, end="timeout/connect"),
    row("socks: half a reply", SOCKS_HELLO, b"\x05\x00\x00", CLOSE, end="proxy/connect"),
    row("socks: general failure", SOCKS_HELLO, reply(1), end="proxy/connect"),
    row("socks: not allowed", SOCKS_HELLO, reply(2), end="proxy/connect"),
    row("socks: network unreachable", SOCKS_HELLO, reply(3), end="proxy/connect"),
    row("socks: host unreachable", SOCKS_HELLO, reply(4), end="proxy/connect"),
    row("socks: refused", SOCKS_HELLO, reply(5), end="proxy/connect"),
    row("socks: an unknown code", SOCKS_HELLO, reply(99), end="proxy/connect"),
    row("socks: opens, then closes", SOCKS_HELLO, reply(0), CLOSE, end="reset/wait"),
)


class Lying:
    """Plays a row: octets after something was read, as long as there are steps."""

    def __init__(self, behaviour):
        self.behaviour = behaviour

    async def serve(self, reader, writer):
        for step in self.behaviour.steps:
            if step == HANG:
                await asyncio.sleep(60)
            if step == CLOSE:
                return
            await reader.read(65536)
            if step == RESET:
                reset(writer)
                return
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
        await reader.read(65536)
