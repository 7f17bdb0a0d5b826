"""The rows in which a difference is shown, one column or two, each found by its number when it is painted."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from typing import Literal

from app.diff.textdiff import Change, TextDiff, hidden_lines

RowKind = Literal["equal", "fold", "removed", "added", "changed"]


@dataclass(frozen=True, slots=True)
class Row:
    """``left`` and ``right`` are line numbers from 0, None where a side has no line here. A "changed" row
    has both, of a change; a "fold" stands for ``hidden`` equal lines. ``change`` is the number of the change,
    of a fold or an equal line the one that follows. ``partner`` is the line of the other side
    that a removed or added line is compared with."""

    kind: RowKind
    left: int | None
    right: int | None
    change: int
    hidden: int = 0
    partner: int | None = None


class Rows:
    """Counts rows and tells what is in each; folds can be opened.

    Args:
        diff: what is shown.
        two_columns: lines side by side in place of removed ones above added ones.
    """

    def __init__(self, diff: TextDiff, two_columns: bool) -> None:
        self.diff = diff
        self.two_columns = two_columns
        self._opened: list[int] = []

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.start_of(self.diff.changes)

    def start_of(self, change: int) -> int:
        """The row at which a change begins."""
        opened = self._opened[: bisect_right(self._opened, change)]
        return self.diff.row_of(change, self.two_columns) + sum(self._gap(each)[0] - 1 for each in opened)

    def open_fold(self, change: int) -> None:
        """Show the equal lines before a change."""
        if change not in self._opened and self._gap(change)[0] > 1:
            insort(self._opened, change)

    def height_of(self, change: Change) -> int:
        """How many rows a change takes."""
        both = (change.removed, change.added)
        return max(both) if self.two_columns else sum(both)

    def change_at(self, row: int) -> int:
        """The change that a row belongs to or that follows it."""
        first = bisect_right(range(self.diff.changes + 1), row, key=self.start_of)
        if first and row < self.start_of(first - 1) + self.height_of(self.diff.change(first - 1)):
            return first - 1
        return first

    def row(self, number: int) -> Row:
        """What is in a row."""
        index = self.change_at(number)
        change = self.diff.change(index)
        place = number - self.start_of(index)
        if place >= 0:
            return self._changed_row(index, change, place)
        # Rows of the equal lines count backwards from the change that follows them.
        hidden, tail = self._gap(index)
        if index in self._opened or -place <= tail or hidden <= 1:
            return Row("equal", change.left + place, change.right + place, index)
        if -place == tail + 1:
            return Row("fold", change.left - tail - hidden, change.right - tail - hidden, index, hidden)
        back = place - hidden + 1
        return Row("equal", change.left + back, change.right + back, index)

    def _gap(self, index: int) -> tuple[int, int]:
        """Of the equal lines before a change those hidden while the fold is closed, and those after it."""
        before = self.diff.change(index - 1) if index else None
        gap = self.diff.change(index).left - (before.left + before.removed if before else 0)
        _, hidden, tail = hidden_lines(gap, index == 0, index == self.diff.changes)
        return hidden, tail

    def _changed_row(self, index: int, change: Change, place: int) -> Row:
        paired = place < min(change.removed, change.added)
        if self.two_columns:
            left = change.left + place if place < change.removed else None
            right = change.right + place if place < change.added else None
            kind: RowKind = "changed" if paired else "removed" if right is None else "added"
            return Row(kind, left, right, index)
        if place < change.removed:
            partner = change.right + place if paired else None
            return Row("removed", change.left + place, None, index, partner=partner)
        place -= change.removed
        partner = change.left + place if place < change.removed else None
        return Row("added", None, change.right + place, index, partner=partner)
