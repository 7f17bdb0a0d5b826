"""Moves what was put in or taken out to where people would see it: a whole record, not the end of one.

Between equal lines an insertion can stand in several places; the one whose first line is indented least is
the start of something.
"""

from __future__ import annotations

from array import array
from typing import Final

from app.diff.text import Buffer

_MOST: Final = 8  # lines that a change is moved up
_LONGEST: Final = 4096  # bytes of a line that is moved over


def slide_changes(left: Buffer, right: Buffer, changes: array[int]) -> None:
    """Move the ranges of `changed_bytes` up in place, where one side of them is empty."""
    before = (0, 0)
    for index in range(0, len(changes), 4):
        first, last, begin, end = changes[index : index + 4]
        if first == last and begin < end:
            by = _distance(right, begin, end, before[1])
        elif begin == end and first < last:
            by = _distance(left, first, last, before[0])
        else:
            by = 0
        if by:
            changes[index : index + 4] = array("q", (first - by, last - by, begin - by, end - by))
        before = (last - by, end - by)


def _distance(text: Buffer, start: int, end: int, least: int) -> int:
    """How many bytes further up a range had better begin."""
    best, distance = (_indent(text, start), 0), 0
    for _ in range(_MOST):
        above = text.rfind(b"\n", max(least, start - _LONGEST), max(least, start - 1)) + 1 or least
        length = start - above
        if not length or length > _LONGEST or text[above:start] != text[end - length : end]:
            break
        start, end, distance = above, end - length, distance + length
        best = min(best, (_indent(text, start), distance))
    return best[1]


def _indent(text: Buffer, start: int) -> int:
    line = text[start : start + 200]
    return len(line) - len(line.lstrip(b" \t"))
