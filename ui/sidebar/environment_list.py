"""The environments of the collection as a list in which several can be ticked; of those the last one wins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
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
from ui.sidebar.environment_model import ACTIVE_ROLE, COUNT_ROLE, EnvironmentModel, Index

_SELECTED = QStyle.StateFlag.State_Selected
_HOVERED = QStyle.StateFlag.State_MouseOver
_FOCUSED = QStyle.StateFlag.State_HasFocus
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ELIDE = Qt.TextElideMode.ElideRight
_ALT = Qt.KeyboardModifier.AltModifier

_BAR = 3
_TICK = 36  # pixels at the left in which a click ticks an environment


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
    """The list; other signals carry an environment's name.

    Signals:
        chosen(names): tick these, the last one wins.
        edit_wanted(name), renamed(name, new name), duplicated(name), deleted(name), add_wanted()
    """

    chosen = Signal(tuple)
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
        self._model.chosen.connect(self.chosen)
        self.doubleClicked.connect(lambda index: self._edit_variables(self._model.name(index.row())))
        self.setAccessibleName("Environments")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("surface", "sidebar")
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_environments(self, environments: Sequence[Environment], ticked: Sequence[str]) -> None:
        """Show the environments with their ticks; the current row stays."""
        current = self.current_name()
        self._model.show(environments, ticked)
        self.setCurrentIndex(self._model.index(self._model.row(current or "".join(ticked[-1:]))))

    def tick_alone(self) -> None:
        """Tick the current environment and no other."""
        self._model.only(self.currentIndex().row())

    def step(self, by: int) -> None:
        """Move the current environment up or down: what stands lower wins."""
        row = self.currentIndex().row()
        if row > 0 and row + by > 0:
            at = self._model.move(row, row + by + (by > 0))
            self.setCurrentIndex(self._model.index(at))

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
            self._model.toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, name = event.key(), self.current_name()
        if self.state() == self.State.EditingState:
            # Enter ends the editing in the editor, and comes here as well.
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & _ALT:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Space:
            self._model.toggle(self.currentIndex().row())
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
        row = self.currentIndex().row()
        menu.addAction("Tick or not\tSpace", lambda: self._model.toggle(row)).setIcon(icon("circle-check"))
        menu.addAction("Tick this one alone", self.tick_alone)
        if name:
            menu.addAction("Edit variables…\tEnter", lambda: self.edit_wanted.emit(name)).setIcon(
                icon("pencil")
            )
            menu.addAction("Move up\tAlt+Up", lambda: self.step(-1)).setIcon(icon("arrow-up"))
            menu.addAction("Move down, to win over more\tAlt+Down", lambda: self.step(1)).setIcon(
                icon("arrow-down")
            )
            menu.addAction("Rename\tF2", lambda: self.rename(name))
            menu.addAction("Duplicate\tCtrl+D", lambda: self.duplicated.emit(name)).setIcon(icon("duplicate"))
            menu.addSeparator()
            menu.addAction("Delete\tDel", lambda: self.deleted.emit(name)).setIcon(icon("trash"))
        menu.addSeparator()
        menu.addAction("New environment", self.add_wanted.emit).setIcon(icon("plus"))
        menu.popup(event.globalPos())
