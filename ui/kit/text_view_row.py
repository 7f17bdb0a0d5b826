"""One row as characters: how its bytes read, which character is which byte, and its colours.

Three ways to count meet here: bytes in the buffer, characters in Python, and the UTF-16 units that Qt
counts in. For rows of printable ASCII, nearly all there are, they are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.format.tokens import Language, Token, tokens
from ui.kit.text_source import Row, TextSource

Span = tuple[int, int, str]
"""Start and length in characters, and the name of a colour."""

ODD: Final = "odd"
"""What is not what it seems: invalid bytes, and characters that cannot be seen or turn others round."""
CONTROL: Final = "control"

_CONTEXT = 1024
"""Bytes before the first visible row that are read to know whether it begins inside a string."""
_GROUP = 8  # rows of one line that are coloured in one go

_JSON_BORDER = re.compile(r"[,{\[]\s*(?=[\"{\[])")
# Control characters show as their pictures (U+2400 and on), invalid bytes as the replacement character.
_SHOWN = {code: 0x2400 + code for code in range(32) if code != 9}
_SHOWN |= {127: 0x2421} | dict.fromkeys(range(0xDC80, 0xDD00), 0xFFFD)
_HIDDEN = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
_HIDDEN += "\u3164\ufeff\uffa0\ufff9-\ufffb\x80-\x9f\U000e0000-\U000e007f"
_RIGHT, _LEFT, _BOTH, _BREAK, _OTHER = (ord(sign) for sign in "→←↔↵¦")
_SHOWN |= dict.fromkeys((*range(0x80, 0xA0), *range(0x2060, 0x2066), *range(0x206A, 0x2070)), _OTHER)
_SHOWN |= dict.fromkeys((0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x3164), _OTHER)
_SHOWN |= dict.fromkeys((0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)), _OTHER)
_SHOWN |= dict.fromkeys((0x200E, 0x202A, 0x202D, 0x2066), _RIGHT)
_SHOWN |= dict.fromkeys((0x61C, 0x200F, 0x202B, 0x202E, 0x2067), _LEFT)
_SHOWN |= dict.fromkeys((0x202C, 0x2068, 0x2069), _BOTH) | dict.fromkeys((0x85, 0x2028, 0x2029), _BREAK)
# Joiners belong between letters and emoji that join; anywhere else nobody would see them.
_LOOSE_JOINER = re.compile("(?<![\u0600-\U0010ffff])[\u200c\u200d]")
_STRANGE = re.compile(
    f"(?P<{CONTROL}>[\x00-\x08\x0a-\x1f\x7f]+)"
    f"|(?P<{ODD}>(?:[{_HIDDEN}\udc80-\udcff]|{_LOOSE_JOINER.pattern})+)"
)


@dataclass(frozen=True, slots=True)
class RowText:
    """A row with its text. ``plain`` rows are printable ASCII, one column for each byte; ``wide`` ones
    have characters that take two UTF-16 units; ``strange`` says what is shown by a sign of its own."""

    row: Row
    decoded: str
    shown: str
    plain: bool
    wide: bool
    strange: tuple[Span, ...] = ()

    def unit_of(self, offset: int) -> int:
        """The UTF-16 unit at which the byte at this offset begins, within the row."""
        length = max(0, min(offset, self.row.end) - self.row.start)
        if self.plain:
            return length
        before = self.decoded.encode("utf-8", "surrogateescape")[:length]
        return count_units(self.shown[: len(before.decode("utf-8", "surrogateescape"))])

    def offset_of(self, unit: int) -> int:
        """The byte offset at which this UTF-16 unit begins."""
        if self.plain:
            return self.row.start + max(0, min(unit, len(self.shown)))
        count = max(0, unit)
        if self.wide:
            units = self.shown.encode("utf-16-le", "surrogatepass")[: 2 * count]
            if len(units) >= 2 and 0xD8 <= units[-1] <= 0xDB:
                units = units[:-2]  # The first half of a pair is no character.
            count = len(units.decode("utf-16-le", "surrogatepass"))
        return self.row.start + len(self.decoded[:count].encode("utf-8", "surrogateescape"))

    def name_of(self, offset: int) -> str:
        """What the character at an offset is, where a sign stands for it; else nothing."""
        before = self.decoded.encode("utf-8", "surrogateescape")[: offset - self.row.start]
        index = len(before.decode("utf-8", "surrogateescape"))
        if not any(start <= index < start + length for start, length, _ in self.strange):
            return ""
        code = ord(self.decoded[index])
        if 0xDC80 <= code <= 0xDCFF:
            return f"Byte {code - 0xDC00:02X}: not valid UTF-8"
        name = unicodedata.name(chr(code), "")
        return f"U+{code:04X} {name or 'control character'}"


def read_row(source: TextSource, row: Row) -> RowText:
    """A row of the buffer as text."""
    decoded = bytes(source.buffer[row.start : row.end]).decode("utf-8", "surrogateescape")
    if decoded.isascii() and decoded.isprintable():
        return RowText(row, decoded, decoded, True, False)
    shown = _LOOSE_JOINER.sub(chr(_OTHER), decoded).translate(_SHOWN)
    strange = tuple(
        (match.start(), match.end() - match.start(), match.lastgroup or ODD)
        for match in _STRANGE.finditer(decoded)
    )
    return RowText(row, decoded, shown, False, max(shown, default="") > "\uffff", strange)


def count_units(text: str) -> int:
    """How many UTF-16 units a text takes: two for each character beyond U+FFFF."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def over(spans: Sequence[Span], strange: Sequence[Span]) -> list[Span]:
    """Colours with those of strange characters in their places."""
    if not strange:
        return list(spans)
    found: list[Span] = list(strange)
    for start, length, kind in spans:
        position, end = start, start + length
        for at, size, _ in strange:
            if position < at < end:
                found.append((position, at - position, kind))
            if at < end and at + size > position:
                position = max(position, at + size)
        if position < end:
            found.append((position, end - position, kind))
    return sorted(found)


