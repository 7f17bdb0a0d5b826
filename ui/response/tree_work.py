"""Long work on a tree in slices, so that the window goes on meanwhile."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

SLICE: Final = 0.004  # seconds of work per turn of the timer

Work = Generator[Any, None, None]
"""Does a little until it yields; it yields ``WAIT`` where it can do nothing before others did something."""

WAIT: Final = "wait"


class Slices(QObject):
    """Runs pieces of work by turns; each may be as long as it likes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: deque[Work] = deque()
        self._idle: Callable[[], Work | None] = lambda: None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def when_idle(self, more: Callable[[], Work | None]) -> None:
        """Ask this for work, from time to time, while there is nothing else to do; see ``wake``."""
        self._idle = more

    def start(self, work: Work) -> None:
        """Begin with a piece of work; what is quick is done when this returns."""
        if self._go_on(work, time.perf_counter() + SLICE):
            self._works.append(work)
            self._timer.start(0)

    def wake(self) -> None:
        """There may be something to do for one who has nothing else to do."""
        if not self._timer.isActive():
            self._timer.start(0)

    def stop(self, work: Work) -> None:
        """Nobody wants the rest of a piece of work."""
        work.close()
        if work in self._works:
            self._works.remove(work)

    def clear(self) -> None:
        """Nobody wants anything any more."""
        self._timer.stop()
        while self._works:
            self._works.popleft().close()

    @property
    def busy(self) -> bool:
        """Whether something is left to do."""
        return bool(self._works)

    def _turn(self) -> None:
        if not self._works and (more := self._idle()) is not None:
            self._works.append(more)
        if not self._works:
            self._timer.stop()
            return
        work = self._works.popleft()
        if self._go_on(work, time.perf_counter() + SLICE):
            self._works.append(work)

    def _go_on(self, work: Work, deadline: float) -> bool:
        """Work for a slice; returns whether there is more to do."""
        return any(told is WAIT or time.perf_counter() > deadline for told in work)
