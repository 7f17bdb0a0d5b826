"""The transport below httpx: pools of connections, with every exchange timed and written verbatim.

This is the seam. httpx knows it by one method; what lies below (httpcore now) may be replaced without a
change above. A request brings extensions: ``timeline`` (a ``Timeline``), ``target`` (bytes, verbatim) and
``length`` (of the body, in bytes). Its header lines go out exactly as they are, none added.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any, cast

import httpcore
import httpx

from app.wire.backend import Backend
from app.wire.broken import as_httpx_errors
from app.wire.framing import Message, http1_headers, http2_headers, http2_lines
from app.wire.pool import Pool, ProxyPool
from app.wire.proxy import Proxy, proxy_for
from app.wire.timeline import CURRENT, RawHeader, Timeline

# RFC 9110 section 9.2.2: sending these twice does what sending them once does.
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
_ALPN = {"auto": ("h2", "http/1.1"), "1.1": ("http/1.1",), "2": ("h2",)}
_KEEP_ALIVE = 60.0  # seconds; servers mostly give up sooner, and that is noticed


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections a pool opens at once, and how many of them it keeps while idle."""

    connections: int = 100
    idle: int = 20


@dataclass(frozen=True, slots=True)
class Setup:
    """What every connection of a transport shares: TLS and the HTTP version (auto, 1.1 or 2).

    ``context`` is asked for at the first https request, because it is slow to build; it gives the same
    one every time.
    """

    context: Callable[[], ssl.SSLContext]
    http_version: str = "auto"
    limits: Limits = field(default_factory=Limits)


class Transport(httpx.AsyncBaseTransport):
    """Sends ``httpx.Request`` values; one pool for each scheme and each proxy."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._pools: dict[tuple[str, Proxy | None], httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and return once the head of the answer is there.

        Raises:
            httpx.TransportError: with the cause as ``__cause__``.
        """
        timeline: Timeline = request.extensions["timeline"]
        CURRENT.set(timeline)
        timeline.enter("blocked")
        with as_httpx_errors():
            try:
                return await self._send(request, timeline)
            except (httpcore.NetworkError, httpcore.RemoteProtocolError):
                if not _is_stale(request, timeline):
                    raise
            timeline.enter("blocked")
            return await self._send(request, timeline)

    async def aclose(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    async def _send(self, request: httpx.Request, timeline: Timeline) -> httpx.Response:
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        proxy = proxy_for(request.url.scheme, request.url.host, port)
        message = _message(request, proxy)
        pool = self._pool(request.url.scheme, proxy)
        response = await pool.handle_async_request(_core_request(request, message, timeline))
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Answer(cast(AsyncIterable[bytes], response.stream)),
            extensions=dict(response.extensions),
        )

    def _pool(self, scheme: str, proxy: Proxy | None) -> httpcore.AsyncConnectionPool:
        if (scheme, proxy) not in self._pools:
            self._pools[scheme, proxy] = self._open(scheme, proxy)
        return self._pools[scheme, proxy]

    def _open(self, scheme: str, proxy: Proxy | None) -> httpcore.AsyncConnectionPool:
        context = self._setup.context() if scheme == "https" else None
        shared: dict[str, Any] = {
            "ssl_context": context,
            "max_connections": self._setup.limits.connections,
            "max_keepalive_connections": self._setup.limits.idle,
            "keepalive_expiry": _KEEP_ALIVE,
            "http1": self._setup.http_version != "2",
            "http2": self._setup.http_version != "1.1",
            "network_backend": Backend(context, _ALPN[self._setup.http_version]),
        }
        if proxy is None:
            return Pool(**shared)
        headers = [("Proxy-Authorization", proxy.authorization)] if proxy.authorization else None
        return ProxyPool(proxy.url, proxy_headers=headers, **shared)


class _Answer(httpx.AsyncByteStream):
    """The body of an answer, its errors translated."""

    def __init__(self, stream: AsyncIterable[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with as_httpx_errors():
            async for chunk in self._stream:
                yield chunk

    async def aclose(self) -> None:
        with as_httpx_errors():
            if hasattr(self._stream, "aclose"):
                await self._stream.aclose()


def _is_stale(request: httpx.Request, timeline: Timeline) -> bool:
    """Whether the server had closed the kept-alive connection before it saw the request."""
    return (
        timeline.connection.reused
        and timeline.phase in ("blocked", "send", "wait")
        and request.method in REPEATABLE
    )


def _message(request: httpx.Request, proxy: Proxy | None) -> Message:
    lines: tuple[RawHeader, ...] = tuple(request.headers.raw)
    secret = proxy.authorization if proxy is not None and request.url.scheme == "http" else b""
    if secret:
        lines = ((b"Proxy-Authorization", secret), *lines)
    return Message(lines, request.url.netloc, request.extensions.get("length"), secret)


def _core_request(request: httpx.Request, message: Message, timeline: Timeline) -> httpcore.Request:
    url = httpcore.URL(
        scheme=request.url.raw_scheme,
        host=request.url.raw_host,
        port=request.url.port,
        target=request.extensions.get("target", request.url.raw_path),
    )
    headers = http1_headers(message)
    stream = cast(AsyncIterable[bytes], request.stream)
    extensions = {"timeline": timeline, "trace": _tracer(message, timeline, request.method)}
    return httpcore.Request(request.method, url, headers=headers, content=stream, extensions=extensions)


def _tracer(message: Message, timeline: Timeline, method: str) -> Any:
    """What httpcore calls at each of its steps.

    The socket cannot tell HTTP/2 streams apart, so these steps mark the phases. A CONNECT that httpcore
    sends to a proxy on its own belongs to connecting.
    """

    begun: list[int] = []

    async def trace(step: str, facts: dict[str, Any]) -> None:
        protocol, _, event = step.partition(".")
        request = facts.get("request")
        if request is not None and request.method != method.encode():
            timeline.enter("connect")
        elif event == "send_request_headers.started" and request is not None:
            begun[:] = [facts["stream_id"]] if protocol == "http2" else []
            _start(protocol, request)
        elif step == "http2.send_request_headers.complete":
            timeline.stream = begun[0]
        elif event == "receive_response_headers.started":
            timeline.enter("wait")
        elif step == "http2.receive_response_headers.complete":
            timeline.enter("receive")
        elif step == "http2.send_request_headers.failed":
            timeline.unsent = True

    def _start(protocol: str, request: httpcore.Request) -> None:
        timeline.enter("send")
        timeline.unsent, timeline.stream = False, None
        if protocol == "http2":
            timeline.http_version = "HTTP/2"
            timeline.sent = http2_lines(message)
            request.headers = http2_headers(message)
        else:
            timeline.http_version = "HTTP/1.1"
            timeline.tap.lines = message.lines
            timeline.sent = message.shown
            timeline.tap.arm()

    return trace
