"""Reports how far a send has come: at every change of phase, and else at most ten times a second.

What comes between two reports is told when the time of the next one has come, even if nothing follows it:
somebody may be looking at a stream that says one word a minute.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from app.model.exchange import Exchange, Phase, Progress

PERIOD = 0.1  # seconds between two reports of the same phase

OnProgress = Callable[[Progress], None]


class Meter:
    """Counts bytes and calls ``report``, which may be None."""

    def __init__(self, report: OnProgress | None) -> None:
        self.now = Progress("prepare")
        self._report = report
        self._last = 0.0
        self._late: asyncio.TimerHandle | None = None
        self._arriving: Callable[[], Exchange] | None = None

    def begin(self, hop: int, sent_total: int, attempt: int = 1) -> None:
        """A new hop or attempt begins; the counts start again."""
        self.stop()
        self.now = Progress("prepare", sent_total=sent_total, hop=hop, attempt=attempt)

    def wait(self, milliseconds: float, attempt: int) -> None:
        """Nothing is sent for so long; then this attempt begins."""
        self.now = Progress("blocked", hop=self.now.hop, attempt=attempt, waiting=milliseconds)
        self._tell()

    def enter(self, phase: Phase) -> None:
        """The exchange entered a phase."""
        self.now = replace(self.now, phase=phase)
        self._tell()

    def sent(self, octets: int) -> None:
        """So many more bytes of the request's body were written."""
        self.now = replace(self.now, sent=self.now.sent + octets)
        self._tell_sometimes()

    def expect(self, octets: int | None, arriving: Callable[[], Exchange] | None = None) -> None:
        """The head of the answer is there.

        Args:
            octets: how long it says its body is.
            arriving: gives what has come so far, for the reports from now on.
        """
        self.now = replace(self.now, received_total=octets)
        self._arriving = arriving
        self._tell_sometimes()

    def received(self, octets: int) -> None:
        """So many bytes of the answer's body have come in all."""
        self.now = replace(self.now, received=octets)
        self._tell_sometimes()

    def stop(self) -> None:
        """Nothing more is told of this exchange: it has ended."""
        self._arriving = None
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _tell_sometimes(self) -> None:
        left = self._last + PERIOD - time.perf_counter()
        if left <= 0:
            self._tell()
        elif self._late is None and self._report is not None:
            self._late = asyncio.get_running_loop().call_later(left, self._tell)

    def _tell(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
        self._last = time.perf_counter()
        if self._report is not None:
            self._report(replace(self.now, exchange=self._arriving() if self._arriving else None))
