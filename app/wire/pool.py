"""The pool: which connection carries which exchange, who waits, who makes room; each in constant time."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Protocol

from app.wire.carrier import Carrier, Line, Owner
from app.wire.carrier1 import Http1Carrier
from app.wire.carrier2 import Http2Carrier
from app.wire.limits import NEVER, PoolLimits, SizeLimits, Watch
from app.wire.line import Target
from app.wire.outbound import Outbound
from app.wire.timeline import Timeline

_PATIENCE = 1.0  # seconds that sockets have to go when the pool is closed


class Dialler(Protocol):
    """What opens lines; see ``app.wire.line.Opener``."""

    def prepare(self, target: Target) -> object:
        """Do beforehand what takes long and belongs to no limit."""

    async def open(self, target: Target, timeline: Timeline) -> Line:
        """A line that is ready for HTTP."""


class Waiting:
    """One exchange that waits for a connection; the future brings one, or None: open one yourself."""

    __slots__ = ("future", "limits", "timeline", "until")

    def __init__(self, future: asyncio.Future[Carrier | None], out: Outbound, until: float) -> None:
        self.future = future
        self.limits = out.limits
        self.timeline = out.timeline
        self.until = until


class Host:
    """The connections of one target."""

    __slots__ = ("dialling", "idle", "open", "owner", "shared", "speaks", "target", "waiting")

    def __init__(self, target: Target, owner: Owner) -> None:
        self.target = target
        self.owner = owner
        self.idle: list[Carrier] = []
        self.shared: Http2Carrier | None = None
        self.waiting: deque[Waiting] = deque()
        self.open = 0
        self.dialling = 0
        # What the server chose when it was last asked; unknown until then.
        options = target.options
        over_tls = target.scheme == "https" and options.http_version != "1.1"
        self.speaks = "" if over_tls else ("2" if options.http_version == "2" else "1.1")


class Pool:
    """All connections of a transport. ``dialler`` opens them."""

    def __init__(self, dialler: Dialler, limits: PoolLimits, sizes: SizeLimits) -> None:
        self.limits = limits
        self._dialler = dialler
        self._sizes = sizes
        self._hosts: dict[Target, Host] = {}
        self._carriers: dict[Carrier, Host] = {}
        self._idle: dict[Carrier, None] = {}
        self._starved: dict[Host, None] = {}
        self._opening = 0
        self._watch: Watch | None = None

    async def take(self, target: Target, out: Outbound, fresh: bool = False) -> Carrier:
        """A connection for one exchange for which none is ready: a new one when the limits allow it, or the
        first that comes free. ``fresh`` insists on a new one.

        Raises:
            httpx.TransportError: none could be opened, or none became free in time.
        """
        host = self._hosts.get(target) or self._host(target)
        while not self._may_open(host, fresh):
            carrier = await self._wait(host, out)
            if carrier is not None and not carrier.closed:
                if not fresh or carrier.shared:
                    return carrier
                carrier.close()
            carrier = None if fresh else self.ready(target, out)
            if carrier is not None:
                return carrier
        return await self._open(host, out)

    def counts(self) -> tuple[int, int]:
        """How many connections are open, and how many of them are idle."""
        return len(self._carriers), len(self._idle)

    async def close(self) -> None:
        """Close every connection and wait until the sockets are gone."""
        if self._watch is not None:
            self._watch.stop()
        carriers = list(self._carriers)
        for carrier in carriers:
            carrier.close()
        if carriers:
            await asyncio.wait([carrier.over for carrier in carriers], timeout=_PATIENCE)
        self._hosts.clear()

    # --- choosing ---------------------------------------------------------------------------------------

    def _host(self, target: Target) -> Host:
        owner = Owner(self._freed, self._gone, self._sizes, self.limits.idle)
        host = self._hosts[target] = Host(target, owner)
        return host

    def ready(self, target: Target, out: Outbound) -> Carrier | None:
        """A connection that can carry an exchange at once, or None."""
        host = self._hosts.get(target)
        if host is None:
            return None
        shared = host.shared
        if shared is not None and shared.capacity > 0:
            self._idle.pop(shared, None)
            shared.promise()
            return shared
        while host.idle:
            carrier = host.idle.pop()
            self._idle.pop(carrier, None)
            # What may be sent twice is simply sent; the rest is worth a look at the socket.
            if not carrier.closed and (out.repeatable or not carrier.seems_dead()):
                carrier.wake_up()
                return carrier
            carrier.close()
        return None

    def _may_open(self, host: Host, fresh: bool) -> bool:
        if (
            not fresh
            and host.speaks != "1.1"
            and (host.dialling or (host.shared and not host.shared.draining))
        ):
            # One connection carries all: wait for it to open, or for a stream on it to end.
            return False
        if host.open >= self.limits.per_host:
            return False
        if len(self._carriers) + self._opening < self.limits.total:
            return True
        if self._idle:
            next(iter(self._idle)).close()
            return True
        self._starved[host] = None
        return False

    async def _wait(self, host: Host, out: Outbound) -> Carrier | None:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Carrier | None] = loop.create_future()
        waiting = Waiting(future, out, out.limits.until("pool", loop.time()))
        if waiting.until != NEVER:
            self._watch = self._watch or Watch(loop, self._expire)
            self._watch.by(waiting.until)
        host.waiting.append(waiting)
        try:
            return await future
        except BaseException:
            self._left(host, waiting)
            raise

    def _left(self, host: Host, waiting: Waiting) -> None:
        """Somebody gave up waiting; what was meant for it goes to the next one."""
        future = waiting.future
        if future.done() and not future.cancelled() and future.exception() is None:
            carrier = future.result()
            if carrier is not None and not carrier.closed:
                if isinstance(carrier, Http2Carrier):
                    carrier.release()
                self._freed(carrier)
            else:
                self._invite(host)

    # --- opening ----------------------------------------------------------------------------------------

    async def _open(self, host: Host, out: Outbound) -> Carrier:
        host.open += 1
        host.dialling += 1
        self._opening += 1
        try:
            line = await self._dial(host.target, out)
            carrier: Carrier = (Http2Carrier if self._is_http2(host, line) else Http1Carrier)(
                line, host.owner
            )
        except BaseException:
            host.open -= 1
            host.dialling -= 1
            self._opening -= 1
            self._invite(host)
            raise
        host.dialling -= 1
        self._opening -= 1
        self._carriers[carrier] = host
        carrier.begin(line)
        self._welcome(host, carrier)
        return carrier

    async def _dial(self, target: Target, out: Outbound) -> Line:
        self._dialler.prepare(target)
        limits = out.limits
        loop = asyncio.get_running_loop()
        until = limits.until("connect", loop.time())
        try:
            async with asyncio.timeout_at(None if until == NEVER else until) as limit:
                return await self._dialler.open(target, out.timeline)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise limits.passed("connect", loop.time(), out.timeline.phase) from error

    def _is_http2(self, host: Host, line: Line) -> bool:
        if host.target.scheme == "https":
            return line.facts.alpn == "h2"
        return host.target.options.http_version == "2" and not host.target.forwards

    def _welcome(self, host: Host, carrier: Carrier) -> None:
        """A new connection is there: those who waited to learn what the server speaks go on."""
        if isinstance(carrier, Http2Carrier):
            host.speaks = "2"
            if host.shared is None or host.shared.capacity == 0:
                host.shared = carrier
            carrier.promise()
            self._share(host, carrier)
        else:
            first = host.speaks != "1.1"
            host.speaks = "1.1"
            while first and host.waiting:
                self._invite(host)

    # --- what connections tell ----------------------------------------------------------------------------

    def _freed(self, carrier: Carrier) -> None:
        host = self._carriers.get(carrier)
        if host is None or carrier.closed:
            return
        if isinstance(carrier, Http2Carrier):
            self._share(host, carrier)
            if not carrier.busy:
                self._rest(carrier)
            return
        while host.waiting:
            waiting = host.waiting.popleft()
            if not waiting.future.done():
                waiting.future.set_result(carrier)
                return
        host.idle.append(carrier)
        self._rest(carrier)

    def _share(self, host: Host, carrier: Http2Carrier) -> None:
        while host.waiting and carrier.capacity > 0:
            waiting = host.waiting.popleft()
            if not waiting.future.done():
                self._idle.pop(carrier, None)
                carrier.promise()
                waiting.future.set_result(carrier)

    def _rest(self, carrier: Carrier) -> None:
        if self._starved:
            # Somebody else needs the place more than this host does.
            carrier.close()
            return
        self._idle[carrier] = None
        carrier.rest()

    def _gone(self, carrier: Carrier) -> None:
        host = self._carriers.pop(carrier, None)
        self._idle.pop(carrier, None)
        if host is None:
            return
        host.open -= 1
        if host.shared is carrier:
            host.shared = None
        self._invite(host)

    def _invite(self, host: Host) -> None:
        """A place is free: let the first who waits open a connection of its own."""
        for candidate in (host, *list(self._starved)[:1]):
            self._starved.pop(candidate, None)
            while candidate.waiting:
                waiting = candidate.waiting.popleft()
                if not waiting.future.done():
                    waiting.future.set_result(None)
                    return

    def _expire(self, now: float) -> float:
        """End the waits that are over."""
        following = NEVER
        for host in self._hosts.values():
            for waiting in host.waiting:
                if waiting.future.done():
                    continue
                if now >= waiting.until:
                    waiting.future.set_exception(waiting.limits.passed("pool", now, "blocked"))
                else:
                    following = min(following, waiting.until)
        return following
