"""The event loop: asyncio on top of Qt's own, so that one thread paints and talks to the network."""

from __future__ import annotations

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor
from typing import Final

# qasync takes the Qt binding that was imported before it.
from PySide6.QtCore import QObject, Qt, QTimerEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

THREADS: Final = 4  # for name look-ups, files and the keyring

_PRECISE: Final = Qt.TimerType.PreciseTimer


def make_loop(application: QApplication, already_running: bool = False) -> asyncio.AbstractEventLoop:
    """Make the loop of the program.

    Args:
        application: the one QApplication.
        already_running: whether Qt's loop is run by somebody else, as in tests; the caller then
            stops and closes this one.
    """
    loop = QEventLoop(application, already_running=already_running)
    # qasync's own timers are coarse and come up to 49 ms early; its own executor starts ten threads.
    loop._timer = _Timers()
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="sonde"))
    made: asyncio.AbstractEventLoop = loop
    return made


class _Timers(QObject):
    """Runs asyncio's handles when their time has come, never before. Takes the place of qasync's timer."""

    def __init__(self) -> None:
        super().__init__()
        self._handles: dict[int, asyncio.Handle] = {}
        self._stopped = False

    def add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        """Run a handle after ``delay`` seconds, unless it is cancelled by then."""
        milliseconds = math.ceil(max(0.0, delay) * 1000)
        self._handles[self.startTimer(milliseconds, _PRECISE)] = handle
        return handle

    def timerEvent(self, event: QTimerEvent) -> None:
        identity = event.timerId()
        self.killTimer(identity)
        handle = self._handles.pop(identity, None)
        if handle is not None and not handle.cancelled() and not self._stopped:
            handle._run()

    def stop(self) -> None:
        """Run nothing any more."""
        self._stopped = True

    def set_debug(self, enabled: bool) -> None:
        """qasync tells its timer about debug mode; these timers have none."""
