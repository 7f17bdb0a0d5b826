"""Reports how far a send has come: at every change of phase, and else at most ten times a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from app.model.exchange import Phase, Progress

PERIOD = 0.1  # seconds between two reports of the same phase

OnProgress = Callable[[Progress], None]


class Meter:
    """Counts bytes and calls ``report``, which may be None."""

    def __init__(self, report: OnProgress | None) -> None:
        self.now = Progress("prepare")
        self._report = report
        self._last = 0.0

    def begin(self, hop: int, sent_total: int) -> None:
        """A new hop begins; the counts start again."""
        self.now = Progress("prepare", sent_total=sent_total, hop=hop)

    def enter(self, phase: Phase) -> None:
        """The exchange entered a phase."""
        self.now = replace(self.now, phase=phase)
        self._tell()

    def sent(self, octets: int) -> None:
        """So many more bytes of the request's body were written."""
        self.now = replace(self.now, sent=self.now.sent + octets)
        self._tell_sometimes()

    def expect(self, octets: int | None) -> None:
        """The answer says how long its body is."""
        self.now = replace(self.now, received_total=octets)

    def received(self, octets: int) -> None:
        """So many bytes of the answer's body have come in all."""
        self.now = replace(self.now, received=octets)
        self._tell_sometimes()

    def _tell_sometimes(self) -> None:
        if time.perf_counter() - self._last >= PERIOD:
            self._tell()

    def _tell(self) -> None:
        self._last = time.perf_counter()
        if self._report is not None:
            self._report(self.now)
