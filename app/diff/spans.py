"""What differs within two lines: the words that are not in both."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

Span = tuple[int, int]
"""Characters from and to."""

_LONGEST: Final = 400  # characters between equal ends that are compared word by word
_WORD: Final = re.compile(r"\w+|\s+|.", re.DOTALL)
_LEAST_LIKENESS: Final = 0.3


def changed_spans(left: str, right: str) -> tuple[list[Span], list[Span]]:
    """The parts of two lines that differ, each side's own; nothing where the lines have little in common."""
    least = min(len(left), len(right))
    start = end = 0
    while start < least and left[start] == right[start]:
        start += 1
    room = least - start
    while end < room and left[-1 - end] == right[-1 - end]:
        end += 1
    mine, other = left[start : len(left) - end], right[start : len(right) - end]
    if max(len(mine), len(other)) > _LONGEST:
        return [(start, start + len(mine))], [(start, start + len(other))]
    found = _word_spans(mine, other, start)
    likeness = 1 - (_covered(found[0]) + _covered(found[1])) / max(1, len(left) + len(right))
    return found if likeness > _LEAST_LIKENESS else ([], [])


def _word_spans(left: str, right: str, start: int) -> tuple[list[Span], list[Span]]:
    mine, other = _WORD.findall(left), _WORD.findall(right)
    spans: tuple[list[Span], list[Span]] = ([], [])
    a = b = start
    for kind, first, last, begin, stop in SequenceMatcher(None, mine, other, False).get_opcodes():
        lengths = (len("".join(mine[first:last])), len("".join(other[begin:stop])))
        if kind != "equal":
            _add(spans[0], a, a + lengths[0])
            _add(spans[1], b, b + lengths[1])
        a, b = a + lengths[0], b + lengths[1]
    return spans


def _add(spans: list[Span], start: int, end: int) -> None:
    if end > start:
        spans.append((start, end))


def _covered(spans: list[Span]) -> int:
    return sum(end - start for start, end in spans)
