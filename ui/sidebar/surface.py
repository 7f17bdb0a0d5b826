"""What lies below the words of a row: selection, pointer, and the ring that says where the keyboard is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from ui import theme

_BAR: Final = 3
_SELECTED: Final = QStyle.StateFlag.State_Selected
_HOVERED: Final = QStyle.StateFlag.State_MouseOver
_FOCUSED: Final = QStyle.StateFlag.State_HasFocus
_BY_KEY: Final = Qt.WidgetAttribute.WA_KeyboardFocusChange
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush


def paint_surface(painter: QPainter, option: QStyleOptionViewItem, view: QAbstractItemView) -> None:
    """Paint the whole width of a row of this view, before anything else of the row."""
    rect, state = option.rect, option.state
    if state & _SELECTED:
        painter.fillRect(rect, theme.color("selection"))
        painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), theme.color("accent"))
    elif state & _HOVERED:
        painter.fillRect(rect, theme.color("hover"))
    # A click shows where it went by the tint; the keyboard needs the ring as well.
    if state & _FOCUSED and (not state & _SELECTED or view.window().testAttribute(_BY_KEY)):
        painter.setPen(theme.color("focus"))
        painter.setBrush(_NO_BRUSH)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
