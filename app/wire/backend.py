"""Where httpcore meets our sockets: each step of a connection is done here and timed here.

httpcore passes a ``timeout`` to every call; none is ever set, because the sender keeps one deadline for
the whole exchange. So these methods take it among the ignored arguments.
"""

from __future__ import annotations

import asyncio
import select
import socket
import ssl
import struct
from dataclasses import replace
from itertools import count
from typing import Any

import httpcore

from app.model.exchange import Connection
from app.wire.dial import connect, is_literal, look_up
from app.wire.pipe import Pipe
from app.wire.timeline import CURRENT, Timeline

_numbers = count(1)
_RST_STREAM = b"\x00\x00\x04\x03\x00"  # four bytes of payload, type 3, no flags
_CANCEL = 8


class NoHttp2(ConnectionError):
    """HTTP/2 alone was asked for and the server does not speak it."""


class Backend(httpcore.AsyncNetworkBackend):
    """Opens connections on asyncio.

    ``context`` is the TLS context for servers (proxies have another), None where there is no TLS;
    ``alpn`` the protocols that are offered to them, best first.
    """

    def __init__(self, context: ssl.SSLContext | None, alpn: tuple[str, ...]) -> None:
        self.context = context
        self.alpn = alpn

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Look up, connect; the current exchange's timeline learns both.

        Raises:
            httpcore.ConnectError: with the OSError as its argument.
        """
        timeline = CURRENT.get() or Timeline()
        timeline.enter("connect" if is_literal(host) else "dns")
        try:
            addresses = await look_up(host, port)
            timeline.enter("connect")
            stream = await self._open(await connect(addresses))
        except OSError as error:
            raise httpcore.ConnectError(error) from error
        timeline.dialled(stream.facts)
        timeline.enter("blocked")
        return stream

    async def _open(self, connected: socket.socket) -> Stream:
        facts = Connection(
            id=next(_numbers), local=_place(connected.getsockname()), remote=_place(connected.getpeername())
        )
        try:
            loop = asyncio.get_running_loop()
            _, pipe = await loop.create_connection(Pipe, sock=connected)
        except BaseException:
            connected.close()
            raise
        return Stream(pipe, facts, self)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Stream(httpcore.AsyncNetworkStream):
    """One connection. Reads and writes go through the tap and the timeline of the current exchange."""

    def __init__(self, pipe: Pipe, facts: Connection, backend: Backend) -> None:
        self.facts = facts
        self._pipe = pipe
        self._backend = backend
        self._silent = True  # nothing was received yet

    async def read(self, max_bytes: int, *_: Any, **__: Any) -> bytes:
        try:
            octets = await self._pipe.read(max_bytes)
        except OSError as error:
            raise httpcore.ReadError(error) from error
        timeline = CURRENT.get()
        if octets and timeline is not None:
            self._observe(octets, timeline)
        return octets

    def _observe(self, octets: bytes, timeline: Timeline) -> None:
        if timeline.tap.listening:
            timeline.enter("receive" if timeline.tap.incoming(octets) else "wait")
        # h2 takes this for the length of a huge frame and would wait for the rest of it.
        if self._silent and timeline.http_version == "HTTP/2" and octets.startswith(b"HTTP/1"):
            raise httpcore.ReadError(NoHttp2("The server answered in HTTP/1"))
        self._silent = False

    async def write(self, buffer: bytes, *_: Any, **__: Any) -> None:
        if not buffer:
            return
        timeline = CURRENT.get()
        if timeline is not None:
            timeline.carried_by(self.facts)
            buffer = timeline.tap.outgoing(buffer)
        try:
            await self._pipe.write(buffer)
        except OSError as error:
            raise httpcore.WriteError(error) from error

    def reset_stream(self, number: int) -> None:
        """Tell an HTTP/2 server to stop sending a stream (RST_STREAM, RFC 9113 section 6.4).

        httpcore only stops listening; the rest of the body would eat up the window of the others.
        """
        self._pipe.put(_RST_STREAM + struct.pack(">II", number, _CANCEL))

    async def aclose(self) -> None:
        self._pipe.close()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, *_: Any, **__: Any
    ) -> httpcore.AsyncNetworkStream:
        """Shake hands; the same stream goes on, encrypted.

        Raises:
            httpcore.ConnectError: with the ssl.SSLError or other OSError as its argument.
        """
        timeline = CURRENT.get() or Timeline()
        timeline.enter("tls")
        try:
            await self._encrypt(ssl_context, server_hostname)
        except OSError as error:
            self._pipe.close()
            raise httpcore.ConnectError(error) from error
        except BaseException:
            self._pipe.close()
            raise
        timeline.dialled(self.facts)
        timeline.enter("blocked")
        return self

    async def _encrypt(self, context: ssl.SSLContext, host: str | None) -> None:
        assert self._pipe.transport is not None
        is_server = context is self._backend.context
        if is_server:
            # httpcore has just set its own list, in an order that prefers HTTP/1.1.
            context.set_alpn_protocols(list(self._backend.alpn))
        loop = asyncio.get_running_loop()
        transport = await loop.start_tls(self._pipe.transport, self._pipe, context, server_hostname=host)
        if transport is None:
            raise ConnectionResetError("The connection was closed during the TLS handshake")
        self._pipe.adopt(transport)
        self.facts = _with_tls(self.facts, transport.get_extra_info("ssl_object"))
        if is_server and self._backend.alpn == ("h2",) and self.facts.alpn != "h2":
            raise NoHttp2("The server did not agree to HTTP/2 (ALPN)")

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return self._is_readable()
        if info == "facts":
            return self.facts
        if info == "is_ended":
            return self._pipe.ended
        return self._pipe.transport.get_extra_info(info) if self._pipe.transport else None

    def _is_readable(self) -> bool:
        """Whether an idle connection is no longer idle: the server closed it or spoke out of turn."""
        connected = self.get_extra_info("socket")
        if self._pipe.readable or connected is None or connected.fileno() < 0:
            return True
        # What the event loop has not seen yet is still in the system's buffer.
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(connected.fileno(), select.POLLIN)
            return bool(poll.poll(0))
        return bool(select.select([connected.fileno()], [], [], 0)[0])


def _place(address: Any) -> str:
    host, port = address[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _with_tls(facts: Connection, tls: ssl.SSLObject) -> Connection:
    cipher = tls.cipher()
    return replace(
        facts,
        alpn=tls.selected_alpn_protocol() or "",
        tls_version=tls.version() or "",
        cipher=cipher[0] if cipher else "",
        verified=tls.context.verify_mode is ssl.CERT_REQUIRED,
    )
