"""The rows and columns on the screen: choosing cells, copying them, moving and hiding columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from app.table.copying import Choice
from app.table.order import Direction
from app.table.shape import Columns
from app.table.table import Table
from ui import theme
from ui.kit.icons import icon
from ui.response.table_cells import PADDING, Screen, Strip, paint_cells
from ui.response.table_header import NumberHeader, TitleHeader
from ui.response.table_model import TableModel, shown_text

_MEASURED_ROWS: Final = 40
_MEASURED_COLUMNS: Final = 200
_MEASURED_CELLS: Final = 2000
_WIDEST: Final = 360  # pixels
_NARROWEST: Final = 64
_USUAL: Final = 120

_Key = Qt.Key
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
# Alt and an arrow alone shows an earlier or later response.
_MOVING: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_COPY: Final = QKeySequence.StandardKey.Copy
_RETURN_KEYS: Final = (_Key.Key_Return, _Key.Key_Enter)
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_SELECT: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect
_WHOLE_COLUMNS: Final = _SELECT | QItemSelectionModel.SelectionFlag.Columns
_WHOLE_ROWS: Final = _SELECT | QItemSelectionModel.SelectionFlag.Rows
_CURRENT: Final = QItemSelectionModel.SelectionFlag.NoUpdate
_PIXELS: Final = QAbstractItemView.ScrollMode.ScrollPerPixel
_Range = tuple[int, int, int, int]
_NEXT: Final[dict[Direction, Direction]] = {"none": "up", "up": "down", "down": "none"}


class TableGrid(QTableView):
    """Shows a ``Table``.

    Signals:
        copy_wanted: a ``CopyForm``; what is meant is ``choice()``.
        cell_copy_wanted, column_copy_wanted: of the current cell.
        sort_wanted: a column and a ``Direction``.
        value_wanted: the current cell is to be shown as a whole.
        save_wanted: the rows as a CSV file.
        columns_changed: columns were hidden, shown or moved.
    """

    copy_wanted = Signal(str)
    cell_copy_wanted = Signal()
    column_copy_wanted = Signal()
    sort_wanted = Signal(int, str)
    value_wanted = Signal()
    save_wanted = Signal()
    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Table of the body")
        self.rows = TableModel(self)
        self.titles = TitleHeader(self)
        self.numbers = NumberHeader(self)
        self._order: tuple[int, Direction] = (-1, "none")
        self.setHorizontalHeader(self.titles)
        self.setVerticalHeader(self.numbers)
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(_PIXELS)
        self.setHorizontalScrollMode(_PIXELS)
        self.titles.sectionClicked.connect(self._sort_on)
        self.titles.sectionHandleDoubleClicked.connect(self.fit_column)
        self.titles.sectionMoved.connect(self.columns_changed)
        self.doubleClicked.connect(self.value_wanted)
        self._restyle()

    def show_table(self, table: Table | None) -> None:
        """Show a table from its first row, with columns as wide as the first rows need."""
        self.rows.show_table(table)
        self.titles.show_order(-1, "none")
        self._order = (-1, "none")
        for column in range(self.rows.columnCount()):
            self.setColumnHidden(column, False)
        self._fit_columns(0)
        self.numbers.fit(len(table.spans) if table else 0)
        if table is not None and self.rows.rowCount() and self.rows.columnCount():
            self.selectionModel().setCurrentIndex(self.rows.index(0, 0), _CURRENT)

    def grow(self) -> None:
        """Take in rows and columns that came to the end."""
        columns = self.rows.columnCount()
        self.rows.grow()
        self._fit_columns(columns)
        if self.rows.table is not None:
            self.numbers.fit(len(self.rows.table.spans))

    def show_order(self, column: int, direction: Direction) -> None:
        """Show the rows of the table in another order, from the first one."""
        self._order = (column, direction)
        place = self.currentIndex().column()
        widths = [self.columnWidth(at) for at in range(self.rows.columnCount())]
        hidden = [at for at in range(len(widths)) if self.isColumnHidden(at)]
        self.rows.show_table(self.rows.table)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        for at in hidden:
            self.setColumnHidden(at, True)
        self.titles.show_order(column, direction)
        if self.rows.rowCount():
            self.selectionModel().setCurrentIndex(self.rows.index(0, max(place, 0)), _CURRENT)

    def shown_columns(self) -> list[int]:
        """The columns that are not hidden, from left to right."""
        columns = (self.titles.logicalIndex(place) for place in range(self.rows.columnCount()))
        return [column for column in columns if not self.isColumnHidden(column)]

    def shown_as(self, columns: Columns) -> Columns:
        """The columns of a table as they are shown."""
        return Columns(
            tuple(columns.keys[at] for at in self.shown_columns()), columns.names, columns.of_lines
        )

    def choice(self) -> Choice:
        """The selected cells, or the current one where none are; hidden columns are left out."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.size())]
        ranges = [(part.top(), part.bottom(), part.left(), part.right()) for part in parts]
        if not ranges and self.currentIndex().isValid():
            row, column = self.currentIndex().row(), self.currentIndex().column()
            ranges = [(row, row, column, column)]
        used = set(chain.from_iterable(range(left, right + 1) for _, _, left, right in ranges))
        columns = [column for column in self.shown_columns() if column in used]
        if len(ranges) == 1:
            return Choice(range(ranges[0][0], ranges[0][1] + 1), columns)
        return Choice(_rows_of(ranges), columns, partial(_is_inside, ranges))

    def _ranges(self) -> list[_Range]:
        """What is selected, as first row, last row, first column and last column of each range."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return [(part.top(), part.bottom(), part.left(), part.right()) for part in parts]

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, theme.color("panel"))
        rows = self._strips_of_rows(area.top(), area.bottom())
        columns = self._strips_of_columns(area.left(), area.right())
        at = self.currentIndex()
        focus = (at.row(), at.column()) if self.hasFocus() and at.isValid() else None
        # Ranges far from the screen need not be asked for every cell.
        near = [part for part in self._ranges() if rows and part[1] >= rows[0][0] and part[0] <= rows[-1][0]]
        paint_cells(painter, self.rows, Screen(rows, columns, partial(_is_inside, near), focus))

    def _strips_of_rows(self, top: int, bottom: int) -> list[Strip]:
        first, last = self.rowAt(top), self.rowAt(bottom)
        if first < 0:
            return []
        last = self.rows.rowCount() - 1 if last < 0 else last
        return [(row, self.rowViewportPosition(row), self.rowHeight(row)) for row in range(first, last + 1)]

    def _strips_of_columns(self, left: int, right: int) -> list[Strip]:
        """The columns between two places, from left to right; hidden ones are left out."""
        first, last = self.titles.visualIndexAt(left), self.titles.visualIndexAt(right)
        if first < 0:
            return []
        last = self.rows.columnCount() - 1 if last < 0 else last
        columns = [self.titles.logicalIndex(place) for place in range(first, last + 1)]
        return [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in columns
            if not self.isColumnHidden(column)
        ]

    # Columns

    def hide_column(self, column: int) -> None:
        """Hide a column, unless it is the last one that is shown."""
        if len(self.shown_columns()) > 1:
            self.setColumnHidden(column, True)
            self.columns_changed.emit()

    def show_column(self, column: int) -> None:
        """Show a column that was hidden."""
        self.setColumnHidden(column, False)
        self.columns_changed.emit()

    def move_column(self, column: int, step: int) -> None:
        """Move a column past its visible neighbour, to the left with -1, to the right with 1."""
        shown = self.shown_columns()
        place = shown.index(column) + step
        if 0 <= place < len(shown):
            self.titles.moveSection(self.titles.visualIndex(column), self.titles.visualIndex(shown[place]))

    def fit_column(self, column: int) -> None:
        """Make a column as wide as the first rows need."""
        table = self.rows.table
        if table is None:
            return
        rows = range(min(self.rows.rowCount(), _MEASURED_ROWS))
        longest = max((len(shown_text(self.rows.cell(row, column))) for row in rows), default=0)
        self._set_width(table, column, longest)

    def _set_width(self, table: Table, column: int, characters: int) -> None:
        digit = QFontMetrics(theme.mono_font(12)).horizontalAdvance("0")
        wanted = characters * digit + 2 * theme.scaled(PADDING) + 2
        title = self.titles.title_width(table.columns.title(column))
        self.setColumnWidth(column, min(max(wanted, title, theme.scaled(_NARROWEST)), theme.scaled(_WIDEST)))

    def _fit_columns(self, first: int) -> None:
        self.titles.setDefaultSectionSize(theme.scaled(_USUAL))
        table, columns = self.rows.table, range(first, min(self.rows.columnCount(), _MEASURED_COLUMNS))
        if table is None or not columns:
            return
        longest = dict.fromkeys(columns, 0)
        # Row by row: of long rows few are kept once they were read.
        for row in range(min(self.rows.rowCount(), _MEASURED_ROWS, max(3, _MEASURED_CELLS // len(columns)))):
            for column in columns:
                longest[column] = max(longest[column], len(shown_text(self.rows.cell(row, column))))
        for column, characters in longest.items():
            self._set_width(table, column, characters)

    def _sort_on(self, column: int) -> None:
        """From as they come to ascending, to descending, and back."""
        now = self._order[1] if self._order[0] == column else "none"
        self.sort_wanted.emit(column, _NEXT[now])

    # Keyboard and menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = _Key(event.key()), event.modifiers()
        at = self.currentIndex()
        if event.matches(_COPY):
            self.copy_wanted.emit("tabs")
        elif key in _RETURN_KEYS:
            self.value_wanted.emit()
        elif key == _Key.Key_Space and modifiers & _CONTROL:
            self.selectionModel().select(at, _WHOLE_COLUMNS)
        elif key == _Key.Key_Space and modifiers & _SHIFT:
            self.selectionModel().select(at, _WHOLE_ROWS)
        elif key in (_Key.Key_Left, _Key.Key_Right) and modifiers & _MOVING == _MOVING and at.isValid():
            self.move_column(at.column(), -1 if key == _Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.make_menu().popup(event.globalPos())

    def make_menu(self) -> QMenu:
        """What can be done with the current cell, its column and the selection."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at: QModelIndex = self.currentIndex()
        column = at.column()
        copy = menu.addAction(icon("copy"), "Copy", lambda: self.copy_wanted.emit("tabs"))
        copy.setShortcut(QKeySequence(_COPY))
        menu.addAction("Copy as CSV", lambda: self.copy_wanted.emit("csv"))
        menu.addAction("Copy as JSON", lambda: self.copy_wanted.emit("json"))
        menu.addAction("Copy cell", self.cell_copy_wanted.emit)
        menu.addAction("Copy column", self.column_copy_wanted.emit)
        menu.addSeparator()
        menu.addAction("Show whole value", self.value_wanted.emit).setShortcut(QKeySequence(_Key.Key_Return))
        menu.addSeparator()
        menu.addAction("Sort ascending", lambda: self.sort_wanted.emit(column, "up"))
        menu.addAction("Sort descending", lambda: self.sort_wanted.emit(column, "down"))
        menu.addAction("As they come", lambda: self.sort_wanted.emit(column, "none"))
        menu.addSeparator()
        menu.addAction("Fit width", lambda: self.fit_column(column))
        menu.addAction("Move left", lambda: self.move_column(column, -1)).setShortcut("Alt+Shift+Left")
        menu.addAction("Move right", lambda: self.move_column(column, 1)).setShortcut("Alt+Shift+Right")
        menu.addAction("Hide column", lambda: self.hide_column(column))
        menu.addSeparator()
        menu.addAction(icon("download"), "Save as CSV…", self.save_wanted.emit)
        for action in menu.actions()[:-1]:
            action.setEnabled(at.isValid())
        return menu

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()

    def _restyle(self) -> None:
        self.numbers.setDefaultSectionSize(theme.row_height())
        self.titles.setFixedHeight(theme.row_height())


def _is_inside(ranges: list[_Range], row: int, column: int) -> bool:
    return any(top <= row <= bottom and left <= column <= right for top, bottom, left, right in ranges)


def _rows_of(ranges: list[_Range]) -> Iterator[int]:
    """All rows that any of the ranges covers, each once, in their order."""
    done = -1
    for top, bottom, _, _ in sorted(ranges):
        yield from range(max(top, done + 1), bottom + 1)
        done = max(done, bottom)
