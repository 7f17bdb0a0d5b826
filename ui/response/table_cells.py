"""Paint the cells on the screen: in one line each, coloured by what the value is, numbers to the right.

All cells are painted in one pass in place of a delegate's call for each, which takes several times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from app.table.shape import CellKind
from ui import theme
from ui.kit import paint
from ui.response.table_model import TableModel, shown_text

PADDING: Final = 8  # pixels at either side of a cell

Strip = tuple[int, int, int]
"""A row or a column by its number, where it begins on the screen, and its height or width in pixels."""

_ELIDE: Final = Qt.TextElideMode.ElideRight
_FAINT: Final[frozenset[CellKind]] = frozenset(("null", "empty", "unread"))
_PLAIN_TOKENS: Final[dict[CellKind, str]] = {"string": "text", "nested": "muted", "broken": "red"}
_BLANK_TEXTS: Final = ("csv", "form")


@dataclass(frozen=True, slots=True)
class Screen:
    """What is on the screen: its rows and columns, which cells are selected, and which has the focus."""

    rows: Sequence[Strip]
    columns: Sequence[Strip]
    selected: Callable[[int, int], bool]
    focus: tuple[int, int] | None = None


def paint_cells(painter: QPainter, model: TableModel, screen: Screen) -> None:
    """Paint cells with their lines. A cell that a row lacks is blank on another surface."""
    font = theme.mono_font(12)
    painter.setFont(font)
    writer = _Writer(painter, QFontMetrics(font))
    blank = model.table is not None and model.table.shape.kind in _BLANK_TEXTS
    for row, top, height in screen.rows:
        for column, left, width in screen.columns:
            cell = model.cell(row, column)
            selected = screen.selected(row, column)
            if selected or cell.kind == "missing":
                surface = theme.color("selection" if selected else "sidebar")
                painter.fillRect(left, top, width, height, surface)
            if cell.kind == "missing" or (blank and cell.kind == "empty"):
                continue
            painter.setPen(_color(cell.kind, selected))
            box = (left, top, width, height)
            writer.write(shown_text(cell), box, cell.kind == "number")
    _paint_lines(painter, screen)
    if screen.focus:
        _paint_focus(painter, screen)


class _Writer:
    """Writes texts in boxes. In a fixed pitch most fit by their length alone, which is quicker to tell."""

    def __init__(self, painter: QPainter, metrics: QFontMetrics) -> None:
        self._painter = painter
        self._metrics = metrics
        self._pitch = metrics.horizontalAdvance("0")
        self._padding = theme.scaled(PADDING)

    def write(self, text: str, box: tuple[int, int, int, int], at_right: bool) -> None:
        left, top, width, height = box
        room = width - 2 * self._padding
        taken = len(text) * self._pitch if text.isascii() else self._metrics.horizontalAdvance(text)
        if taken > room:
            text, taken = self._metrics.elidedText(text, _ELIDE, room), room
        start = left + self._padding + (room - taken if at_right else 0)
        line = top + (height - self._metrics.height()) // 2 + self._metrics.ascent()
        self._painter.drawText(start, line, text)


def _paint_lines(painter: QPainter, screen: Screen) -> None:
    if not screen.rows or not screen.columns:
        return
    color = theme.color("border_soft")
    start, end = screen.columns[0][1], screen.columns[-1][1] + screen.columns[-1][2]
    for _, top, height in screen.rows:
        painter.fillRect(start, top + height - 1, end - start, 1, color)
    begin, stop = screen.rows[0][1], screen.rows[-1][1] + screen.rows[-1][2]
    for _, left, width in screen.columns:
        painter.fillRect(left + width - 1, begin, 1, stop - begin, color)


def _paint_focus(painter: QPainter, screen: Screen) -> None:
    for row, top, height in screen.rows:
        for column, left, width in screen.columns:
            if (row, column) == screen.focus:
                box = QRect(left, top, width, height)
                paint.outline_box(painter, box, theme.color("focus"), 1, 0)


def _color(kind: CellKind, selected: bool) -> QColor:
    if kind in _FAINT:
        return theme.color("muted" if selected else "faint")
    token = _PLAIN_TOKENS.get(kind)
    return theme.color(token) if token else theme.token_color(kind)
