"""Opening a line to a server, whatever the route: direct, Unix socket, through proxies, with TLS."""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import dataclass
from itertools import count

import httpx
from python_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError, ProxyType
from python_socks.async_.asyncio import Proxy as SocksProxy

from app.model.exchange import Connection, Phase
from app.wire.carrier import Line
from app.wire.dial import connect, connect_unix, is_literal, look_up, overridden
from app.wire.errors import NoHttp2, Trouble, troubled, words
from app.wire.http1 import Reader, write_head
from app.wire.limits import SizeLimits
from app.wire.options import Options
from app.wire.proxy import Proxy, refusal
from app.wire.timeline import Timeline
from app.wire.tls import ALPN, chain_of, context_for, with_tls

_numbers = count(1)
_SOCKS = {
    "socks5": ProxyType.SOCKS5,
    "socks5h": ProxyType.SOCKS5,
    "socks4": ProxyType.SOCKS4,
    "socks4a": ProxyType.SOCKS4,
}


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Where a connection leads: the server, the way there, and the proxy on it. The transport keeps one
    per set of options and server, so they are told apart by identity, which costs no time."""

    scheme: str
    host: str
    port: int
    options: Options
    proxy: Proxy | None = None

    @property
    def forwards(self) -> bool:
        """Whether an HTTP proxy passes the requests on one by one (absolute form, RFC 9112 section 3.2.2)."""
        return self.proxy is not None and not self.proxy.is_socks and self.scheme == "http"

    @property
    def authority(self) -> str:
        """Host and port, an IPv6 address in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


class Landing(asyncio.Protocol):
    """Keeps what comes on a new line until somebody who understands it takes over."""

    def __init__(self) -> None:
        self.early: list[bytes] = []
        self.ended = False
        self.cause: Exception | None = None
        self._changed: asyncio.Future[None] | None = None

    def data_received(self, octets: bytes) -> None:
        self.early.append(octets)
        self._wake()

    def connection_lost(self, cause: Exception | None) -> None:
        self.ended, self.cause = True, cause
        self._wake()

    def eof_received(self) -> bool:
        self.ended = True
        self._wake()
        return False

    async def read(self) -> bytes:
        """The next octets; empty at the end."""
        if not self.early and not self.ended:
            self._changed = asyncio.get_running_loop().create_future()
            await self._changed
        octets = b"".join(self.early)
        self.early.clear()
        return octets

    def _wake(self) -> None:
        if self._changed is not None and not self._changed.done():
            self._changed.set_result(None)


class Opener:
    """Opens lines; the timeline of whoever asks learns each phase where it happens."""

    def prepare(self, target: Target) -> tuple[ssl.SSLContext, ssl.SSLContext]:
        """The TLS contexts for the server and for the proxy. The first call for a set of options makes
        them, which takes a while that belongs to no phase and no limit.

        Raises:
            httpx.LocalProtocolError: a file of the options cannot be used.
        """
        tls = target.options.tls
        server = proxy = _UNUSED
        if target.scheme == "https":
            server = context_for(tls, ALPN[target.options.http_version])
        if target.proxy is not None and target.proxy.scheme == "https":
            proxy = context_for(tls, ALPN["1.1"])
        return server, proxy

    async def open(self, target: Target, timeline: Timeline) -> Line:
        """A line that is ready for HTTP.

        Raises:
            httpx.ConnectError, httpx.ProxyError: with a ``Trouble`` and the cause.
        """
        try:
            return await self._open(target, timeline)
        except OSError as error:
            raise _told(error, target, timeline.phase) from error

    async def _open(self, target: Target, timeline: Timeline) -> Line:
        server_tls, proxy_tls = self.prepare(target)
        connected = await self._connect(target, timeline)
        step = _Step(connected, timeline)
        try:
            await step.begin()
            proxy = target.proxy
            if proxy is not None and not proxy.is_socks:
                if proxy.scheme == "https":
                    await step.encrypt(proxy_tls, proxy.host)
                if not target.forwards:
                    await step.tunnel(target, proxy)
            if target.scheme == "https":
                await step.encrypt(server_tls, target.options.tls.server_name or target.host)
                if target.options.http_version == "2" and step.facts.alpn != "h2":
                    raise _no_http2()
        except BaseException:
            step.close()
            raise
        return Line(step.transport, step.facts, step.certificates, tuple(step.landing.early))

    async def _connect(self, target: Target, timeline: Timeline) -> socket.socket:
        options, proxy = target.options, target.proxy
        if options.unix_socket is not None:
            timeline.enter("connect")
            return await connect_unix(str(options.unix_socket))
        host, port = (proxy.host, proxy.port) if proxy else (target.host, target.port)
        host = overridden(options, host, port)
        timeline.enter("connect" if is_literal(host) else "dns")
        addresses = await look_up(host, port, options.family)
        if proxy is not None and proxy.is_socks:
            return await _through_socks(target, proxy, [str(place[0]) for _, place in addresses], timeline)
        timeline.enter("connect")
        return await connect(addresses, options.local_address)


