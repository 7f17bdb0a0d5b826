"""Lines of a text of any size, found without splitting it: a sparse index of 64 KiB blocks.

A *row* is what one row of the screen shows: a line, or a piece of a line too long to lay out in one go.
The index holds two numbers per block, so 100 MB of text cost 1,500 entries and no copy of the text.
"""

from __future__ import annotations

import mmap
import time
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.model.payload import Payload
from ui.kit.hex_text import HexText

Buffer = bytes | mmap.mmap | HexText

BLOCK = 64 * 1024
ROW_LIMIT = 160
"""Bytes of a row at most: what a screen shows, since a screen of longer rows takes too long to paint."""
_CACHED_BLOCKS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its bytes ``[start, end)`` without the line break, and whether a line begins with it."""

    start: int
    end: int
    begins_line: bool


class TextSource:
    """The rows of a UTF-8 buffer. ``index(seconds)`` works in slices until ``complete`` is true."""

    def __init__(self, buffer: Buffer) -> None:
        self.buffer = buffer
        self.size = len(buffer)
        # Rows and lines that begin after the start of the text and before the end of block n - 1.
        self._rows = [0]
        self._lines = [0]
        self._indexed = 0
        self._starts: OrderedDict[int, list[int]] = OrderedDict()

    @property
    def complete(self) -> bool:
        """Whether the whole text is indexed."""
        return self._indexed >= self.size

    @property
    def rows(self) -> int:
        """How many rows are known so far; a line break at the very end begins no row."""
        return self._rows[-1] + (0 if self._ends_with_break() else 1)

    @property
    def lines(self) -> int:
        """How many lines are known so far; a line break at the very end begins no line."""
        return self._lines[-1] + (0 if self._ends_with_break() else 1)

    def index(self, seconds: float) -> bool:
        """Index some more blocks, for about that long; returns whether any are left."""
        deadline = time.perf_counter() + seconds
        while not self.complete:
            end = min(self.size, self._indexed + BLOCK)
            breaks = self.buffer[self._indexed : end].count(b"\n")
            self._lines.append(self._lines[-1] + breaks)
            self._rows.append(self._rows[-1] + self._count_rows(self._indexed, end, breaks))
            self._indexed = end
            if time.perf_counter() > deadline:
                break
        return not self.complete

    def read(self, first: int, count: int) -> list[Row]:
        """Up to ``count`` rows from the row with the number ``first`` on."""
        starts: list[int] = []
        for start in self._starts_from(max(0, first)):
            starts.append(start)
            if len(starts) > count:
                break
        if len(starts) <= count:
            starts.append(self.size)
        pairs = [pair for pair in pairwise(starts) if pair[0] < self.size or not self.size]
        return [Row(start, self._without_break(start, end), self._begins_line(start)) for start, end in pairs]

    def row_of(self, offset: int) -> int:
        """The number of the row that shows the byte at this offset."""
        block = min(offset // BLOCK, len(self._rows) - 2)
        if block < 0:
            return 0
        # A binary search in the starts of the block; they are sorted.
        starts = self._block_starts(block)
        return self._rows[block] + bisect_left(starts, offset + 1)

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the byte at this offset, from 1."""
        block = min(offset // BLOCK, len(self._lines) - 1)
        return self._lines[block] + self.buffer[block * BLOCK : offset].count(b"\n") + 1

    def line_bounds(self, offset: int) -> tuple[int, int]:
        """Where the line around this offset begins and ends, without its line break."""
        start = self.buffer.rfind(b"\n", 0, offset) + 1
        end = self.buffer.find(b"\n", offset)
        return start, self.size if end < 0 else end

    def _ends_with_break(self) -> bool:
        return self.complete and self.size > 0 and self.buffer[self.size - 1] == 10

    def _begins_line(self, start: int) -> bool:
        return start == 0 or self.buffer[start - 1] == 10

    def _without_break(self, start: int, end: int) -> int:
        if end > start and self.buffer[end - 1] == 10:
            end -= 1
            if end > start and self.buffer[end - 1] == 13:
                end -= 1
        return end

    def _count_rows(self, start: int, end: int, breaks: int) -> int:
        # Splitting is many times faster than finding each start, and most blocks have no long line.
        block = self.buffer[start:end]
        if breaks and max(map(len, block.split(b"\n"))) <= ROW_LIMIT:
            return breaks
        return len(self._find_starts(start, end))

    def _starts_from(self, row: int) -> Iterator[int]:
        if row == 0:
            yield 0
        block = max(0, bisect_left(self._rows, row) - 1)
        skip = max(0, row - self._rows[block] - 1)
        while block < len(self._rows) - 1:
            yield from self._block_starts(block)[skip:]
            block, skip = block + 1, 0

    def _block_starts(self, block: int) -> list[int]:
        starts = self._starts.get(block)
        if starts is None:
            starts = self._find_starts(block * BLOCK, min(self.size, (block + 1) * BLOCK))
            self._starts[block] = starts
            if len(self._starts) > _CACHED_BLOCKS:
                self._starts.popitem(last=False)
        return starts

    def _find_starts(self, start: int, end: int) -> list[int]:
        """Where rows begin: after each line break, and within a long line wherever the limit is reached.

        Each block counts the limit from its own start, so that a block can be read without the others.
        """
        starts: list[int] = []
        last = position = start
        while True:
            found = self.buffer.find(b"\n", position, end)
            stop = end if found < 0 else found
            while stop - last > ROW_LIMIT:
                last = self._character_border(last + ROW_LIMIT)
                starts.append(last)
            if found < 0:
                return starts
            last = position = found + 1
            starts.append(last)

    def _character_border(self, offset: int) -> int:
        """The offset, or up to three bytes before it, where a UTF-8 character begins."""
        for back in range(4):
            if self.buffer[offset - back] & 0xC0 != 0x80:
                return offset - back
        return offset


def open_buffer(payload: Payload) -> Buffer:
    """The bytes of a body: those in memory, or its file mapped, of which only what is read is loaded."""
    if payload.data is not None or payload.path is None or payload.size == 0:
        return payload.data or b""
    with payload.path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
