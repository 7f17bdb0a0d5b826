"""A text by its lines, however large: where each begins is found from one count of breaks per 64 KiB."""

from __future__ import annotations

import mmap
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

Buffer = bytes | mmap.mmap

BLOCK: Final = 64 * 1024
_CACHED: Final = 64


def count_breaks(buffer: Buffer) -> array[int]:
    """How many line breaks come before the end of each block of 64 KiB."""
    breaks, counted = array("q"), 0
    for start in range(0, len(buffer), BLOCK):
        counted += buffer[start : start + BLOCK].count(b"\n")
        breaks.append(counted)
    return breaks


class LineText:
    """Lines of a UTF-8 text, counted from 0; a line holds its break, which the last one may lack.

    Args:
        buffer: the text.
        breaks: what `count_breaks` says of it.
    """

    def __init__(self, buffer: Buffer, breaks: Sequence[int]) -> None:
        self.buffer = buffer
        self.size = len(buffer)
        self._breaks = breaks
        self._starts: OrderedDict[int, list[int]] = OrderedDict()

    @property
    def lines(self) -> int:
        """How many lines there are; a break at the very end begins none."""
        if not self.size:
            return 0
        return self._breaks[-1] + (0 if self.buffer[self.size - 1] == 10 else 1)

    def start_of(self, line: int) -> int:
        """The byte at which a line begins; the size of the text for the number after the last."""
        if line <= 0:
            return 0
        if not self.size or line > self._breaks[-1]:
            return self.size
        block = bisect_left(self._breaks, line)
        before = self._breaks[block - 1] if block else 0
        return self._block_starts(block)[line - before - 1]

    def line(self, number: int, limit: int | None = None) -> bytes:
        """A line with its break, or its first ``limit`` bytes."""
        start, end = self.start_of(number), self.start_of(number + 1)
        return bytes(self.buffer[start : end if limit is None else min(end, start + limit)])

    def length(self, number: int) -> int:
        """The bytes of a line, its break too."""
        return self.start_of(number + 1) - self.start_of(number)

    def _block_starts(self, block: int) -> list[int]:
        """Where lines begin after the breaks of a block."""
        starts = self._starts.get(block)
        if starts is None:
            starts, end = [], min(self.size, (block + 1) * BLOCK)
            found = self.buffer.find(b"\n", block * BLOCK, end)
            while found >= 0:
                starts.append(found + 1)
                found = self.buffer.find(b"\n", found + 1, end)
            self._starts[block] = starts
            if len(self._starts) > _CACHED:
                self._starts.popitem(last=False)
        return starts
