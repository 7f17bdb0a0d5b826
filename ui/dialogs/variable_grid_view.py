"""The table of all environments side by side, worked by the keyboard as a spreadsheet is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.dialogs.secret_field import SecretField
from ui.dialogs.variable_grid_model import NAMES, GridModel, Index
from ui.kit.secret_offer import add_to_menu, is_literal, is_offer_key

_FIRST: Final = 200  # pixels of the column of names
_WIDTH: Final = 190
_ICON_AIR: Final = 8
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_COPY: Final = QKeySequence.StandardKey.Copy
_PASTE: Final = QKeySequence.StandardKey.Paste
_TRIGGERS: Final = (
    QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)
_UNDO: Final = QKeySequence.StandardKey.Undo
_REDO: Final = QKeySequence.StandardKey.Redo
_ALT: Final = Qt.KeyboardModifier.AltModifier
_ALT_SHIFT: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_PER_PIXEL: Final = QAbstractItemView.ScrollMode.ScrollPerPixel


class GridView(QTableView):
    """Enter, F2 or typing edits a cell, Delete takes a variable out of an environment, or out of all where
    the keyboard is on its name; Ctrl+V pastes a table.

    Signals:
        moved(): another cell is the current one.
        reveal_wanted(environment, name): answer with ``show_secret``.
        column_menu_wanted(environment, menu): put in what can be done with an environment.
        ordered(environments): the columns were moved; answer by showing them in this order.
    """

    moved = Signal()
    reveal_wanted = Signal(str, str)
    column_menu_wanted = Signal(str, QMenu)
    ordered = Signal(tuple)

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._field: SecretField | None = None
        self._field_place = QPersistentModelIndex()
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setProperty("surface", "grid")
        self.setAccessibleName("Variables of all environments")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(_TRIGGERS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(_PER_PIXEL)
        self.setHorizontalScrollMode(_PER_PIXEL)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_header_menu)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.sectionMoved.connect(self._take_moved)
        model.modelReset.connect(self._close_field)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.horizontalHeader().setDefaultSectionSize(theme.scaled(_WIDTH))
        self.setColumnWidth(NAMES, theme.scaled(_FIRST))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE and hasattr(self, "rows"):
            self._restyle()

    def go_to(self, index: QModelIndex) -> None:
        """Put the keyboard into a cell."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.setFocus()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editing = self.state() == self.State.EditingState or not index.isValid()
        if editing or not (self._edit_by_key(event, index) or self._use_column(event, index)):
            super().keyPressEvent(event)

    def _edit_by_key(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Change what is in a cell; whether the keys say so."""
        plain_enter = event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain_enter or event.key() == Qt.Key.Key_F2:
            self.begin(index)
        elif is_offer_key(event):
            self.rows.make_secret(index)
            self.moved.emit()
        elif event.key() in _DELETE:
            self.rows.take_out(index)
            self.moved.emit()
        elif event.matches(_PASTE):
            self.paste(QGuiApplication.clipboard().text())
        elif event.matches(_UNDO) or event.matches(_REDO):
            self._step(event.matches(_UNDO))
        else:
            return False
        return True

    def _use_column(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Copy a cell, move its column, or show what can be done with that; whether the keys say so."""
        by = _SIDEWAYS.get(Qt.Key(event.key()), 0)
        if event.matches(_COPY):
            QGuiApplication.clipboard().setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        elif by and event.modifiers() & _ALT_SHIFT == _ALT_SHIFT:
            self.move_column(index.column(), index.column() + by)
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & _ALT:
            self._show_menu(index, self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        else:
            return False
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._is_secret(index):
            self.begin(index)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        on_icon = place.x() - self.visualRect(index).left() <= self.iconSize().width() + _ICON_AIR
        if event.button() == Qt.MouseButton.LeftButton and on_icon and self.rows.looks_secret(index):
            self.rows.make_secret(index)
            self.moved.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.visualRect(index).center() if by_key else event.pos()
        self._show_menu(index, self.viewport().mapToGlobal(place))

    def _show_menu(self, index: QModelIndex, place: QPoint) -> None:
        """What can be done with a cell, and with the environment of its column."""
        environment = self.rows.environment(index.column()) if index.isValid() else ""
        menu = self._column_menu(environment)
        held = self.rows.own(index)
        if held is not None and not held.secret and is_literal(held.value):
            add_to_menu(menu, lambda: self.rows.make_secret(index))
        if not menu.isEmpty():
            menu.popup(place)

    def _column_menu(self, environment: str) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if environment:
            self.column_menu_wanted.emit(environment, menu)
        return menu

    def _show_header_menu(self, place: QPoint) -> None:
        header = self.horizontalHeader()
        menu = self._column_menu(self.rows.environment(header.logicalIndexAt(place)))
        if not menu.isEmpty():
            menu.popup(header.mapToGlobal(place))

    def _step(self, back: bool) -> None:
        """Undo or redo, with the keyboard where it was."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.rows.step(back)
        self.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1), column))

    def move_column(self, source: int, target: int) -> None:
        """Put a column of an environment in the place of another one."""
        names = list(self.rows.grid.columns())
        if NAMES < source <= len(names) and NAMES < target <= len(names):
            at = self.currentIndex()
            name = self.rows.environment(at.column())
            names.insert(target - 1, names.pop(source - 1))
            self.ordered.emit(tuple(names))
            self.go_to(self.rows.index(at.row(), names.index(name) + 1 if name else NAMES))

    def _take_moved(self, _logical: int, before: int, after: int) -> None:
        """A column was dragged: the header goes back, and the columns themselves are shown in that order."""
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)
        header.moveSection(after, before)
        header.blockSignals(blocked)
        self.move_column(before, after)

    def begin(self, index: QModelIndex) -> None:
        """Let a cell be typed into; a secret in a field of its own."""
        if self._is_secret(index):
            self._type_secret(index)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def paste(self, text: str) -> None:
        """Fill cells from the current one on."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        self.rows.paste(index, text)
        self.setCurrentIndex(self.rows.index(row, column))

    def show_secret(self, environment: str, name: str, text: str) -> None:
        """Show a stored secret where it was asked for: in the open field, or in a cell made plain."""
        place = self.rows.place(name, environment)
        row = self.rows.own(place) if place.isValid() else None
        if self._field is not None and QPersistentModelIndex(place) == self._field_place:
            self._field.show_secret(text)
        elif row is not None and not row.secret and not row.value:
            self.rows.put(place, replace(row, value=text))

    def _is_secret(self, index: QModelIndex) -> bool:
        held = self.rows.own(index) if index.isValid() else None
        return held is not None and held.secret

    def _type_secret(self, index: QModelIndex) -> None:
        held = self.rows.own(index)
        if held is None:
            return
        environment = self.rows.environment(index.column())
        field = SecretField(f"{held.name} of {environment}", bool(held.stored), self.viewport())
        field.setText(held.typed or "")
        field.setGeometry(self.visualRect(index))
        field.entered.connect(self._keep_secret)
        field.left.connect(self._close_field)
        stored = held.stored
        field.reveal_wanted.connect(lambda: self.reveal_wanted.emit(environment, stored) if stored else None)
        self._field, self._field_place = field, QPersistentModelIndex(index)
        field.show()
        field.setFocus()

    def _keep_secret(self, text: str) -> None:
        place = self.rows.index(self._field_place.row(), self._field_place.column())
        self._close_field()
        held = self.rows.own(place)
        if held is not None and held.secret:
            self.rows.put(place, replace(held, typed=text))

    def _close_field(self) -> None:
        field, self._field = self._field, None
        if field is not None:
            field.hide()
            field.deleteLater()
            self.setFocus()


class _CellDelegate(QStyledItemDelegate):
    """Has the editor of a cell cover it, in the type of the cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setFont(index.data(_FONT))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)
