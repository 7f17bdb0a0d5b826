"""The table of rows as the user sees it: rows are typed, pasted, switched, moved and removed by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Generic

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QMenu, QTableView, QWidget

from ui import theme
from ui.kit.field_table_delegate import CellDelegate, icon_place, row_height
from ui.kit.field_table_model import CHECK_COLUMN, Index, Row, RowKind, RowModel
from ui.kit.secret_offer import add_to_menu, is_offer_key
from ui.kit.variable_edit import VariableEdit
from ui.kit.variables import Variables

HEADER_HEIGHT: Final = 28
_CHECK_WIDTH: Final = 38

_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_PASTE: Final = QKeySequence.StandardKey.Paste
_COPY: Final = QKeySequence.StandardKey.Copy
_LEFT: Final = Qt.MouseButton.LeftButton
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_VERTICAL: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_EDITABLE: Final = Qt.ItemFlag.ItemIsEditable
_NO_HINT: Final = QAbstractItemDelegate.EndEditHint.NoHint
_NEXT: Final = QAbstractItemDelegate.EndEditHint.EditNextItem
_PREVIOUS: Final = QAbstractItemDelegate.EndEditHint.EditPreviousItem
_MOVES: Final = {
    QAbstractItemView.CursorAction.MoveNext: 1,
    QAbstractItemView.CursorAction.MovePrevious: -1,
}
_BY_TYPING: Final = QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.EditKeyPressed


class RowTable(QTableView, Generic[Row]):
    """A table of frozen row values.

    Signals:
        changed: the tuple of own rows after an edit.
        switched: an automatic row's name, and whether it is to be on.
        giver_wanted: what an automatic row was given by, because the row was pressed.
        pressed: row and column of a cell that is pressed rather than edited.
        lines_pasted: text of several lines that is to become rows, and the row to put them before.
        secret_wanted: the row whose literal is to go to the keyring.
    """

    changed = Signal(tuple)
    switched = Signal(str, bool)
    pressed = Signal(int, int)
    giver_wanted = Signal(str)
    lines_pasted = Signal(str, int)
    secret_wanted = Signal(int)

    def __init__(self, name: str, kind: RowKind[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._kind = kind
        self._rows: RowModel[Row] = RowModel(kind, self)
        self._cells = CellDelegate(self)
        self._pressed_row: int | None = None
        self._dragged = False
        self._sized_by_user = False
        self.setModel(self._rows)
        self.setItemDelegate(self._cells)
        self._set_up()
        self._rows.edited.connect(lambda: self.changed.emit(self._rows.rows()))
        self._rows.switched.connect(self.switched)
        self._cells.entered.connect(self._edit_next)
        self._cells.stepped.connect(self._step)
        self._cells.lines_pasted.connect(self._paste_lines)
        self._cells.secret_wanted.connect(self._move_secret)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(_BY_TYPING)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        # Tab leaves a table that is not being edited; otherwise the keyboard would be trapped here.
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._restyle()
        header.sectionResized.connect(self._keep_user_widths)

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.horizontalHeader().setFixedHeight(theme.scaled(HEADER_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(theme.scaled(24))

    @property
    def rows(self) -> RowModel[Row]:
        """The model behind the table."""
        return self._rows

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""
        self._cells.show_variables(variables)
        self.viewport().update()

    def set_column_shown(self, column: int, shown: bool) -> None:
        """Show or hide a column, counted from 1."""
        self.setColumnHidden(column, not shown)
        self._share_width()

    def content_height(self) -> int:
        """The height that shows every row, in pixels."""
        return theme.scaled(HEADER_HEIGHT) + self._rows.rowCount() * row_height()

    def insert_rows(self, place: int, rows: Sequence[Row]) -> None:
        """Put rows before a place, as a paste does."""
        self._close_editor()
        self._rows.insert(place, rows)
        self.setCurrentIndex(self._rows.index(min(place + len(rows), self._rows.rowCount() - 1), 1))

    def edit_cell(self, row: int, column: int, caret: QPoint | None = None) -> None:
        """Begin to edit a cell, or report it where it is pressed instead. ``caret`` is a place in the
        viewport that the text cursor shall go to; without one the whole text is selected."""
        index = self._rows.index(row, column)
        self._close_editor()
        self.setCurrentIndex(index)
        own, kind = self._rows.own(index), self._rows.column(index)
        automatic = self._rows.automatic(index)
        if automatic is not None and automatic.giver is not None:
            self.giver_wanted.emit(automatic.giver)
        elif own is not None and kind is not None and kind.press is not None and kind.press(own):
            self.pressed.emit(row, column)
        elif self._rows.flags(index) & _EDITABLE:
            self.edit(index)
            editor = self.indexWidget(index)
            if caret is not None and isinstance(editor, VariableEdit):
                editor.deselect()
                editor.setCursorPosition(editor.cursorPositionAt(editor.mapFrom(self.viewport(), caret)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a key stands for while no cell is edited; False leaves it to Qt."""
        current, key = self.currentIndex(), Qt.Key(event.key())
        if key in _ENTER:
            if event.modifiers() & _CONTROL:
                event.ignore()
            else:
                self.edit_cell(current.row(), max(current.column(), 1))
        elif key == Qt.Key.Key_Space and current.column() == CHECK_COLUMN:
            self._rows.switch(current)
        elif is_offer_key(event):
            self.move_current_secret()
        elif key == Qt.Key.Key_Delete:
            self._remove(current.row())
        elif key in _VERTICAL and event.modifiers() & _ALT:
            self._move(current, _VERTICAL[key])
        elif event.matches(_PASTE):
            self._paste_lines(QGuiApplication.clipboard().text())
        elif event.matches(_COPY):
            self._copy(current.row())
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._dragged = False
        self._pressed_row = index.row() if event.button() == _LEFT and index.isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        target = self.indexAt(event.position().toPoint())
        in_check_column = self.currentIndex().column() == CHECK_COLUMN
        if self._pressed_row is None or not in_check_column or target.row() == self._pressed_row:
            return
        if self._rows.move(self._pressed_row, target.row()):
            self._dragged = True
            self._pressed_row = target.row()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        pressed, self._pressed_row = self._pressed_row, None
        if event.button() != _LEFT or self._dragged or not index.isValid() or index.row() != pressed:
            return
        if index.column() == CHECK_COLUMN:
            self._rows.switch(index)
        elif self._rows.looks_secret(index) and icon_place(self.visualRect(index)).contains(place):
            self._move_secret(index.row())
        else:
            self.edit_cell(index.row(), index.column(), place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if self._rows.own(index) is None:
            return
        menu = self.row_menu(index)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(event.globalPos())

    def row_menu(self, index: QModelIndex) -> QMenu:
        """What can be done with an own row."""
        row = index.row()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._kind.add_text:
            self._add_row_actions(menu, index)
        if self._rows.secret_cell(row) is not None:
            add_to_menu(menu, lambda: self._move_secret(row))
        return menu

    def _add_row_actions(self, menu: QMenu, index: QModelIndex) -> None:
        row = index.row()
        menu.addAction("Move up\tAlt+Up", lambda: self._move(index, -1))
        menu.addAction("Move down\tAlt+Down", lambda: self._move(index, 1))
        menu.addSeparator()
        menu.addAction("Copy row\tCtrl+C", lambda: self._copy(row))
        menu.addAction("Delete row\tDel", lambda: self._remove(row))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()
            self._share_width()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action in _MOVES:
            return self._neighbour(self.currentIndex(), _MOVES[action]) or self.currentIndex()
        return super().moveCursor(action, modifiers)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in the last cell leaves the table, as it does everywhere else."""
        leaves = hint in (_NEXT, _PREVIOUS) and not self._neighbour(
            self.currentIndex(), 1 if hint == _NEXT else -1
        )
        super().closeEditor(editor, _NO_HINT if leaves else hint)
        if leaves:
            self.focusNextPrevChild(hint == _NEXT)

    def _neighbour(self, index: QModelIndex, step: int) -> QModelIndex | None:
        """The next cell that can be edited; none after the empty row's first cell, or at the ends."""
        if step > 0 and self._rows.is_add_row(index):
            return None
        columns = self._rows.columnCount()
        place = index.row() * columns + index.column() + step
        while 0 <= place < self._rows.rowCount() * columns:
            found = self._rows.index(place // columns, place % columns)
            if self._rows.flags(found) & _EDITABLE and not self.isColumnHidden(found.column()):
                return found
            place += step
        return None

    def _edit_next(self) -> None:
        following = self._neighbour(self.currentIndex(), 1)
        self._close_editor()
        if following is not None:
            self.edit_cell(following.row(), following.column())

    def _step(self, step: int, moves_row: bool) -> None:
        current = self.currentIndex()
        if moves_row:
            self._close_editor()
            self._move(current, step)
        elif 0 <= current.row() + step < self._rows.rowCount():
            self.edit_cell(current.row() + step, current.column())

    def _move(self, index: Index, step: int) -> None:
        if self._rows.move(index.row(), index.row() + step):
            self.setCurrentIndex(self._rows.index(index.row() + step, index.column()))

    def _remove(self, row: int) -> None:
        column = max(self.currentIndex().column(), 0)
        self._rows.remove(row)
        self.setCurrentIndex(self._rows.index(min(row, self._rows.rowCount() - 1), column))

    def move_current_secret(self) -> None:
        """Hand over the literal of the row that the keyboard is on."""
        self._move_secret(self.currentIndex().row())

    def _move_secret(self, row: int) -> None:
        """Hand over the literal of a row; the cell is no longer edited, since another text comes into it."""
        if self._rows.secret_cell(row) is not None:
            self._close_editor()
            self.setFocus()
            self.secret_wanted.emit(row)

    def _copy(self, row: int) -> None:
        cells = [self._rows.text(self._rows.index(row, column)) for column in (1, 2)]
        QGuiApplication.clipboard().setText(": ".join(cells))

    def _paste_lines(self, text: str) -> None:
        if self._kind.add_text and text.strip():
            self.lines_pasted.emit(text, max(self.currentIndex().row(), 0))

    def _close_editor(self) -> None:
        editor: Any = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.closeEditor(editor, _NO_HINT)

    def _keep_user_widths(self, _section: int, _old: int, _new: int) -> None:
        # The header itself is under the mouse only while somebody drags one of its edges.
        self._sized_by_user = self._sized_by_user or bool(QGuiApplication.mouseButtons() & _LEFT)

    def _share_width(self) -> None:
        self.setColumnWidth(CHECK_COLUMN, theme.scaled(_CHECK_WIDTH))
        if self._sized_by_user:
            return
        shown = [
            (place, column.weight)
            for place, column in enumerate(self._kind.columns, start=1)
            if not self.isColumnHidden(place)
        ]
        free = self.viewport().width() - theme.scaled(_CHECK_WIDTH)
        total = sum(weight for _, weight in shown)
        for place, weight in shown[:-1]:
            self.setColumnWidth(place, free * weight // total)
