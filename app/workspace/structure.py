"""What was done to the structure of collections, in steps that can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import AppError
from app.events import Event


@dataclass(frozen=True, slots=True)
class Step:
    """One change as the user sees it: ``words`` name it ("Delete 3 Items"), ``undo`` takes it back and
    ``redo`` does it again; without that there is no way forward. ``owners`` are the workspaces it
    changed."""

    words: str
    undo: Callable[[], object]
    redo: Callable[[], object] | None = None
    owners: tuple[object, ...] = ()


class Steps:
    """The steps of one window, the last one on top. A step that fails, because its files were changed
    outside, is dropped: that is told once, and the steps below it stay.

    ``changed`` tells that other steps can be taken now.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.changed: Event[Steps] = Event()

    def add(self, step: Step) -> None:
        """Something was done; what had been taken back before cannot be done again."""
        self._done.append(step)
        self._undone.clear()
        self.changed.emit(self)

    @property
    def undo_words(self) -> str:
        """What would be taken back next; empty when there is nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        """What would be done again next; empty when there is nothing."""
        return self._undone[-1].words if self._undone else ""

    def undo(self) -> Step | None:
        """Take back the last step; it, or None when there is nothing to take back. Raises AppError."""
        if not self._done:
            return None
        step = self._done.pop()
        try:
            _run(step.undo, f"{step.words}: this cannot be undone any more.")
            if step.redo is not None:
                self._undone.append(step)
        finally:
            self.changed.emit(self)
        return step

    def redo(self) -> Step | None:
        """Do again what was taken back last; it, or None when there is nothing. Raises AppError."""
        if not self._undone:
            return None
        step = self._undone.pop()
        try:
            if step.redo is not None:
                _run(step.redo, f"{step.words}: this cannot be done again.")
                self._done.append(step)
        finally:
            self.changed.emit(self)
        return step

    def forget(self, owner: object) -> None:
        """Drop the steps of a workspace that is closed, and leave the others."""
        for steps in (self._done, self._undone):
            steps[:] = [step for step in steps if all(each is not owner for each in step.owners)]
        self.changed.emit(self)


def _run(call: Callable[[], object], failed: str) -> None:
    try:
        call()
    except AppError as problem:
        raise AppError(f"{failed} {problem.sentence}", problem.hint) from problem
