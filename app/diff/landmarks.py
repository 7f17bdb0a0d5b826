"""Lines by which two huge texts are aligned in the rough: one line in 64, chosen by its hash, if unique."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from app.diff.align import longest_rising
from app.diff.text import Buffer

_CHUNK: Final = 1024 * 1024
_MASK: Final = 63
_TWICE: Final = -1

Landmark = tuple[int, int]
"""The bytes, left and right, at which the same line begins."""


def landmarks(left: Buffer, right: Buffer, start: Landmark) -> list[Landmark]:
    """Where lines of both texts belong together, in order on both sides, from the start on."""
    mine, other = _sample(left, start[0]), _sample(right, start[1])
    pairs = sorted(
        (place, other[line])
        for line, place in mine.items()
        if place != _TWICE and other.get(line, _TWICE) != _TWICE
    )
    return longest_rising(pairs)


def _sample(buffer: Buffer, start: int) -> dict[bytes, int]:
    """The chosen lines with the byte at which each begins, or -1 for those that occur again."""
    found: dict[bytes, int] = {}
    size = len(buffer)
    while start < size:
        end = buffer.find(b"\n", min(size, start + _CHUNK) - 1) + 1 or size
        lines = buffer[start:end].split(b"\n")
        places = accumulate(map(len, lines), lambda place, length: place + length + 1, initial=start)
        for line, place in zip(lines, places, strict=False):
            # The hash of bytes is computed in C and differs with every process, which does not matter here.
            if line and not hash(line) & _MASK:
                found[line] = _TWICE if line in found else place
        start = end
    return found
