"""Sequence numbers of siblings: spaced by 1000, so that moving one changes one line in one file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

STEP = 1000
_NARROWEST = 0.01  # a smaller gap between two numbers counts as used up


def between(sequences: Sequence[float | None], index: int, count: int = 1) -> list[float] | None:
    """So many numbers, ascending, that sort before the sibling at ``index`` and behind the one before it.

    Siblings without a number come last. None when there is no room: then all are numbered anew.
    """
    before = sequences[index - 1] if index else 0.0
    if before is None:
        return None
    after = sequences[index] if index < len(sequences) else None
    if after is None:
        return [max(before, 0.0) + STEP * place for place in range(1, count + 1)]
    gap = (after - before) / (count + 1)
    found = [before + gap * place for place in range(1, count + 1)]
    if gap >= 1:
        found = [float(int(number)) for number in found]
    # Other tools count from 1 and take a smaller number for a mistake.
    return found if after - before > _NARROWEST * count and found[0] >= 1 else None


def spaced(count: int) -> list[float]:
    """Fresh numbers for that many siblings."""
    return [float(STEP * place) for place in range(1, count + 1)]


def fits(sequences: Sequence[float | None], index: int, own: Sequence[float | None]) -> bool:
    """Whether these numbers stand one after another right before the sibling at ``index`` already."""
    before = sequences[index - 1] if index else None
    after = sequences[index] if index < len(sequences) else None
    numbers = [number for number in (before, *own, after) if number is not None]
    if None in own or (index and before is None):
        return False
    return all(low < high for low, high in pairwise(numbers))
