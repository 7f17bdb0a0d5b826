"""Paints one line of a comparison: its sign, its text in the colours of its language, what differs in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app.diff.octets import first_difference
from app.diff.spans import Span, changed_spans
from app.diff.text import LineText
from app.format.tokens import Language, tokens
from ui import theme

_HEIGHT: Final = 20  # pixels of a row, for 13 px text
_LIMIT: Final = 1000  # characters of a line that are painted
_BEFORE: Final = 40  # bytes shown before the first difference of a line too long to be shown whole
_TAB: Final = "    "
_SPAN_STRENGTH: Final = 60  # of 255, over the colour of the row
# Control characters show as their pictures, invalid bytes as the replacement character.
_SHOWN: Final = {code: 0x2400 + code for code in range(32) if code != 9} | {127: 0x2421}
_INVALID: Final = dict.fromkeys(range(0xDC80, 0xDD00), 0xFFFD)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is painted, with the characters in which it differs from its partner."""

    text: str
    spans: Sequence[Span] = ()


def read_pair(left: LineText, right: LineText, numbers: tuple[int, int]) -> tuple[ShownLine, ShownLine]:
    """Two lines that took one another's place, with what differs in either."""
    start = 0
    if max(left.length(numbers[0]), right.length(numbers[1])) > _LIMIT:
        mine, other = left.line(numbers[0]), right.line(numbers[1])
        start = max(0, (first_difference(mine, other) or 0) - _BEFORE)
    texts = [_read(text, number, start) for text, number in zip((left, right), numbers, strict=True)]
    spans = changed_spans(*texts)
    return ShownLine(texts[0], spans[0]), ShownLine(texts[1], spans[1])


def read_line(text: LineText, number: int) -> ShownLine:
    """A line by itself."""
    return ShownLine(_read(text, number, 0))


def _read(text: LineText, number: int, start: int) -> str:
    """The characters of a line from a byte on, as many as are painted."""
    whole = text.line(number, start + 4 * _LIMIT)
    piece = whole[start:].removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "surrogateescape")
    piece = piece.replace("\t", _TAB).translate(_SHOWN | _INVALID)
    cut = len(piece) > _LIMIT or text.length(number) > len(whole)
    return ("…" if start else "") + piece[:_LIMIT] + ("…" if cut else "")


class LinePainter:
    """Knows the font: made anew when the theme or the text size changes."""

    def __init__(self) -> None:
        self.font = theme.mono_font()
        self.metrics = QFontMetricsF(self.font)
        self.column = self.metrics.horizontalAdvance("0" * 100) / 100
        self.height = theme.scaled(_HEIGHT)
        self.baseline = round((self.height - self.metrics.height()) / 2 + self.metrics.ascent())

    def width(self, text: str) -> float:
        """How wide a text is, in pixels."""
        return len(text) * self.column if text.isascii() else self.metrics.horizontalAdvance(text)

    def draw(self, painter: QPainter, line: ShownLine, corner: QPointF, look: tuple[Language, str]) -> None:
        """Draw a line from its top left corner on; the look is its language and the token of its spans."""
        language, token = look
        strong = QColor(theme.color(token))
        strong.setAlpha(_SPAN_STRENGTH)
        for start, end in line.spans:
            left = corner.x() + self.width(line.text[:start])
            box = QRectF(left, corner.y() + 1, self.width(line.text[start:end]), self.height - 2)
            painter.fillRect(box, strong)
        place = 0
        for start, length, kind in tokens(line.text, language) if language != "text" else ():
            self._draw_piece(painter, line.text, (place, start), corner, "text")
            self._draw_piece(painter, line.text, (start, start + length), corner, kind)
            place = start + length
        self._draw_piece(painter, line.text, (place, len(line.text)), corner, "text")

    def _draw_piece(self, painter: QPainter, text: str, span: Span, corner: QPointF, kind: str) -> None:
        piece = text[span[0] : span[1]]
        if piece and not piece.isspace():
            painter.setPen(theme.token_color(kind))
            left = corner.x() + self.width(text[: span[0]])
            painter.drawText(QPointF(left, corner.y() + self.baseline), piece)
