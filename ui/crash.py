"""The one way for bugs: log, keep the drafts, tell quietly, go on."""

from __future__ import annotations

import asyncio
import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from app.logs import redact

log = logging.getLogger("sonde.crash")


def _nothing(*_given: object) -> None:
    """What is done until the window says what to do."""


class CrashPath:
    """Receives every exception that nobody caught. ``keep`` saves what must not be lost, ``tell``
    shows a notice with the details; both may be set later."""

    def __init__(self) -> None:
        self.keep: Callable[[], object] = _nothing
        self.tell: Callable[[str], object] = _nothing
        self._busy = False

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Catch what escapes slots, callbacks and tasks."""
        sys.excepthook = self._from_hook
        loop.set_exception_handler(self._from_loop)

    def report(self, error: BaseException) -> None:
        """Take one exception. An exception while taking one is only logged."""
        details = redact("".join(traceback.format_exception(error)))
        log.error("%s", details)
        if self._busy:
            return
        self._busy = True
        try:
            self.keep()
            self.tell(details)
        except Exception:
            log.exception("the crash path failed")
        finally:
            self._busy = False

    def _from_hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error)

    def _from_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error)
        else:
            log.warning("%s", redact(str(context.get("message", context))))
