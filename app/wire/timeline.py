"""The stop-watch of one exchange: which phase it is in, how long each took, and what carried it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace

from app.model.exchange import Connection, Phase, Timing
from app.wire.tap import Tap

RawHeader = tuple[bytes, bytes]


class Timeline:
    """Records one exchange while it happens; every moment belongs to exactly one phase.

    A phase that is entered twice (a stale connection, a second try) adds up. What passes before the
    first phase counts as blocked, so that the phases make up the total. ``tap`` sees the octets of
    the two heads. ``on_phase`` is called with the new phase at every change.
    """

    def __init__(self, on_phase: Callable[[Phase], None] | None = None) -> None:
        self.phase: Phase = "prepare"
        self.connection = Connection()
        self.http_version = "HTTP/1.1"
        self.sent: tuple[RawHeader, ...] = ()
        self.unsent = False  # an HTTP/2 connection refused the request before anything was written
        self.stream: int | None = None  # the HTTP/2 stream that the server knows of
        self.tap = Tap()
        self._on_phase = on_phase
        self._started = self._since = time.perf_counter()
        self._ended: float | None = None
        self._spent: dict[Phase, float] = {}
        self._dialled = 0

    def enter(self, phase: Phase) -> None:
        """End the current phase now and begin another; nothing happens when it is the same one."""
        if phase == self.phase:
            return
        self._close()
        self.phase = phase
        self._spent.setdefault(phase, 0.0)
        if self._on_phase is not None:
            self._on_phase(phase)

    def stop(self) -> None:
        """The last byte has come, or nothing more will; only the first call counts."""
        if self._ended is None:
            self._ended = self._close()

    def dialled(self, connection: Connection) -> None:
        """This exchange opened ``connection`` itself (or finished its TLS handshake)."""
        self._dialled = connection.id
        self.connection = connection

    def carried_by(self, connection: Connection) -> None:
        """This exchange writes on ``connection``; one that it did not open is a reused one."""
        if connection.id != self.connection.id:
            self.connection = replace(connection, reused=connection.id != self._dialled)

    def timing(self) -> Timing:
        """What was measured so far, in milliseconds; ``total`` to the stop, or to now."""
        end = time.perf_counter() if self._ended is None else self._ended
        spent: dict[str, float] = {phase: seconds * 1000 for phase, seconds in self._spent.items()}
        before = spent.pop("prepare", 0.0)
        if "blocked" in spent:
            spent["blocked"] += before
        return Timing(**spent, total=(end - self._started) * 1000)

    def _close(self) -> float:
        now = time.perf_counter()
        self._spent[self.phase] = self._spent.get(self.phase, 0.0) + now - self._since
        self._since = now
        return now


# The network code is called through httpcore, which passes no context along: the exchange that a socket
# works for at this moment stands here.
CURRENT: ContextVar[Timeline | None] = ContextVar("timeline", default=None)
