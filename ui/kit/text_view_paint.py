"""Paint one row of text and tell where its characters are: by arithmetic for ASCII, else by layouts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from app.format.tokens import Token
from ui import theme
from ui.kit.text_view_row import RowText, count_units

_HEIGHT = 20  # pixels of a row, for 13 px text
_TAB_COLUMNS = 4
_NO_WRAP = QTextOption.WrapMode.NoWrap


class RowPainter:
    """Knows the font: made anew when the theme or the text size changes."""

    def __init__(self) -> None:
        self.font = theme.mono_font()
        metrics = QFontMetricsF(self.font)
        self.column = metrics.horizontalAdvance("0" * 100) / 100
        self.height = theme.scaled(_HEIGHT)
        self.number_font = theme.mono_font(12)
        self.number_column = QFontMetricsF(self.number_font).horizontalAdvance("0" * 100) / 100
        self.baseline = round((self.height - metrics.height()) / 2 + metrics.ascent())
        self._option = QTextOption()
        self._option.setWrapMode(_NO_WRAP)
        self._option.setTabStopDistance(self.column * _TAB_COLUMNS)
        self._formats: dict[str, QTextCharFormat] = {}

    def place_of(self, text: RowText, unit: int) -> float:
        """How far right of the row's start a UTF-16 unit begins, in pixels."""
        if text.plain:
            return unit * self.column
        layout = self._lay_out(text, ())
        # PySide answers with the place and the unit, which Qt takes by reference.
        place, _ = cast(tuple[float, int], layout.lineAt(0).cursorToX(unit))
        return place

    def unit_at(self, text: RowText, place: float) -> int:
        """The UTF-16 unit whose left edge is nearest to a place, in pixels from the row's start."""
        if text.plain:
            return max(0, min(len(text.shown), round(place / self.column)))
        layout = self._lay_out(text, ())
        return layout.lineAt(0).xToCursor(place)

    def box(self, text: RowText, span: tuple[int, int], corner: QPointF) -> QRectF:
        """The rectangle behind the bytes of a span, for a row whose top left corner is given."""
        left = self.place_of(text, text.unit_of(span[0]))
        right = self.place_of(text, text.unit_of(span[1]))
        return QRectF(corner.x() + left, corner.y(), right - left, self.height)

    def draw(
        self, painter: QPainter, text: RowText, spans: Sequence[Token], area: tuple[QPointF, float]
    ) -> float:
        """Draw a row and tell its width in pixels; ``area`` is its top left corner and the x where the
        visible part ends."""
        corner, right = area
        if text.plain:
            self._draw_plain(painter, text.shown, spans, corner, right)
            return len(text.shown) * self.column
        painter.setPen(theme.color("text"))
        layout = self._lay_out(text, spans)
        line = layout.lineAt(0)
        layout.draw(painter, QPointF(corner.x(), corner.y() + self.baseline - line.ascent()))
        return line.naturalTextWidth()

    def _draw_plain(
        self, painter: QPainter, shown: str, spans: Sequence[Token], corner: QPointF, right: float
    ) -> None:
        first = max(0, int(-corner.x() / self.column))
        last = min(len(shown), int((right - corner.x()) / self.column) + 1)
        place = QPointF(corner.x() + first * self.column, corner.y() + self.baseline)
        # One text for each colour, blank where the others are: columns are equal, and five calls to
        # draw a row take a fifth of the time of forty.
        for kind, pieces in _by_kind(shown, spans, first, last).items():
            painter.setPen(theme.token_color(kind))
            painter.drawText(place, "".join(pieces))

    def _lay_out(self, text: RowText, spans: Sequence[Token]) -> QTextLayout:
        layout = QTextLayout(text.shown, self.font)
        layout.setTextOption(self._option)
        layout.setFormats([self._range(text, *span) for span in spans])
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return layout

    def _range(self, text: RowText, start: int, length: int, kind: str) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        shown = text.shown
        made.start = count_units(shown[:start]) if text.wide else start
        made.length = count_units(shown[start : start + length]) if text.wide else length
        made.format = self._format(kind)
        return made

    def _format(self, kind: str) -> QTextCharFormat:
        if kind not in self._formats:
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(theme.token_color(kind))
        return self._formats[kind]


def _by_kind(shown: str, spans: Sequence[Token], first: int, last: int) -> dict[str, list[str]]:
    """The characters of each kind between two columns, with spaces up to each piece."""
    found: dict[str, list[str]] = {}
    filled: dict[str, int] = {}

    def put(start: int, end: int, kind: str) -> None:
        start, end = max(start, first), min(end, last)
        if start < end and not shown[start:end].isspace():
            pieces = found.setdefault(kind, [])
            pieces.append(" " * (start - filled.get(kind, first)))
            pieces.append(shown[start:end])
            filled[kind] = end

    position = 0
    for start, length, kind in spans:
        put(position, start, "text")
        put(start, start + length, kind)
        position = start + length
    put(position, len(shown), "text")
    return found
