"""What is folded away in a text: ranges of bytes that do not overlap, in order, however many."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Fold = tuple[int, int]
"""Hidden from the end of the line that stays in sight up to the end of the region's last line."""


class Folds:
    """Two sorted arrays, so that a quarter of a million folded records take 4 MB."""

    def __init__(self, folds: Iterable[Fold] = ()) -> None:
        self._starts = array("Q")
        self._ends = array("Q")
        self.append(folds)

    def __len__(self) -> int:
        return len(self._starts)

    def append(self, folds: Iterable[Fold]) -> None:
        """Add folds that come after all others."""
        for start, end in folds:
            self._starts.append(start)
            self._ends.append(end)

    def add(self, fold: Fold) -> None:
        """Fold a region; folds inside of it open, so that they do not overlap."""
        first = bisect_left(self._starts, fold[0])
        last = bisect_right(self._ends, fold[1])
        self._starts[first : max(first, last)] = array("Q", [fold[0]])
        self._ends[first : max(first, last)] = array("Q", [fold[1]])

    def remove(self, fold: Fold) -> None:
        """Open a region again."""
        index = bisect_left(self._starts, fold[0])
        if index < len(self) and self._starts[index] == fold[0]:
            del self._starts[index], self._ends[index]

    def around(self, offset: int) -> Fold | None:
        """The fold that hides the byte at this offset, if there is one."""
        index = bisect_left(self._starts, offset) - 1
        if index < 0 or offset > self._ends[index]:
            return None
        return self._starts[index], self._ends[index]

    def between(self, start: int, end: int) -> Fold | None:
        """The first fold that begins within these bytes, if there is one."""
        index = bisect_left(self._starts, start)
        if index >= len(self) or self._starts[index] > end:
            return None
        return self._starts[index], self._ends[index]

    def hides(self, start: int, end: int) -> bool:
        """Whether every row that begins within these bytes is folded away."""
        fold = self.around(start)
        return fold is not None and fold[1] >= end - 1

    def touches(self, start: int, end: int) -> bool:
        """Whether a fold hides some of these bytes."""
        index = bisect_left(self._ends, start)
        return index < len(self) and self._starts[index] < end

    def without_hidden(self, starts: array[int], begin: int, end: int) -> array[int]:
        """Of these starts of rows, counted from ``begin``, those that can be seen."""
        index = max(0, bisect_left(self._starts, begin) - 1)
        kept, seen = array("I"), 0
        if index >= len(self) or self._starts[index] >= end:
            return starts
        while index < len(self) and self._starts[index] < end:
            kept += starts[seen : bisect_right(starts, max(0, self._starts[index] - begin), seen)]
            if self._starts[index] < begin:
                kept = array("I")
            seen = bisect_right(starts, self._ends[index] - begin, seen) if self._ends[index] >= begin else 0
            index += 1
        return kept + starts[seen:]