def color_rows(source: TextSource, texts: Sequence[RowText], language: Language) -> list[list[Token]]:
    """The coloured spans of each row, counted in Python characters of its own text.

    Rows that are pieces of one line are read as one text, so that a string cut in two keeps its colour.
    """
    if language == "text":
        return [[] for _ in texts]
    colored: list[list[Token]] = []
    for line in groups(texts):
        before = "" if line[0].row.begins_line else _context(source, line[0].row.start, language)
        found = tokens(before + "".join(text.shown for text in line), language)
        colored += _deal(found, line, len(before))
    return colored


def color_part(text: RowText, first: int, last: int, language: Language) -> list[Token]:
    """The colours of some characters of a long row, by what comes some way before them."""
    begin = max(0, first - _CONTEXT)
    if begin and (border := _JSON_BORDER.search(text.shown, begin, first)):
        begin = border.end()
    return [(at + begin, length, kind) for at, length, kind in tokens(text.shown[begin:last], language)]


def groups(texts: Sequence[RowText]) -> Iterator[list[RowText]]:
    """The rows of each line together, but not too many at a time."""
    line: list[RowText] = []
    for text in texts:
        if line and (text.row.begins_line or len(line) == _GROUP):
            yield line
            line = []
        line.append(text)
    if line:
        yield line


def _context(source: TextSource, start: int, language: Language) -> str:
    """Some text before a row that goes back to where no string is open, as far as one can tell."""
    first = max(0, start - _CONTEXT)
    before = bytes(source.buffer[first:start])
    cut = before.rfind(b"\n") + 1
    text = before[cut:].decode("utf-8", "replace")
    if cut or first == 0:
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
            first = at if at > start else start
            last = at + length
            if last > end:
                if first < end:
                    spans.append((first - start, end - first, kind))
                break  # The rest of this span is in the next row.
            if first < last:
                spans.append((first - start, last - first, kind))
            position += 1
        yield spans
        start = end
