"""One row as characters: how its bytes read, which character is which byte, and its colours.

Three ways to count meet here: bytes in the buffer, characters in Python, and the UTF-16 units that Qt
counts in. For rows of printable ASCII, nearly all there are, they are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.format.tokens import Language, Token, tokens
from ui.kit.text_source import Row, TextSource

_CONTEXT = 2048
"""Bytes before the first visible row that are read to know whether it begins inside a string."""

_JSON_BORDER = re.compile(r"[,{\[]\s*(?=[\"{\[])")
# Control characters show as their pictures (U+2400 and on), invalid bytes as the replacement character.
_SHOWN = {code: 0x2400 + code for code in range(32) if code != 9}
_SHOWN |= {127: 0x2421} | dict.fromkeys(range(0xDC80, 0xDD00), 0xFFFD)


@dataclass(frozen=True, slots=True)
class RowText:
    """A row with its text. ``plain`` rows are printable ASCII, one column for each byte; ``wide`` ones
    have characters that take two UTF-16 units."""

    row: Row
    decoded: str
    shown: str
    plain: bool
    wide: bool

    def unit_of(self, offset: int) -> int:
        """The UTF-16 unit at which the byte at this offset begins, within the row."""
        length = max(0, min(offset, self.row.end) - self.row.start)
        if self.plain:
            return length
        before = self.decoded.encode("utf-8", "surrogateescape")[:length]
        return count_units(before.decode("utf-8", "surrogateescape"))

    def offset_of(self, unit: int) -> int:
        """The byte offset at which this UTF-16 unit begins."""
        if self.plain:
            return self.row.start + max(0, min(unit, len(self.shown)))
        units = self.decoded.encode("utf-16-le", "surrogatepass")[: 2 * max(0, unit)]
        if len(units) >= 2 and 0xD8 <= units[-1] <= 0xDB:
            units = units[:-2]  # The first half of a pair is no character.
        before = units.decode("utf-16-le", "surrogatepass")
        return self.row.start + len(before.encode("utf-8", "surrogateescape"))


def read_row(source: TextSource, row: Row) -> RowText:
    """A row of the buffer as text."""
    decoded = bytes(source.buffer[row.start : row.end]).decode("utf-8", "surrogateescape")
    plain = decoded.isascii() and decoded.isprintable()
    shown = decoded if plain else decoded.translate(_SHOWN)
    return RowText(row, decoded, shown, plain, not plain and max(shown, default="") > "\uffff")


def count_units(text: str) -> int:
    """How many UTF-16 units a text takes: two for each character beyond U+FFFF."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def color_rows(source: TextSource, texts: Sequence[RowText], language: Language) -> list[list[Token]]:
    """The coloured spans of each row, counted in Python characters of its own text.

    Rows that are pieces of one line are read as one text, so that a string cut in two keeps its colour.
    """
    if language == "text":
        return [[] for _ in texts]
    colored: list[list[Token]] = []
    for line in _lines_of(texts):
        before = "" if line[0].row.begins_line else _context(source, line[0].row.start, language)
        found = tokens(before + "".join(text.shown for text in line), language)
        colored += _deal(found, line, len(before))
    return colored


def _lines_of(texts: Sequence[RowText]) -> Iterator[list[RowText]]:
    line: list[RowText] = []
    for text in texts:
        if text.row.begins_line and line:
            yield line
            line = []
        line.append(text)
    if line:
        yield line


def _context(source: TextSource, start: int, language: Language) -> str:
    """Some text before a row that goes back to where no string is open, as far as one can tell."""
    first = max(source.buffer.rfind(b"\n", max(0, start - _CONTEXT), start) + 1, start - _CONTEXT, 0)
    text = bytes(source.buffer[first:start]).decode("utf-8", "replace")
    if first == 0 or source.buffer[first - 1] == 10:
        return text
    if language == "json":
        border = _JSON_BORDER.search(text)
        return text[border.end() :] if border else ""
    tag = text.find("<")
    return text[tag:] if tag >= 0 else ""


def _deal(found: list[Token], line: list[RowText], start: int) -> Iterator[list[Token]]:
    """Deal the spans of a line out to its rows, the first of which begins at ``start``; one pass."""
    position = 0
    for text in line:
        end = start + len(text.shown)
        spans: list[Token] = []
        while position < len(found):
            at, length, kind = found[position]
            first, last = max(at, start), min(at + length, end)
            if first < last:
                spans.append((first - start, last - first, kind))
            if at + length > end:
                break  # The rest of this span is in the next row.
            position += 1
        yield spans
        start = end
