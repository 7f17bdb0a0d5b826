"""Where the rows of one block of text begin: after line breaks, and in long lines where the width ends.

A block is about 64 KiB. It begins with a line unless that line is very long, so that every block can be
read without the ones before it: whoever jumps to the end of 1 GB waits for one block.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final, Protocol

BLOCK: Final = 64 * 1024
REACH: Final = 4096
"""Bytes after the nominal border of a block within which a line break moves the border to itself."""

FLAT_LIMIT: Final = 4096
"""Columns of a row at most where lines are not wrapped."""
LAID_OUT_LIMIT: Final = 256
"""Characters of such a row at most when it needs a layout, whose time grows with its length."""

TAB_COLUMNS: Final = 4
_LEAST_WIDTH: Final = 20
_FILLER: Final = "\ufdd0"  # no character; stands for the second column of a wide one
_BREAK: Final = re.compile(rb"\r\n?|\n")
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f000-\U0001faff\U00020000-\U0003fffd]"
)
# What the common fonts for code draw in one column each, besides ASCII.
_ONE_COLUMN: Final = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u024f\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac\u2190-\u21ff"
    "\u2400-\u2426\u2500-\u259f\ufffd]*"
)


class Octets(Protocol):
    """What is read like bytes: of slices, only the one that is asked for is loaded."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: slice, /) -> bytes: ...


def border(buffer: Octets, number: int) -> int:
    """Where the block with this number begins: a line, if one begins nearby, else a character."""
    place, size = number * BLOCK, len(buffer)
    if number <= 0 or place >= size:
        return 0 if number <= 0 else size
    window = buffer[place - 1 : place + REACH]
    if found := _BREAK.search(window):
        end = place - 1 + found.end()
        split = found[0] == b"\r" and buffer[end : end + 1] == b"\n"
        return end + 1 if split else end
    return character_border(buffer, place)


def character_border(buffer: Octets, offset: int) -> int:
    """The offset, or up to three bytes before it, where a UTF-8 character begins."""
    first = max(0, offset - 3)
    around = buffer[first : offset + 1]
    if len(around) <= offset - first:
        return offset  # The end of the text.
    for place in range(len(around) - 1, -1, -1):
        if around[place] & 0xC0 != 0x80:
            return first + place
    return offset


def with_line_feeds(data: bytes) -> bytes:
    """The same number of bytes, in which every line break (LF, CRLF or CR) ends with the one LF in it."""
    if b"\r" not in data:
        return data
    return data.replace(b"\r\n", b" \n").replace(b"\r", b"\n")


def longest_line(data: bytes) -> int:
    """Columns of the longest line at most, with its break; tabs count in full."""
    lines = data.splitlines(keepends=True)
    if b"\t" in data:
        return max(len(line) + (TAB_COLUMNS - 1) * line.count(b"\t") for line in lines)
    return max(map(len, lines), default=0)


def cut(data: bytes, width: int, longest: int) -> array[int]:
    """Where rows begin in the bytes of a block (as ``with_line_feeds`` gives them), the first at 0.

    ``width`` in columns wraps long lines; 0 leaves them long and cuts only what is too long to paint.
    ``longest`` is what ``longest_line`` says of these bytes.
    """
    if longest <= (width or LAID_OUT_LIMIT):
        starts = array("I", accumulate(map(len, data.splitlines(keepends=True)), initial=0))
        starts.pop()
        return starts
    starts, position = array("I"), 0
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    for line in lines:
        starts.append(position)
        if len(line) > _LEAST_WIDTH // TAB_COLUMNS:
            starts.extend(position + place for place in _pieces(line, width))
        position += len(line) + 1
    return starts


def _pieces(line: bytes, width: int) -> Iterator[int]:
    """Where rows after the first begin within one line."""
    if line.isascii() and b"\t" not in line:
        if not width:
            limit = FLAT_LIMIT if line.decode("ascii").isprintable() else LAID_OUT_LIMIT
            yield from range(limit, len(line), limit)
        elif len(line) > width:
            yield from (match.start() for match in _wrapping(width)[0].finditer(line) if match.start())
        return
    text = line.decode("utf-8", "surrogateescape")
    limit = width or (FLAT_LIMIT if _ONE_COLUMN.fullmatch(text) else LAID_OUT_LIMIT)
    position = 0
    for piece in _wrapping(limit)[1].findall(_with_fillers(text)):
        if position:
            yield position
        position += len(piece.replace(_FILLER, "").encode("utf-8", "surrogateescape"))


def _with_fillers(text: str) -> str:
    """One character for every column."""
    text = text.replace("\t", "\t" + _FILLER * (TAB_COLUMNS - 1))
    return _WIDE.sub("\\g<0>" + _FILLER, text)


@cache
def _wrapping(width: int) -> tuple[re.Pattern[bytes], re.Pattern[str]]:
    """What finds the rows of a line: all that is left, or up to a word's border, or as much as fits."""
    width = max(width, _LEAST_WIDTH)
    words = rf"(?s:.{{1,{width}}}\Z|.{{{width // 2},{width - 1}}}[ \t,;>&|/-]"
    # A wide character keeps its second column, and a letter its accents.
    joined = f"[{_FILLER}\u0300-\u036f\u200d\ufe0f]"
    of_bytes = re.compile(f"{words}|.{{1,{width}}})".encode())
    return of_bytes, re.compile(f"{words}(?!{joined})|.{{1,{width}}}(?!{joined})|.{{1,{width}}})")
