"""Where the cursor goes in a text of bytes: by character, by word, to the ends of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ui.kit.text_source import TextSource
from ui.kit.text_view_row import read_row

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(slots=True)
class Selection:
    """What is selected: from ``anchor``, where it began, to ``cursor``, which moves. Byte offsets."""

    anchor: int = 0
    cursor: int = 0

    @property
    def start(self) -> int:
        return min(self.anchor, self.cursor)

    @property
    def end(self) -> int:
        return max(self.anchor, self.cursor)

    def move(self, offset: int, extend: bool) -> None:
        """Put the cursor elsewhere; the anchor follows unless the selection is extended."""
        self.cursor = offset
        if not extend:
            self.anchor = offset


def character_left(source: TextSource, offset: int) -> int:
    """The start of the character before an offset; a CRLF is one character."""
    if offset <= 0:
        return 0
    offset -= 1
    while offset > 0 and source.buffer[offset] & 0xC0 == 0x80:
        offset -= 1
    if offset > 0 and source.buffer[offset] == 10 and source.buffer[offset - 1] == 13:
        offset -= 1
    return offset


def character_right(source: TextSource, offset: int) -> int:
    """The end of the character after an offset; a CRLF is one character."""
    if offset >= source.size:
        return source.size
    if source.buffer[offset] == 13 and source.buffer[offset + 1 : offset + 2] == b"\n":
        return offset + 2
    offset += 1
    while offset < source.size and source.buffer[offset] & 0xC0 == 0x80:
        offset += 1
    return offset


def word_left(source: TextSource, offset: int) -> int:
    """The start of the word before an offset."""
    offset = character_left(source, offset)
    while offset > 0 and source.buffer[offset] in b" \t\r\n":
        offset = character_left(source, offset)
    return word_at(source, offset)[0]


def word_right(source: TextSource, offset: int) -> int:
    """The start of the word after an offset."""
    offset = max(word_at(source, offset)[1], character_right(source, offset))
    while offset < source.size and source.buffer[offset] in b" \t\r\n":
        offset = character_right(source, offset)
    return offset


def word_at(source: TextSource, offset: int) -> tuple[int, int]:
    """The word around an offset within its row, or the run of spaces, or one other sign."""
    rows = source.read(source.row_of(offset), 1)
    if not rows or not rows[0].start <= offset < rows[0].end:
        return offset, offset
    text = read_row(source, rows[0])
    for match in _WORD.finditer(text.decoded):
        end = text.row.start + len(text.decoded[: match.end()].encode("utf-8", "surrogateescape"))
        if end > offset:
            start = end - len(match[0].encode("utf-8", "surrogateescape"))
            return start, end
    return offset, offset


def row_start(source: TextSource, offset: int) -> int:
    """The start of the row that an offset is in."""
    rows = source.read(source.row_of(offset), 1)
    return rows[0].start if rows else source.size


def row_end(source: TextSource, offset: int) -> int:
    """The end of the row that an offset is in, before its line break."""
    rows = source.read(source.row_of(offset), 1)
    return rows[0].end if rows else source.size


def text_start(_source: TextSource, _offset: int) -> int:
    """The start of the text."""
    return 0


def text_end(source: TextSource, _offset: int) -> int:
    """The end of the text."""
    return source.size
