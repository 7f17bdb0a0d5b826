"""A connection that carries exchanges: what HTTP/1.1 and HTTP/2 have in common, from socket to idleness."""

from __future__ import annotations

import asyncio
import select
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import httpx

from app.model.exchange import Connection
from app.wire.limits import NEVER, SizeLimits, Watch
from app.wire.outbound import Outbound

FLOOD = 8 * 1024 * 1024  # bytes that may wait to be written before the server is at fault


@dataclass(frozen=True, slots=True)
class Line:
    """An open line to a server, ready for HTTP: its transport, its facts, the chain of certificates (DER,
    the server's own first), and the octets that came early."""

    transport: asyncio.Transport
    facts: Connection
    certificates: tuple[bytes, ...] = ()
    early: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Owner:
    """Whom a connection tells that it can carry another exchange, and that it never will again."""

    free: Callable[[Carrier], None]
    gone: Callable[[Carrier], None]
    sizes: SizeLimits = field(default_factory=SizeLimits)
    idle: float = 60.0


class Carrier(asyncio.Protocol, ABC):
    """A connection. ``closed`` is true as soon as it can carry nothing more; ``shared`` when it carries
    several exchanges at once."""

    shared = False
    http_version = "HTTP/1.1"

    def __init__(self, line: Line, owner: Owner) -> None:
        self.loop = asyncio.get_running_loop()
        self.transport = line.transport
        self.facts = line.facts
        self.certificates = line.certificates
        self.owner = owner
        self.closed = False
        self.over: asyncio.Future[None] = self.loop.create_future()
        self.cause: Exception | None = None
        self._served = 0
        self._idle_until = NEVER
        self._watch = Watch(self.loop, self._check)
        self._again = replace(line.facts, reused=True)

    def begin(self, line: Line) -> None:
        """Take over the line; what came early is read first."""
        self.transport.set_protocol(self)
        for octets in line.early:
            self.data_received(octets)

    @abstractmethod
    async def send(self, out: Outbound) -> httpx.Response:
        """Carry one exchange; returns once the head of the answer is there.

        Raises:
            httpx.TransportError: with a ``Trouble``.
        """

    @property
    def reused(self) -> bool:
        """Whether the exchange at hand is not the first one."""
        return self._served > 1

    @property
    def lost(self) -> bool:
        """Whether the socket is gone; ``over`` is then done."""
        return self.over.done()

    def note(self, out: Outbound) -> None:
        """Tell the timeline of an exchange what carries it."""
        timeline = out.timeline
        timeline.connection = self._again if self._served else self.facts
        timeline.certificates = self.certificates
        timeline.http_version = self.http_version
        self._served += 1

    def look_at(self, when: float) -> None:
        """Check the waits at this moment of the loop's time."""
        self._watch.by(when)

    def rest(self) -> None:
        """Nothing to carry: from now on the connection grows stale."""
        self._idle_until = self.loop.time() + self.owner.idle
        self._watch.by(self._idle_until)

    def wake_up(self) -> None:
        """An exchange begins."""
        self._idle_until = NEVER

    def seems_dead(self) -> bool:
        """Whether the server has closed an idle connection, or spoken out of turn, unseen by the loop yet."""
        connected = self.transport.get_extra_info("socket")
        if self.closed or connected is None or connected.fileno() < 0:
            return True
        if not hasattr(select, "poll"):
            return bool(select.select([connected.fileno()], [], [], 0)[0])
        poll = select.poll()
        poll.register(connected.fileno(), select.POLLIN)
        return bool(poll.poll(0))

    def close(self) -> None:
        """End the connection now; what it carries is lost."""
        self._retire()
        self.transport.abort()

    def _retire(self) -> None:
        if not self.closed:
            self.closed = True
            self._watch.stop()
            self.owner.gone(self)

    def eof_received(self) -> bool:
        """The server wrote its last byte; asyncio closes our side and calls ``connection_lost``."""
        return False

    def connection_lost(self, cause: Exception | None) -> None:
        """The socket is gone."""
        if not self.over.done():
            self.over.set_result(None)
        self.cause = cause
        self._ended(cause)
        self._retire()

    @abstractmethod
    def _ended(self, cause: Exception | None) -> None:
        """Tell the exchanges under way."""

    @abstractmethod
    def _expire(self, now: float) -> float:
        """End the waits that are over; returns when the next one would be."""

    def _check(self, now: float) -> float:
        if now >= self._idle_until:
            self.close()
            return NEVER
        return min(self._expire(now), self._idle_until)
