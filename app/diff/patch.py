"""A difference as a unified patch, which `patch` and `git apply` understand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.diff.text import LineText
from app.diff.textdiff import CONTEXT, TextDiff

_NO_BREAK: Final = b"\n\\ No newline at end of file\n"


def unified_patch(diff: TextDiff, titles: tuple[str, str]) -> Iterator[bytes]:
    """The patch in pieces, a few lines each; nothing where the texts are equal.

    Args:
        diff: what differs.
        titles: names for the two texts.
    """
    if diff.changes:
        yield f"--- {_one_line(titles[0])}\n+++ {_one_line(titles[1])}\n".encode()
    first = 0
    while first < diff.changes:
        last = first
        while last + 1 < diff.changes and _gap(diff, last + 1) <= 2 * CONTEXT:
            last += 1
        yield from _hunk(diff, first, last)
        first = last + 1


def _hunk(diff: TextDiff, first: int, last: int) -> Iterator[bytes]:
    """Changes that are close to one another, with the equal lines around and between them."""
    begin, end = diff.change(first), diff.change(last)
    before = min(CONTEXT, begin.left)
    after = min(CONTEXT, diff.left.lines - end.left - end.removed)
    ranges = (
        _range(begin.left - before, end.left + end.removed + after),
        _range(begin.right - before, end.right + end.added + after),
    )
    yield f"@@ -{ranges[0]} +{ranges[1]} @@\n".encode()
    place = begin.left - before
    for index in range(first, last + 1):
        change = diff.change(index)
        yield from _lines(b" ", diff.left, place, change.left)
        yield from _lines(b"-", diff.left, change.left, change.left + change.removed)
        yield from _lines(b"+", diff.right, change.right, change.right + change.added)
        place = change.left + change.removed
    yield from _lines(b" ", diff.left, place, place + after)


def _gap(diff: TextDiff, index: int) -> int:
    before = diff.change(index - 1)
    return diff.change(index).left - before.left - before.removed


def _range(start: int, end: int) -> str:
    """Lines as a patch counts them: from 1, and an empty range by the line before it."""
    return f"{start + 1 if end > start else start},{end - start}"


def _lines(sign: bytes, text: LineText, start: int, end: int) -> Iterator[bytes]:
    for number in range(start, end):
        line = sign + text.line(number)
        yield line if line.endswith(b"\n") else line + _NO_BREAK


def _one_line(title: str) -> str:
    return " ".join(title.split())
