"""Paints a row of the tree: collection, folder or method, name, and the dot of unsaved edits."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from ui import theme
from ui.kit.icons import ICON_SIZE, paint_icon
from ui.sidebar.row import Row
from ui.sidebar.surface import paint_surface
from ui.sidebar.tree_model import DEPTH_ROLE, DIRTY_ROLE, FRONT_ROLE, ROW_ROLE

Index = QModelIndex | QPersistentModelIndex

STEP = 16  # pixels a level is indented
_LEFT = 18  # where the icon or the method of the first level starts
_CHEVRON = 16
_TAG_WIDTH = 38
_GAP = 2
_FOLDER_WIDTH = 22
_RIGHT = 8
_DOT = 6
_MENU = 20
_OPENING = ("collection", "folder")  # kinds of rows that hold others

_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_POINTED = _HOVERED | _SELECTED
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_ELIDE = Qt.TextElideMode.ElideRight
_TOOL_TIP = QEvent.Type.ToolTip
_NO_PEN = Qt.PenStyle.NoPen
_SMOOTH = QPainter.RenderHint.Antialiasing


class TreeDelegate(QStyledItemDelegate):
    """Draws the whole width of a row, the indentation included; the view itself indents by 0."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        left = _left(option.rect, index)
        painter.save()
        paint_surface(painter, option, self._view)
        if row.kind in _OPENING:
            self._paint_folder(painter, option.rect, left, index)
        else:
            _paint_tag(painter, option.rect, left, row)
        _paint_name(painter, self.name_rect(option.rect, index), row, _name_font(row, index))
        if row.kind == "collection" and option.state & _POINTED:
            paint_icon(painter, self.menu_rect(option.rect), "more", "muted")
        if index.data(DIRTY_ROLE):
            _paint_dot(painter, option.rect)
        painter.restore()

    def name_rect(self, rect: QRect, index: Index) -> QRect:
        """Where the name of a row stands."""
        row: Row = index.data(ROW_ROLE)
        lead = theme.scaled(_FOLDER_WIDTH if row.kind in _OPENING else _TAG_WIDTH + _GAP)
        room = _RIGHT + (_DOT + _RIGHT if index.data(DIRTY_ROLE) else 0)
        if row.kind == "collection":
            room += self.menu_rect(rect).width()
        return QRect(rect).adjusted(_left(rect, index) - rect.left() + lead, 0, -room, 0)

    def menu_rect(self, rect: QRect) -> QRect:
        """Where the sign for the menu of a collection stands in its row."""
        width = theme.scaled(_MENU)
        return QRect(rect.right() + 1 - _RIGHT - width, rect.top(), width, rect.height())

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(theme.ui_font())
        editor.setAccessibleName("Name")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        # The text in the editor starts 4 px from its edge and shall not move against the row's.
        editor.setGeometry(self.name_rect(option.rect, index).adjusted(-4, 2, 4, -2))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show why a file is broken, or the whole of a name that is cut."""
        if event.type() != _TOOL_TIP or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row: Row = index.data(ROW_ROLE)
        room = self.name_rect(option.rect, index).width()
        cut = QFontMetrics(_name_font(row, index)).horizontalAdvance(row.name) > room
        text = row.problem or (row.name if cut else "")
        QToolTip.showText(event.globalPos(), text, view)
        return True

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def _paint_folder(self, painter: QPainter, rect: QRect, left: int, index: Index) -> None:
        if self._view.model().hasChildren(index):
            box = QRect(left - theme.scaled(_CHEVRON), rect.top(), theme.scaled(_CHEVRON - 4), rect.height())
            name = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
            paint_icon(painter, box, name, "muted")
        row: Row = index.data(ROW_ROLE)
        token = "accent" if index.data(FRONT_ROLE) else "muted"
        _paint_row_icon(painter, rect, left, row.kind, token)


def _left(rect: QRect, index: Index) -> int:
    return rect.left() + theme.scaled(_LEFT + STEP * int(index.data(DEPTH_ROLE)))


def _name_font(row: Row, index: Index) -> QFont:
    if index.data(FRONT_ROLE):
        return theme.ui_font(weight=theme.SEMIBOLD)
    return theme.ui_font(weight=theme.MEDIUM if row.kind in _OPENING else theme.NORMAL)


def _paint_tag(painter: QPainter, rect: QRect, left: int, row: Row) -> None:
    box = QRect(left, rect.top(), theme.scaled(_TAG_WIDTH), rect.height())
    if row.kind == "broken":
        _paint_row_icon(painter, rect, left, "triangle-alert", "amber")
        return
    painter.setFont(theme.mono_font(10, theme.BOLD))
    painter.setPen(theme.method_color(row.method) if row.method else theme.color("faint"))
    painter.drawText(box, _MIDDLE, row.tag)


def _paint_row_icon(painter: QPainter, rect: QRect, left: int, name: str, token: str) -> None:
    paint_icon(painter, QRect(left, rect.top(), theme.scaled(ICON_SIZE), rect.height()), name, token)


def _paint_name(painter: QPainter, rect: QRect, row: Row, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(theme.color("muted" if row.kind == "broken" else "text"))
    painter.drawText(rect, _MIDDLE, QFontMetrics(font).elidedText(row.name, _ELIDE, rect.width()))


def _paint_dot(painter: QPainter, rect: QRect) -> None:
    painter.setRenderHint(_SMOOTH)
    painter.setPen(_NO_PEN)
    painter.setBrush(theme.color("accent"))
    top = rect.top() + (rect.height() - _DOT) // 2
    painter.drawEllipse(rect.right() + 1 - _RIGHT - _DOT, top, _DOT, _DOT)
