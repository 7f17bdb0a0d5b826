"""How a row of a tree is painted: indented, an arrow, the name, and the value in its colour."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.format import words
from app.tree.node import Walker
from app.tree.row import Row
from app.tree.words import name_text, size_hint, token_of, value_text
from ui import theme
from ui.kit import paint
from ui.kit.icons import paint_icon
from ui.response.tree_model import TreeModel

_MARGIN: Final = 12  # the same as of the bar above
_INDENT: Final = 16
_ARROW: Final = 16
_GAP: Final = 12
_DEEPEST: Final = 24  # levels that are indented; deeper rows tell their level
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_ELIDE: Final = Qt.TextElideMode.ElideRight
_SELECTED: Final = QStyle.StateFlag.State_Selected
_HOVERED: Final = QStyle.StateFlag.State_MouseOver
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus
_NAME_TOKENS: Final = {"element": "tag", "attribute": "attribute"}


class TreeDelegate(QStyledItemDelegate):
    """Paints the rows of a ``TreeModel``."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.row_height() - theme.scaled(4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, TreeModel) or model.walker is None:
            return
        rect, state, row = QRect(option.rect), option.state, model.rows[index.row()]
        back = "selection" if state & _SELECTED else "hover" if state & _HOVERED else "panel"
        painter.fillRect(rect, theme.color(back))
        painter.setFont(theme.mono_font(12))
        _paint_words(painter, rect, model.walker, row)
        if state & _FOCUSED:
            paint.outline_box(painter, rect, theme.color("focus"), 1, 0)


def arrow_box(rect: QRect, row: Row) -> QRect:
    """Where the arrow of a row is."""
    left = rect.x() + theme.scaled(_MARGIN) + min(row.level, _DEEPEST) * theme.scaled(_INDENT)
    size = theme.scaled(_ARROW)
    return QRect(left, rect.y() + (rect.height() - size) // 2, size, size)


def _paint_words(painter: QPainter, rect: QRect, walker: Walker, row: Row) -> None:
    arrow = arrow_box(rect, row)
    if not row.is_leaf:
        paint_icon(painter, arrow, "chevron-down" if row.is_open else "chevron-right", "muted")
    at = arrow.right() + 1 + theme.scaled(4)
    right = rect.right() - theme.scaled(_MARGIN)
    parts = [
        (f"level {words.count(row.level + 1)}" if row.level > _DEEPEST else "", "comment"),
        (name_text(walker, row), _name_token(row)),
        (value_text(walker, row), token_of(row)),
        (size_hint(row), "comment"),
    ]
    for text, token in parts:
        if text and at < right:
            at += _paint_part(painter, QRect(at, rect.y(), right - at, rect.height()), text, token)


def _paint_part(painter: QPainter, room: QRect, text: str, token: str) -> int:
    """Paint one part; returns how far the next one is."""
    metrics = QFontMetrics(painter.font())
    # No more characters than fit are measured, however long the text is.
    most = room.width() // max(1, metrics.horizontalAdvance("i")) + 1
    shown = metrics.elidedText(text[:most] + ("…" if len(text) > most else ""), _ELIDE, room.width())
    painter.setPen(theme.token_color(token))
    painter.drawText(room, _MIDDLE, shown)
    return metrics.horizontalAdvance(shown) + theme.scaled(_GAP)


def _name_token(row: Row) -> str:
    if row.group is not None or row.node.key is None:
        return "punctuation"
    return _NAME_TOKENS.get(row.node.kind, "key")
