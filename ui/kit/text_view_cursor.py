"""Where the cursor goes in a text of bytes: by character, by word, to the ends of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ui.kit.text_blocks import character_border
from ui.kit.text_source import TextSource

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_NEAR = 1024  # bytes on each side of an offset that a word is looked for in


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
    """The start of the character before an offset; a CRLF is one character, and so is all that is folded."""
    if offset <= 0:
        return 0
    offset = character_border(source.buffer, offset - 1)
    if source.buffer[max(0, offset - 1) : offset + 1] == b"\r\n":
        offset -= 1
    hidden = source.folds.around(offset)
    return hidden[0] if hidden else offset


def character_right(source: TextSource, offset: int) -> int:
    """The end of the character after an offset; a CRLF is one character, and so is all that is folded."""
    if offset >= source.size:
        return source.size
    around = bytes(source.buffer[offset : offset + 5])
    length = 2 if around.startswith(b"\r\n") else 1
    while length < min(4, len(around)) and around[0] >= 0xC0 and around[length] & 0xC0 == 0x80:
        length += 1
    hidden = source.folds.around(offset + length)
    if hidden is None:
        return offset + length
    return character_right(source, hidden[1]) if hidden[1] < source.size else hidden[0]


def word_left(source: TextSource, offset: int) -> int:
    """The start of the word before an offset."""
    offset = character_left(source, offset)
    while offset > 0 and _is_blank(source, offset):
        offset = character_left(source, offset)
    return word_at(source, offset)[0]


def word_right(source: TextSource, offset: int) -> int:
    """The start of the word after an offset."""
    offset = max(word_at(source, offset)[1], character_right(source, offset))
    while offset < source.size and _is_blank(source, offset):
        further = character_right(source, offset)
        if further <= offset:
            break
        offset = further
    return offset


def _is_blank(source: TextSource, offset: int) -> bool:
    return bytes(source.buffer[offset : offset + 1]) in (b" ", b"\t", b"\r", b"\n")


def word_at(source: TextSource, offset: int) -> tuple[int, int]:
    """The word around an offset within its row, or the run of spaces, or one other sign."""
    row = source.row_at(offset)
    if not row.start <= offset < row.end:
        return offset, offset
    # A row can be long; a word is looked for near the offset only.
    first = character_border(source.buffer, max(row.start, offset - _NEAR))
    text = bytes(source.buffer[first : min(row.end, offset + _NEAR)]).decode("utf-8", "surrogateescape")
    end = first
    for match in _WORD.finditer(text):
        start, end = end, end + len(match[0].encode("utf-8", "surrogateescape"))
        if end > offset:
            return start, end
    return offset, offset


def row_start(source: TextSource, offset: int) -> int:
    """The start of the row that an offset is in."""
    return source.row_at(offset).start


def row_end(source: TextSource, offset: int) -> int:
    """The end of the row that an offset is in, before its line break."""
    return source.row_at(offset).end


def text_start(_source: TextSource, _offset: int) -> int:
    """The start of the text."""
    return 0


def text_end(source: TextSource, _offset: int) -> int:
    """The end of the text, as far as it is not folded."""
    hidden = source.folds.around(source.size)
    return hidden[0] if hidden else source.size
