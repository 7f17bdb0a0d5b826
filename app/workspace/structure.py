"""What was done to the structure of collections, in steps that can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One change as the user sees it: ``words`` name it ("Delete 3 items"), ``undo`` takes it back.
    ``redo`` does it again, and adds a step of its own for that; without it there is no way forward."""

    words: str
    undo: Callable[[], object]
    redo: Callable[[], object] | None = None


class Steps:
    """The steps of one window, the last one on top. A step that fails, because its files were changed
    outside, is dropped: its error is told once, and the steps below it stay."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Something was done; what had been taken back before cannot be done again."""
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> Step | None:
        """Take back the last step; it, or None when there is nothing to take back."""
        if not self._done:
            return None
        step = self._done.pop()
        step.undo()
        if step.redo is not None:
            self._undone.append(step)
        return step

    def redo(self) -> Step | None:
        """Do again what was taken back last; it, or None when there is nothing."""
        if not self._undone:
            return None
        step, *_ = later = self._undone[::-1]
        self._undone.pop()
        if step.redo is not None:
            step.redo()
        self._undone = later[:0:-1]
        return step

    def clear(self) -> None:
        """Forget every step."""
        self._done.clear()
        self._undone.clear()
