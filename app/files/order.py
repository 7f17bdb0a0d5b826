"""Sequence numbers of siblings: spaced by 1000, so that moving one changes one line in one file."""

from __future__ import annotations

from collections.abc import Sequence

STEP = 1000
_NARROWEST = 0.01  # a smaller gap between two numbers counts as used up


def between(sequences: Sequence[float | None], index: int) -> float | None:
    """A number that sorts before the sibling at ``index`` and behind the one before it.

    Siblings without a number come last. None when there is no such number: then all are numbered anew.
    """
    before = sequences[index - 1] if index else 0.0
    if before is None:
        return None
    after = sequences[index] if index < len(sequences) else None
    if after is None:
        return max(before, 0.0) + STEP
    middle = (before + after) / 2
    if after - before >= 2:
        middle = float(int(middle))
    # Other tools count from 1 and take a smaller number for a mistake.
    return middle if after - before > _NARROWEST and middle >= 1 else None


def spaced(count: int) -> list[float]:
    """Fresh numbers for that many siblings."""
    return [float(STEP * place) for place in range(1, count + 1)]


def fits(sequences: Sequence[float | None], index: int, sequence: float | None) -> bool:
    """Whether a number stands right before the sibling at ``index`` already."""
    before = sequences[index - 1] if index else None
    after = sequences[index] if index < len(sequences) else None
    if sequence is None or (index and before is None):
        return False
    return (before is None or before < sequence) and (after is None or sequence < after)
