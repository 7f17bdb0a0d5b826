"""The only place where coroutines start: a task has a name, an owner, and somebody who hears its errors."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, SignalInstance

from app.errors import AppError

log = logging.getLogger("sonde.tasks")

Result = TypeVar("Result")


def _log_problem(error: AppError) -> None:
    log.warning("%s", error)


def _log_crash(error: BaseException) -> None:
    log.error("A task failed.", exc_info=error)


@dataclass(slots=True)
class _Routes:
    """Who hears of errors."""

    problem: Callable[[AppError], object] = _log_problem
    crash: Callable[[BaseException], object] = _log_crash


_routes = _Routes()


def route_errors(
    on_problem: Callable[[AppError], object], on_crash: Callable[[BaseException], object]
) -> None:
    """Say once who hears what goes wrong in tasks and in `attempt`.

    Args:
        on_problem: gets what the user can mend; it belongs in the message bar.
        on_crash: gets everything else; that is a bug.
    """
    _routes.problem, _routes.crash = on_problem, on_crash


def report(error: BaseException) -> None:
    """Hand an error to whom it concerns. Being cancelled is no error."""
    if isinstance(error, asyncio.CancelledError):
        return
    if isinstance(error, AppError):
        _routes.problem(error)
    else:
        _routes.crash(error)


def listen(signal: SignalInstance, handler: Callable[..., object]) -> None:
    """Connect a signal so that what its handler raises is reported, as `attempt` does it."""
    signal.connect(lambda *values: attempt(lambda: handler(*values)))


def attempt(action: Callable[[], object]) -> None:
    """Run an action of the user to its end: what it raises is reported and goes no further."""
    try:
        action()
    except Exception as error:
        report(error)


class Tasks:
    """The tasks of one owner. When Qt destroys the owner they are cancelled, and nothing more is called."""

    def __init__(self, owner: QObject) -> None:
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._gone = False
        owner.destroyed.connect(self._end)

    def start(
        self,
        name: str,
        coroutine: Coroutine[Any, Any, Result],
        done: Callable[[Result], object] | None = None,
        ended: Callable[[], object] | None = None,
    ) -> None:
        """Start a coroutine; a task of the same name is cancelled first.

        Args:
            name: what it is called, unique for this owner.
            coroutine: the work.
            done: gets the result, if there is one.
            ended: called last in any case, also after an error or a cancellation.
        """
        self.cancel(name)
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._running[name] = task
        task.add_done_callback(lambda finished: self._finish(name, finished, done, ended))

    def cancel(self, name: str) -> None:
        """Cancel a task; without one of this name nothing happens."""
        task = self._running.pop(name, None)
        if task is not None:
            task.cancel()

    def cancel_all(self) -> None:
        """Cancel every task of this owner."""
        for name in tuple(self._running):
            self.cancel(name)

    def running(self, name: str) -> bool:
        """Whether a task of this name is under way and not cancelled."""
        return name in self._running

    def _finish(
        self,
        name: str,
        task: asyncio.Task[Any],
        done: Callable[[Any], object] | None,
        ended: Callable[[], object] | None,
    ) -> None:
        # A successor of the same name must stay: it was started while this one was being cancelled.
        replaced = self._running.get(name) not in (None, task)
        if not replaced:
            self._running.pop(name, None)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            report(error)
        if self._gone:
            return
        if done is not None and error is None and not task.cancelled():
            attempt(lambda: done(task.result()))
        if ended is not None and not replaced:
            attempt(ended)

    def _end(self) -> None:
        self._gone = True
        self.cancel_all()
