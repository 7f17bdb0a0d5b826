"""How a cell is painted: in one line, coloured by what the value is, numbers to the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.table.shape import CellKind
from ui import theme
from ui.kit import paint
from ui.response.table_model import Index, TableModel, shown_text

PADDING: Final = 8  # pixels at either side of a cell

_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_ELIDE: Final = Qt.TextElideMode.ElideRight
_SELECTED: Final = QStyle.StateFlag.State_Selected
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus
_FAINT: Final[frozenset[CellKind]] = frozenset(("null", "empty", "unread"))
_PLAIN_TOKENS: Final[dict[CellKind, str]] = {"string": "text", "nested": "muted", "broken": "red"}


class TableDelegate(QStyledItemDelegate):
    """Paints the cells of a ``TableModel``. A cell that a row lacks is blank on another surface."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, TableModel) or model.table is None:
            return
        rect, state = QRect(option.rect), option.state
        cell = model.cell(index.row(), index.column())
        selected = bool(state & _SELECTED)
        surface = "selection" if selected else "sidebar" if cell.kind == "missing" else "panel"
        painter.fillRect(rect, theme.color(surface))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("border_soft"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.color("border_soft"))
        text = "" if cell.kind == "empty" and model.table.shape.kind in ("csv", "form") else shown_text(cell)
        if text:
            font = theme.mono_font(12)
            room = rect.adjusted(theme.scaled(PADDING), 0, -theme.scaled(PADDING), 0)
            painter.setFont(font)
            painter.setPen(_color(cell.kind, selected))
            painter.drawText(
                room,
                _RIGHT if cell.kind == "number" else _LEFT,
                _elided(text, QFontMetrics(font), room.width()),
            )
        if state & _FOCUSED:
            paint.outline_box(painter, rect, theme.color("focus"), 1, 0)


def _color(kind: CellKind, selected: bool) -> QColor:
    if kind in _FAINT:
        return theme.color("muted" if selected else "faint")
    token = _PLAIN_TOKENS.get(kind)
    return theme.color(token) if token else theme.token_color(kind)


def _elided(text: str, metrics: QFontMetrics, width: int) -> str:
    # In a fixed pitch most texts fit by their length alone; measuring takes longer than painting.
    if text.isascii() and len(text) * metrics.horizontalAdvance("0") <= width:
        return text
    return metrics.elidedText(text, _ELIDE, width)
