"""The narrow list at the left of a dialog: a word per row, the current one tinted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.kit import paint

Index = QModelIndex | QPersistentModelIndex

WIDTH = 200
_LEFT, _RIGHT, _BAR = 16, 12, 3
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_ELIDE = Qt.TextElideMode.ElideRight


class SideList(QListWidget):
    """A list of words.

    Signal:
        chosen(text): another row became the current one, by the user or by ``select``.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "sidebar")
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.currentTextChanged.connect(self.chosen)

    def show_texts(self, texts: Sequence[str], current: str = "") -> None:
        """Show these rows; ``chosen`` is reported only when another text became the current one."""
        before = self.current_text()
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems(list(texts))
        self.setCurrentRow(texts.index(current) if current in texts else 0)
        self.blockSignals(blocked)
        if self.current_text() != before:
            self.chosen.emit(self.current_text())

    def current_text(self) -> str:
        """The text of the current row, or ""."""
        item: QListWidgetItem | None = self.currentItem()
        return item.text() if item is not None else ""

    def select(self, text: str) -> None:
        """Make the row of a text the current one."""
        for item in self.findItems(text, Qt.MatchFlag.MatchExactly):
            self.setCurrentItem(item)


class Side(QWidget):
    """The surface under such a list, with a line at its right edge; ``column`` takes more widgets."""

    def __init__(self, side_list: SideList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.scaled(WIDTH))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 12, 1, 0)
        self.column.addWidget(side_list, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sidebar"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("border"))


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state
        painter.save()
        if state & _SELECTED:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), theme.color("accent"))
        elif state & _HOVERED:
            painter.fillRect(rect, theme.color("hover"))
        font = theme.ui_font(weight=theme.MEDIUM if state & _SELECTED else theme.NORMAL)
        room = rect.adjusted(_LEFT, 0, -_RIGHT, 0)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(room, _MIDDLE, QFontMetrics(font).elidedText(index.data(), _ELIDE, room.width()))
        if state & _FOCUSED:
            paint.focus_ring(paint.start(painter), rect, 2)
        painter.restore()
