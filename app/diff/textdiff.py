"""The difference of two texts as a list of changed lines, small enough to keep and quick to look up in."""

from __future__ import annotations

import mmap
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.diff.lines import Report, changed_bytes
from app.diff.rules import NO_RULES, DiffRules
from app.diff.slide import slide_changes
from app.diff.text import BLOCK, Buffer, LineText, count_breaks

CONTEXT: Final = 3
"""Equal lines that are shown before and after each change."""
FIELDS: Final = 6
_CHUNK: Final = 1024 * 1024
_SPACES: Final = b" \t\r\f\v"


@dataclass(frozen=True, slots=True)
class Change:
    """Lines from ``left`` on, ``removed`` of them, became lines from ``right`` on, ``added`` of them.

    ``row`` and ``side_row`` are where it begins in rows of one column and of two, with all folds closed.
    """

    left: int
    removed: int
    right: int
    added: int
    row: int
    side_row: int


class TextDiff:
    """Two texts and what differs between them.

    Args:
        left: the one text.
        right: the other.
        records: six numbers for each change (`Change`), and a last change that is empty, at the ends.
        in_time: False when the time was too short, so that the last change is larger than it need be.
    """

    def __init__(self, left: LineText, right: LineText, records: Sequence[int], in_time: bool) -> None:
        self.left, self.right, self.in_time = left, right, in_time
        self._records = records

    @property
    def changes(self) -> int:
        """How many places differ."""
        return len(self._records) // FIELDS - 1

    def change(self, number: int) -> Change:
        """One change; the one after the last is empty and stands at the ends of both texts."""
        return Change(*self._records[number * FIELDS : (number + 1) * FIELDS])

    def row_of(self, number: int, two_columns: bool) -> int:
        """The row at which a change begins, with all folds closed."""
        return self._records[number * FIELDS + (5 if two_columns else 4)]


def diff_texts(
    left: Buffer,
    right: Buffer,
    rules: DiffRules = NO_RULES,
    seconds: float = float("inf"),
    report: Report | None = None,
) -> tuple[array[int], bool]:
    """The records of a `TextDiff`, and whether they were found in time.

    Args:
        left: UTF-8.
        right: UTF-8.
        rules: white space and case can be left out.
        seconds: after so many all that is left counts as one change.
        report: is told how much is done, from 0 to 1.
    """
    deadline = time.monotonic() + seconds
    folded = (fold_text(left, rules), fold_text(right, rules))
    found, in_time = changed_bytes(*folded, deadline, report)
    slide_changes(*folded, found)
    return _records(
        _numbered(folded[0], found[0::4], found[1::4]), _numbered(folded[1], found[2::4], found[3::4])
    ), in_time


def text_diff(left: Buffer, right: Buffer, rules: DiffRules = NO_RULES) -> TextDiff:
    """The difference of two small texts, at once."""
    records, in_time = diff_texts(left, right, rules)
    return TextDiff(
        LineText(left, count_breaks(left)), LineText(right, count_breaks(right)), records, in_time
    )


def hidden_lines(gap: int, first: bool, last: bool) -> tuple[int, int, int]:
    """How a run of equal lines is shown: so many at its head, hidden, and at its tail.

    A run before the first change has no head, one after the last no tail.
    """
    head = 0 if first else min(CONTEXT, gap)
    tail = 0 if last else min(CONTEXT, gap - head)
    return head, gap - head - tail, tail


def fold_text(text: Buffer, rules: DiffRules) -> Buffer:
    """The text without what does not count: as many lines, each of them shorter perhaps."""
    if not rules.ignore_whitespace and not rules.ignore_case:
        return text
    pieces, start = [], 0
    while start < len(text):
        # A piece ends with a line, so that no character is cut in two.
        end = text.find(b"\n", start + _CHUNK) + 1 or len(text)
        pieces.append(_fold(text[start:end], rules))
        start = end
    return b"".join(pieces)


def _fold(piece: bytes, rules: DiffRules) -> bytes:
    if rules.ignore_whitespace:
        piece = piece.translate(None, _SPACES)
    if rules.ignore_case:
        piece = piece.decode("utf-8", "surrogateescape").lower().encode("utf-8", "surrogateescape")
    return piece


def _numbered(text: Buffer, starts: Sequence[int], ends: Sequence[int]) -> array[int]:
    """Lines in place of bytes: from and to, for each range, and the number of all lines at the end."""
    numbers, line, place = array("q"), 0, 0
    for border in (offset for pair in zip(starts, ends, strict=True) for offset in pair):
        line, place = line + _breaks(text, place, border), border
        # The end of a text without a last break is the end of a line all the same.
        unbroken = border == len(text) > 0 and text[border - 1] != 10
        numbers.append(line + unbroken)
    line += _breaks(text, place, len(text))
    numbers.append(line + (len(text) > 0 and text[len(text) - 1] != 10))
    return numbers


def _breaks(text: Buffer, start: int, end: int) -> int:
    return sum(text[at : min(at + BLOCK, end)].count(b"\n") for at in range(start, end, BLOCK))


def _records(left: array[int], right: array[int]) -> array[int]:
    """Changes with the rows at which they begin."""
    records = array("q")
    row = side_row = last = 0
    changes = len(left) // 2
    for index in range(changes + 1):
        start, begin = left[2 * index], right[2 * index]
        stop = left[2 * index + 1] if index < changes else start
        end = right[2 * index + 1] if index < changes else begin
        head, hidden, tail = hidden_lines(start - last, index == 0, index == changes)
        shown = head + tail + (1 if hidden else 0)
        row, side_row, last = row + shown, side_row + shown, stop
        records.extend((start, stop - start, begin, end - begin, row, side_row))
        row += stop - start + end - begin
        side_row += max(stop - start, end - begin)
    return records


def read_records(file: mmap.mmap | bytes) -> Sequence[int]:
    """The records that a job wrote, without copying them."""
    return memoryview(file).cast("q")
