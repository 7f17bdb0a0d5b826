"""The transport below httpx: every exchange timed, tapped and written verbatim, on our own connections.

This is the seam. httpx knows it by one method. A request may bring these extensions: ``timeline`` (a
``Timeline``), ``target`` (bytes, verbatim), ``length`` (of the body in bytes), ``options`` (``Options``),
``timeout`` (httpx's own: connect, write, read, pool, in seconds) and ``deadline`` (seconds for all). Its
header lines go out exactly as they are, none added. A response brings ``timeline``, ``trailers``,
``http_version``, ``reason_phrase``, and ``network_stream`` after 101 or CONNECT.
"""

from __future__ import annotations

import asyncio

import httpx

from app.wire.carrier import Carrier
from app.wire.errors import Trouble, trouble_of, troubled
from app.wire.limits import PoolLimits, SizeLimits, TimeLimits
from app.wire.line import Opener, Target
from app.wire.options import Options
from app.wire.outbound import Outbound
from app.wire.pool import Pool
from app.wire.proxy import proxy_for
from app.wire.timeline import Timeline

_PORTS = {"http": 80, "https": 443}


class WireTransport(httpx.AsyncBaseTransport):
    """Sends ``httpx.Request`` values. ``options`` hold where a request brings none of its own."""

    def __init__(
        self,
        options: Options | None = None,
        limits: PoolLimits | None = None,
        sizes: SizeLimits | None = None,
    ) -> None:
        self._options = options or Options()
        self._pool = Pool(Opener(), limits or PoolLimits(), sizes or SizeLimits())
        self._targets: dict[tuple[Options | None, bytes, bytes, int | None], Target] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and return once the head of the answer is there.

        Raises:
            httpx.TransportError: with a ``Trouble`` (see ``app.wire.errors``) and the cause.
        """
        extensions = request.extensions
        timeline: Timeline = extensions.get("timeline") or Timeline()
        limits = TimeLimits(extensions, asyncio.get_running_loop().time())
        out = Outbound(request, timeline, limits)
        timeline.enter("blocked")
        try:
            options: Options = extensions.get("options") or self._options
            target = self._target(options, request.url)
            if target.forwards:
                _address_the_proxy(out, target)
            return await self._send(target, out)
        except BaseException:
            timeline.stop()
            raise

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.close()

    def connections(self) -> tuple[int, int]:
        """How many connections are open, and how many of them carry nothing."""
        return self._pool.counts()

    async def _send(self, target: Target, out: Outbound) -> httpx.Response:
        fresh = target.options.fresh
        carrier = None if fresh else self._pool.ready(target, out)
        if carrier is None:
            carrier = await self._pool.take(target, out, fresh)
        try:
            return await carrier.send(out)
        except httpx.TransportError as error:
            if not _may_repeat(error, carrier, out):
                raise
            first = error
        out.again()
        # Another idle connection may be as stale as this one was.
        fresh = fresh or not carrier.shared
        ready = None if fresh else self._pool.ready(target, out)
        carrier = ready or await self._pool.take(target, out, fresh)
        try:
            return await carrier.send(out)
        except httpx.StreamConsumed:
            raise first from None

    def _target(self, options: Options, url: httpx.URL) -> Target:
        # Hashing options takes as long as everything else here; mostly they are the transport's own.
        key = (None if options is self._options else options, url.raw_scheme, url.raw_host, url.port)
        target = self._targets.get(key)
        if target is None:
            target = self._targets[key] = _target(options, url)
        return target


def _target(options: Options, url: httpx.URL) -> Target:
    port = url.port or _PORTS.get(url.scheme)
    host = url.raw_host.decode("ascii")
    if port is None or not host:
        error = httpx.UnsupportedProtocol(f"{url} is neither http:// nor https:// with a host.")
        raise troubled(error, Trouble("invalid", "prepare"))
    return Target(url.scheme, host, port, options, proxy_for(options, url.scheme, host, port))


def _address_the_proxy(out: Outbound, target: Target) -> None:
    """The absolute form (RFC 9112 section 3.2.2), and credentials unless the request brings its own."""
    proxy = target.proxy
    assert proxy is not None
    if not out.target.startswith(b"http://"):
        out.target = b"http://" + out.request.url.netloc + out.target
    if proxy.authorization and not any(name.lower() == b"proxy-authorization" for name, _ in out.lines):
        out.secret = proxy.authorization
        out.lines = [(b"Proxy-Authorization", out.secret), *out.lines]


def _may_repeat(error: httpx.TransportError, carrier: Carrier, out: Outbound) -> bool:
    """Whether the server has certainly not acted, or had closed the kept-alive connection before it saw a
    request that may be repeated (RFC 9110 section 9.2.2)."""
    trouble = trouble_of(error)
    if trouble is None:
        return False
    if trouble.unseen:
        return True
    stale = trouble.kind == "reset" and carrier.reused and not out.timeline.tap.incoming.size
    return stale and out.repeatable