_UNUSED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class _Step:
    """A line while it is being opened."""

    def __init__(self, connected: socket.socket, timeline: Timeline) -> None:
        self.landing = Landing()
        self.certificates: tuple[bytes, ...] = ()
        self.facts = Connection(
            id=next(_numbers),
            local=_place(connected.getsockname()),
            remote=_place(connected.getpeername()),
        )
        self._socket = connected
        self._timeline = timeline
        self._transport: asyncio.Transport | None = None

    @property
    def transport(self) -> asyncio.Transport:
        assert self._transport is not None
        return self._transport

    async def begin(self) -> None:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_connection(lambda: self.landing, sock=self._socket)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
        else:
            self._socket.close()

    async def encrypt(self, context: ssl.SSLContext, name: str) -> None:
        """Shake hands."""
        self._timeline.enter("tls")
        loop = asyncio.get_running_loop()
        # Only the handshake's own limit is shut off: whoever asked for the line keeps the time.
        transport = await loop.start_tls(
            self.transport, self.landing, context, server_hostname=name, ssl_handshake_timeout=86_400
        )
        if transport is None:
            raise ConnectionResetError("the connection was closed during the TLS handshake")
        self._transport = transport
        secured = transport.get_extra_info("ssl_object")
        self.facts = with_tls(self.facts, secured)
        self.certificates = chain_of(secured)

    async def tunnel(self, target: Target, proxy: Proxy) -> None:
        """Ask an HTTP proxy for a way through (CONNECT, RFC 9110 section 9.3.6)."""
        self._timeline.enter("connect")
        authority = target.authority.encode()
        lines = [(b"Host", authority)]
        if proxy.authorization:
            lines.append((b"Proxy-Authorization", proxy.authorization))
        self.transport.write(write_head(b"CONNECT", authority, lines))
        reader = Reader(b"CONNECT", SizeLimits())
        while not reader.status:
            octets = await self.landing.read()
            if not octets:
                raise refusal("The proxy closed the connection instead of opening a way to the server.")
            try:
                reader.feed(octets)
            except httpx.TransportError as error:
                raise refusal(f"The proxy's answer to CONNECT is not HTTP: {error}") from error
        if not reader.raw:
            reason = reader.reason.decode("latin-1")
            raise refusal(f"The proxy refused to connect to {target.authority}: {reader.status} {reason}.")
        if reader.pieces:
            self.landing.early.insert(0, reader.take())


async def _through_socks(
    target: Target, proxy: Proxy, addresses: list[str], timeline: Timeline
) -> socket.socket:
    """A way through a SOCKS proxy; ``socks5h`` and ``socks4a`` leave the look-up to it."""
    host = overridden(target.options, target.host, target.port)
    if proxy.scheme in ("socks5", "socks4") and not is_literal(host):
        timeline.enter("dns")
        family = "4" if proxy.scheme == "socks4" else target.options.family
        host = str((await look_up(host, target.port, family))[0][1][0])
    timeline.enter("connect")
    error: Exception | None = None
    for address in addresses:
        socks = SocksProxy(
            _SOCKS[proxy.scheme],
            address,
            proxy.port,
            proxy.username or None,
            proxy.password or None,
            rdns=True,
        )
        try:
            return await socks.connect(host, target.port, timeout=86_400)
        except ProxyConnectionError as refused:
            error = refused
        except (ProxyError, ProxyTimeoutError) as refused:
            raise refusal(f"The SOCKS proxy refused: {words(refused)}.") from refused
    raise refusal(f"The SOCKS proxy cannot be reached: {words(error or OSError())}.") from error


def _no_http2() -> httpx.ConnectError:
    error = troubled(httpx.ConnectError("The server did not agree to HTTP/2."), Trouble("protocol", "tls"))
    error.__cause__ = NoHttp2("The server did not choose HTTP/2 (ALPN)")
    return error


def _told(error: OSError, target: Target, phase: Phase) -> httpx.ConnectError | httpx.ProxyError:
    proxy = target.proxy
    if isinstance(error, socket.gaierror):
        host = proxy.host if proxy else target.host
        told = httpx.ConnectError(f"The host {host} has no address: {words(error)}.")
        return troubled(told, Trouble("dns", "dns"))
    if phase == "tls":
        reason = getattr(error, "verify_message", "") or words(error)
        told = httpx.ConnectError(f"No TLS connection with {target.authority}: {reason}.")
        return troubled(told, Trouble("tls", "tls"))
    if proxy is not None:
        return refusal(f"The proxy {proxy.host}:{proxy.port} cannot be reached: {words(error)}.")
    where = str(target.options.unix_socket or target.authority)
    told = httpx.ConnectError(f"No connection to {where}: {words(error)}.")
    return troubled(told, Trouble("connect", "connect"))


def _place(address: object) -> str:
    if not isinstance(address, tuple):
        return str(address)
    host, port = address[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
