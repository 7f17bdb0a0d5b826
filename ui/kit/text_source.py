"""Lines of a text of any size, found without splitting it: a sparse index of 64 KiB blocks.

A *row* is what one row of the screen shows: a line, or a piece of a line that is wrapped or too long to
lay out in one go. The index holds a few numbers per block, so 100 MB of text cost 1,500 entries and no
copy of the text. Blocks that are not counted yet are guessed, so that the end is one step away at once.
"""

from __future__ import annotations

import mmap
import time
from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from itertools import accumulate, pairwise

from app.model.payload import Payload
from ui.kit.hex_text import HexText
from ui.kit.text_blocks import (
    BLOCK,
    LAID_OUT_LIMIT,
    REACH,
    Octets,
    border,
    cut,
    longest_line,
    with_line_feeds,
)
from ui.kit.text_file import FileText
from ui.kit.text_folds import Fold, Folds

Buffer = bytes | mmap.mmap | HexText

_CACHED_BLOCKS = 16
_UNSEEN = 0xFFFF_FFFF
_PATIENCE = 16  # blocks that are not counted yet and are looked at for where a line ends
_BREAKS = (b"\n", b"\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its bytes ``[start, end)`` without the line break, whether a line begins with it, and
    where its last bytes are folded away, until where."""

    start: int
    end: int
    begins_line: bool
    fold: Fold | None = None


class TextSource:
    """The rows of a UTF-8 buffer, wrapped at ``width`` columns (0: not wrapped).

    ``index(seconds)`` works in slices until ``complete`` is true; everything else works at any time.
    """

    def __init__(self, buffer: Octets, width: int = 0) -> None:
        self.buffer = buffer
        self.size = 0
        self.folds = Folds()
        self._width = width
        self._rows = array("I")  # of each block: shown, or guessed
        self._lines = array("I")  # begun in each block
        self._longest = array("I")  # columns at most
        self._fresh = bytearray()  # 1 where the rows are counted for this width and these folds
        self._sums: list[int] | None = None
        self._line_sums = array("Q", [0])  # of the blocks from the start that have been seen
        self._next = 0
        self._starts: OrderedDict[int, array[int]] = OrderedDict()
        self._borders: dict[int, int] = {}
        self.grow(buffer)

    def grow(self, buffer: Octets) -> None:
        """Go on with a longer text that begins with the same bytes."""
        # The border of a block is looked for some way after its nominal place.
        kept = min(len(self._rows), max(0, (self.size - REACH - 2) // BLOCK))
        self.buffer, self.size = buffer, len(buffer)
        blocks = -(-self.size // BLOCK)
        guess = max(1, self._rows[0] if kept else BLOCK // 64)
        for numbers, filler in ((self._rows, guess), (self._lines, 0), (self._longest, _UNSEEN)):
            del numbers[kept:]
            numbers.extend([filler] * (blocks - kept))
        del self._line_sums[kept + 1 :]
        self._fresh = self._fresh[:kept] + bytearray(blocks - kept)
        self._next, self._sums = min(self._next, kept), None
        self._starts.clear()
        self._borders.clear()

    def wrap(self, width: int) -> None:
        """Wrap lines at this many columns; 0 leaves them long. Blocks of short lines stay counted."""
        if width != self._width:
            # Long lines are cut even when they are not wrapped, but not at the same places.
            least = min(width or LAID_OUT_LIMIT, self._width or LAID_OUT_LIMIT)
            self._width = width
            for block, longest in enumerate(self._longest):
                if longest > least:
                    self._fresh[block] = 0
            self._restart()

    def refold(self, start: int, end: int) -> None:
        """The folds between these bytes have changed; rows there are counted anew."""
        first, last = self._block_of(start), self._block_of(end)
        self._fresh[first : last + 1] = bytes(last + 1 - first)
        self._restart()

    def _restart(self) -> None:
        self._next, self._sums = 0, None
        self._starts.clear()

    @property
    def complete(self) -> bool:
        """Whether the whole text is indexed."""
        return self._next >= len(self._rows)

    @property
    def rows(self) -> int:
        """How many rows there are, in part guessed until the index is complete."""
        return self._row_sums()[-1]

    @property
    def lines(self) -> int:
        """How many lines are known so far; a line break at the very end begins no line."""
        return self._line_sums[-1]

    def index(self, seconds: float) -> bool:
        """Index some more blocks, for about that long; returns whether any are left."""
        deadline = time.perf_counter() + seconds
        while not self.complete:
            if not self._fresh[self._next]:
                self._count(self._next)
            self._next += 1
            if len(self._line_sums) == self._next:
                self._line_sums.append(self._line_sums[-1] + self._lines[self._next - 1])
            if time.perf_counter() > deadline:
                break
        return not self.complete

    # Rows

    def rows_from(self, offset: int, count: int) -> list[Row]:
        """Up to ``count`` rows, the first of which shows the byte at this offset."""
        if not self.size:
            return [Row(0, 0, True)]
        block, index = self._place_of(offset)
        starts: list[int] = []
        while len(starts) <= count and block < len(self._rows):
            if self._rows[block] or not self._fresh[block]:
                base, last = self._border(block), index + count + 1 - len(starts)
                starts += [base + start for start in self._block_starts(block)[index:last]]
            block, index = block + 1, 0
        if len(starts) <= count:
            starts.append(self.size)
        return [self._row(start, end) for start, end in pairwise(starts)]

    def row_at(self, offset: int) -> Row:
        """The row that shows the byte at this offset."""
        return self.rows_from(offset, 1)[0]

    def row_of(self, offset: int) -> int:
        """The number of the row that shows the byte at this offset, from 0."""
        if not self.size:
            return 0
        block, index = self._place_of(offset)
        return self._row_sums()[block] + index

    def start_of(self, row: int) -> int:
        """Where the row with this number begins."""
        sums = self._row_sums()
        row = max(0, min(row, sums[-1] - 1))
        block = bisect_right(sums, row) - 1
        return self._start_in(block, row - sums[block]) if self.size else 0

    def step(self, offset: int, rows: int) -> int:
        """Where the row begins that is so many rows further down, or up; the first or last at the ends."""
        if not self.size:
            return 0
        block, index = self._place_of(offset)
        index += rows
        while index < 0 and block > 0:
            block -= 1
            index += len(self._block_starts(block)) if self._rows[block] else 0
        while block < len(self._rows) - 1 and index >= self._shown_in(block):
            index -= self._shown_in(block)
            block += 1
        return self._start_in(block, max(0, index))

    # Lines

    def line_of(self, offset: int) -> int | None:
        """The number of the line that holds the byte at this offset, from 1; None while it is not counted."""
        block = self._block_of(offset)
        if block >= len(self._line_sums):
            return None if self.size else 1
        begin = self._border(block)
        before = with_line_feeds(self.buffer[begin:offset])
        return self._line_sums[block] + before.count(b"\n") + self._begins_line(begin)

    def line_start(self, line: int) -> int:
        """Where the line with this number begins, from 1; the last known one for a larger number."""
        line = max(1, min(line, self.lines))
        block = bisect_left(self._line_sums, line) - 1
        if block < 0:
            return 0
        begin = self._border(block)
        place = begin if self._begins_line(begin) else -1
        missing = line - self._line_sums[block] - (place >= 0)
        data = with_line_feeds(self.buffer[begin : self._border(block + 1)])
        position = -1
        for _ in range(missing):
            position = data.find(b"\n", position + 1)
        return begin + position + 1

    def line_bounds(self, offset: int) -> tuple[int, int]:
        """Where the line around this offset begins and ends, without its line break."""
        start = self.start_before(offset)
        block = self._block_of(offset)
        first = offset
        unseen = 0
        while first < self.size and unseen < _PATIENCE:
            unseen += self._longest[block] == _UNSEEN
            last = self._border(block + 1)
            found = with_line_feeds(self.buffer[first:last]).find(b"\n")
            if found >= 0:
                return start, self._without_break(start, first + found + 1)
            block = self._block_with_line(block + 1)
            first = max(last, self._border(block))
        return start, first

    def start_before(self, offset: int) -> int:
        """Where the line that holds the byte at this offset begins, or a block in it while a long line is not
        counted."""
        block = self._block_of(offset)
        unseen = 0
        while True:
            unseen += bool(self.size) and self._longest[block] == _UNSEEN
            begin = self._border(block)
            found = with_line_feeds(self.buffer[begin:offset]).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            if self._begins_line(begin) or block == 0 or unseen > _PATIENCE:
                return begin
            block -= 1
            while block > 0 and self._longest[block] != _UNSEEN and not self._lines[block]:
                block -= 1
            offset = self._border(block + 1)

    def _block_with_line(self, block: int) -> int:
        """The first block from this one on that a line may begin in or end before."""
        while (
            block < len(self._lines) - 1
            and self._longest[block] != _UNSEEN
            and not self._lines[block]
            and not self._begins_line(self._border(block + 1))
        ):
            block += 1
        return block

    # Blocks

    def _border(self, block: int) -> int:
        place = self._borders.get(block)
        if place is None:
            place = self._borders[block] = border(self.buffer, block)
        return place

    def _row_sums(self) -> list[int]:
        if self._sums is None:
            self._sums = list(accumulate(self._rows, initial=0))
        return self._sums

    def _block_of(self, offset: int) -> int:
        last = max(0, len(self._rows) - 1)
        block = min(max(0, offset) // BLOCK, last)
        if block and self._border(block) > offset:
            return block - 1
        # A border inside a character lies up to three bytes before its nominal place.
        return block + 1 if block < last and self._border(block + 1) <= offset else block

    def _place_of(self, offset: int) -> tuple[int, int]:
        """The block and the row in it, counted from its start, that show a byte."""
        offset = self._visible(offset)
        block = self._block_of(offset)
        starts = self._block_starts(block)
        index = bisect_right(starts, offset - self._border(block)) - 1
        while index < 0 and block:
            block -= 1
            index = len(self._block_starts(block)) - 1
        return block, max(0, index)

    def _start_in(self, block: int, index: int) -> int:
        """Where a row of a block begins; the last one before it where the block has not so many."""
        starts = self._block_starts(block)
        while not starts and block:
            block -= 1
            starts, index = self._block_starts(block), BLOCK
        return self._border(block) + (starts[min(index, len(starts) - 1)] if starts else 0)

    def _visible(self, offset: int) -> int:
        """The offset, or where the fold begins that hides it."""
        hidden = self.folds.around(min(offset, self.size))
        return hidden[0] if hidden else offset

    def _shown_in(self, block: int) -> int:
        if not self._fresh[block]:
            self._block_starts(block)
        return self._rows[block]

    def _row(self, start: int, end: int) -> Row:
        fold = self.folds.between(start, end) if len(self.folds) else None
        if fold is not None and fold[0] < end:
            return Row(start, fold[0], self._begins_line(start), fold)
        # One look at the bytes tells both; a row that is folded away in part may be as long as the text.
        data = self.buffer[max(0, start - 1) : end]
        tail = 2 if data.endswith(b"\r\n") and end - start > 1 else data.endswith((b"\n", b"\r"))
        return Row(start, end - tail, start == 0 or data[:1] in _BREAKS)

    def _begins_line(self, start: int) -> bool:
        return start == 0 or self.buffer[start - 1 : start] in _BREAKS

    def _without_break(self, start: int, end: int) -> int:
        tail = self.buffer[max(start, end - 2) : end]
        if tail == b"\r\n":
            return end - 2
        return end - 1 if tail[-1:] in (b"\n", b"\r") else end

    def _count(self, block: int) -> None:
        begin, end = self._border(block), self._border(block + 1)
        rows = self._rows[block]
        data = self._look_at(block, begin, end) if self._longest[block] == _UNSEEN else b""
        if self.folds.hides(begin, end):
            self._rows[block] = 0
        elif self._longest[block] <= (self._width or LAID_OUT_LIMIT) and not self.folds.touches(begin, end):
            # No line is cut: rows are lines, and most blocks are like that.
            self._rows[block] = self._lines[block] + (begin < end and not self._begins_line(begin))
        else:
            self._rows[block] = len(self._find_starts(block, data))
        self._fresh[block] = 1
        if rows != self._rows[block]:
            self._sums = None

    def _block_starts(self, block: int) -> array[int]:
        starts = self._starts.get(block)
        if starts is None:
            begin, end = self._border(block), self._border(block + 1)
            data = self._look_at(block, begin, end) if self._longest[block] == _UNSEEN else b""
            starts = self._find_starts(block, data)
            self._starts[block] = starts
            if len(self._starts) > _CACHED_BLOCKS:
                self._starts.popitem(last=False)
            if self._rows[block] != len(starts):
                self._rows[block], self._sums = len(starts), None
            self._fresh[block] = 1
        return starts

    def _look_at(self, block: int, begin: int, end: int) -> bytes:
        """Count the lines of a block, once; returns its bytes."""
        data = with_line_feeds(self.buffer[begin:end])
        breaks = data.count(b"\n") - data.endswith(b"\n")
        self._lines[block] = breaks + self._begins_line(begin) if data else 0
        self._longest[block] = longest_line(data)
        return data

    def _find_starts(self, block: int, data: bytes) -> array[int]:
        begin, end = self._border(block), self._border(block + 1)
        data = data or with_line_feeds(self.buffer[begin:end])
        starts = cut(data, self._width, self._longest[block])
        return self.folds.without_hidden(starts, begin, end) if len(self.folds) else starts


def open_buffer(payload: Payload) -> bytes | mmap.mmap:
    """The bytes of a body: those in memory, or its file mapped, of which only what is read is loaded."""
    if payload.data is not None or payload.path is None or payload.size == 0:
        return payload.data or b""
    with payload.path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def open_text(payload: Payload) -> Octets:
    """The bytes of a body for the text view alone: a file is read, not mapped, so that one that shrinks
    cannot end the program."""
    if payload.data is not None or payload.path is None:
        return payload.data or b""
    return FileText(payload.path, payload.size)
