"""The stop-watch of one exchange: which phase it is in, how long each took, and what carried it."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from app.model.exchange import Connection, Phase, Timing
from app.wire.tap import Tap

RawHeader = tuple[bytes, bytes]
_NONE = Connection()


class Timeline:
    """Records one exchange while it happens; every moment belongs to exactly one phase.

    A phase that is entered twice (a stale connection, a second try) adds up. What passes before the
    first phase counts as blocked, so that the phases make up the total. ``tap`` keeps the octets.
    ``on_phase`` is called with the new phase at every change. ``sent`` are the header lines as written,
    ``certificates`` the server's chain as DER, its own first, ``interim`` the 1xx answers that came
    (status and header lines), ``retried`` how often the exchange began anew on another connection.
    """

    __slots__ = (
        "_ended",
        "_marks",
        "_on_phase",
        "_started",
        "certificates",
        "connection",
        "http_version",
        "interim",
        "phase",
        "retried",
        "sent",
        "tap",
    )

    def __init__(self, on_phase: Callable[[Phase], None] | None = None, tap: Tap | None = None) -> None:
        self.phase: Phase = "prepare"
        self.connection = _NONE
        self.certificates: tuple[bytes, ...] = ()
        self.http_version = "HTTP/1.1"
        self.sent: tuple[RawHeader, ...] = ()
        self.interim: tuple[tuple[int, tuple[RawHeader, ...]], ...] = ()
        self.retried = 0
        self.tap = tap or Tap()
        self._on_phase = on_phase
        self._started = perf_counter()
        self._ended: float | None = None
        # Moments and the phases that begin with them, in turns.
        self._marks: list[Any] = []

    def enter(self, phase: Phase) -> None:
        """End the current phase now and begin another; nothing happens when it is the same one."""
        if phase == self.phase:
            return
        self._ended = None
        self._marks += (perf_counter(), phase)
        self.phase = phase
        if self._on_phase is not None:
            self._on_phase(phase)

    def stop(self) -> None:
        """The last byte has come, or nothing more will; only the first call counts."""
        if self._ended is None:
            self._ended = perf_counter()

    @property
    def started(self) -> float:
        """The moment of the start on ``time.perf_counter``, as the moments of the tap."""
        return self._started

    def timing(self) -> Timing:
        """What was measured so far, in milliseconds; ``total`` to the stop, or to now."""
        end = perf_counter() if self._ended is None else self._ended
        moments = [self._started, *self._marks[::2], end]
        phases = ["blocked", *self._marks[1::2]]
        spent: dict[str, float] = {}
        for phase, begun, over in zip(phases, moments, moments[1:], strict=False):
            spent[phase] = spent.get(phase, 0.0) + (over - begun) * 1000
        if not self._marks:
            spent.clear()
        return Timing(**spent, total=(end - self._started) * 1000)
