"""How long, how much and how many: the limits of an exchange and of a pool, and the watch that keeps time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.model.exchange import Phase
from app.wire.errors import timed_out

NEVER = float("inf")
_NONE: Mapping[str, float | None] = {}


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The most that the head of an answer may have: bytes of all header lines, and lines."""

    header_size: int = 256 * 1024
    header_count: int = 1000


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many connections are open at once: in all, per host, and how many seconds one is kept idle."""

    total: int = 1000
    per_host: int = 100
    idle: float = 60.0


class TimeLimits:
    """The limits of one exchange in seconds: ``connect`` (dns, tcp and tls together), ``write`` and
    ``read`` (between two movements of bytes), ``pool``, and ``end``, the loop's time at which the whole
    exchange must be over, ``deadline`` seconds after its start."""

    __slots__ = ("connect", "deadline", "end", "pool", "read", "write")

    def __init__(self, extensions: Mapping[str, Any], now: float) -> None:
        given = extensions.get("timeout") or _NONE
        connect, write = given.get("connect"), given.get("write")
        read, pool = given.get("read"), given.get("pool")
        deadline = extensions.get("deadline")
        self.connect: float = NEVER if connect is None else connect
        self.write: float = NEVER if write is None else write
        self.read: float = NEVER if read is None else read
        self.pool: float = NEVER if pool is None else pool
        self.deadline: float = NEVER if deadline is None else deadline
        self.end = now + self.deadline

    def until(self, limit: str, now: float) -> float:
        """The loop's time at which a wait that begins now is over."""
        seconds: float = getattr(self, limit)
        return min(now + seconds, self.end)

    def passed(self, limit: str, now: float, phase: Phase) -> Exception:
        """The error for a wait that is over: the deadline's when that has come, else the limit's."""
        if now >= self.end:
            return timed_out("deadline", self.deadline, phase)
        return timed_out(limit, float(getattr(self, limit)), phase)


class Watch:
    """One timer for all the waits of a connection or a pool.

    ``check`` is called with the loop's time when the earliest announced moment has come; it ends the
    waits that are over and returns the next moment, or NEVER. A wait that ended in time costs nothing:
    the timer is left to fire and finds nothing to do.
    """

    __slots__ = ("_check", "_handle", "_loop", "_when")

    def __init__(self, loop: asyncio.AbstractEventLoop, check: Callable[[float], float]) -> None:
        self._loop = loop
        self._check = check
        self._handle: asyncio.TimerHandle | None = None
        self._when = NEVER

    def by(self, when: float) -> None:
        """Look again at this moment of the loop's time, if not before."""
        if when < self._when:
            if self._handle is not None:
                self._handle.cancel()
            self._when = when
            self._handle = self._loop.call_at(when, self._fire)

    def stop(self) -> None:
        """No more looking."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None
        self._when = NEVER

    def _fire(self) -> None:
        self._handle = None
        self._when = NEVER
        now = self._loop.time()
        when = self._check(now)
        if when != NEVER:
            # A timer may fire a little early; never look again in the same instant.
            self.by(max(when, now + 0.001))
