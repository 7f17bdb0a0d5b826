"""The environments of the collection as a list in which the active one is ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.model.environment import Environment
from ui import theme
from ui.kit.icons import icon, paint_icon

Index = QModelIndex | QPersistentModelIndex

NO_ENVIRONMENT = "No environment"

ACTIVE_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = ACTIVE_ROLE + 1
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_NAMED_FLAGS = _FLAGS | Qt.ItemFlag.ItemIsEditable
_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ELIDE = Qt.TextElideMode.ElideRight

_BAR = 3
_TICK = 36  # pixels at the left in which a click makes an environment the active one


class EnvironmentModel(QAbstractListModel):
    """Row 0 stands for no environment; the others follow in the collection's order.

    Signal:
        rename_wanted(name, new name)
    """

    rename_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._environments: tuple[Environment, ...] = ()
        self._active = ""

    def show(self, environments: Sequence[Environment], active: str) -> None:
        """Show these; ``active`` is a name or ""."""
        self.beginResetModel()
        self._environments, self._active = tuple(environments), active
        self.endResetModel()

    def name(self, row: int) -> str:
        """The environment's name in a row; "" for none."""
        return self._environments[row - 1].name if 0 < row <= len(self._environments) else ""

    def row(self, name: str) -> int:
        """The row of a name, 0 where there is no such environment."""
        names = [environment.name for environment in self._environments]
        return names.index(name) + 1 if name in names else 0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._environments) + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        name = self.name(index.row())
        if role in (_DISPLAY, _EDIT):
            return name or NO_ENVIRONMENT
        if role == ACTIVE_ROLE:
            return name == self._active
        if role == COUNT_ROLE:
            return len(self._environments[index.row() - 1].variables) if name else 0
        if role == _SPOKEN:
            return f"{name or NO_ENVIRONMENT}{', active' if name == self._active else ''}"
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        before, name = self.name(index.row()), str(value).strip()
        if role == _EDIT and before and name and name != before:
            self.rename_wanted.emit(before, name)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _NAMED_FLAGS if index.isValid() and index.row() > 0 else _FLAGS


class EnvironmentDelegate(QStyledItemDelegate):
    """Paints a tick or an empty circle, the name, and how many variables there are."""

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
        if state & _FOCUSED:
            painter.setPen(theme.color("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        active = bool(index.data(ACTIVE_ROLE))
        tick = QRect(rect.left() + 12, rect.top(), 16, rect.height())
        paint_icon(painter, tick, "circle-check" if active else "circle", "link" if active else "faint")
        _paint_words(painter, rect, index, active)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Name of the environment")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(_TICK - 4, 2, -4, -2))


def _paint_words(painter: QPainter, rect: QRect, index: Index, active: bool) -> None:
    count = str(index.data(COUNT_ROLE) or "")
    painter.setFont(theme.ui_font(11))
    painter.setPen(theme.color("muted"))
    painter.drawText(rect.adjusted(0, 0, -12, 0), _MIDDLE_RIGHT, count)
    room = rect.adjusted(_TICK, 0, -36, 0)
    font = theme.ui_font(weight=theme.MEDIUM if active else theme.NORMAL)
    painter.setFont(font)
    painter.setPen(theme.color("text" if index.row() > 0 else "muted"))
    painter.drawText(room, _MIDDLE, QFontMetrics(font).elidedText(index.data(), _ELIDE, room.width()))


class EnvironmentList(QListView):
    """The list; every signal carries an environment's name.

    Signals:
        chosen(name): make it the active one; "" for none.
        edit_wanted(name), renamed(name, new name), duplicated(name), deleted(name), add_wanted()
    """

    chosen = Signal(str)
    edit_wanted = Signal(str)
    renamed = Signal(str, str)
    duplicated = Signal(str)
    deleted = Signal(str)
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EnvironmentModel(self)
        self.setModel(self._model)
        self.setItemDelegate(EnvironmentDelegate(self))
        self._model.rename_wanted.connect(self.renamed)
        self.doubleClicked.connect(lambda index: self._edit_variables(self._model.name(index.row())))
        self.setAccessibleName("Environments")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("surface", "sidebar")
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_environments(self, environments: Sequence[Environment], active: str) -> None:
        """Show the environments with the active one ticked; the current row stays."""
        current = self.current_name()
        self._model.show(environments, active)
        self.setCurrentIndex(self._model.index(self._model.row(current or active)))

    def current_name(self) -> str:
        """The name in the current row, or "" for none."""
        return self._model.name(self.currentIndex().row())

    def rename(self, name: str) -> None:
        """Start to rename an environment in place."""
        index = self._model.index(self._model.row(name))
        self.setCurrentIndex(index)
        if index.row() > 0:
            self.edit(index)

    def _edit_variables(self, name: str) -> None:
        if name:
            self.edit_wanted.emit(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and place.x() < _TICK and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._model.name(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, name = event.key(), self.current_name()
        if self.state() == self.State.EditingState:
            # Enter ends the editing in the editor, and comes here as well.
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.chosen.emit(name)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit_variables(name)
        elif key == Qt.Key.Key_Delete and name:
            self.deleted.emit(name)
        elif key == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier and name:
            self.duplicated.emit(name)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        name = self.current_name()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Make active\tSpace", lambda: self.chosen.emit(name)).setIcon(icon("circle-check"))
        if name:
            menu.addAction("Edit variables…\tEnter", lambda: self.edit_wanted.emit(name)).setIcon(
                icon("pencil")
            )
            menu.addAction("Rename\tF2", lambda: self.rename(name))
            menu.addAction("Duplicate\tCtrl+D", lambda: self.duplicated.emit(name)).setIcon(icon("duplicate"))
            menu.addSeparator()
            menu.addAction("Delete\tDel", lambda: self.deleted.emit(name)).setIcon(icon("trash"))
        menu.addSeparator()
        menu.addAction("New environment", self.add_wanted.emit).setIcon(icon("plus"))
        menu.popup(event.globalPos())
