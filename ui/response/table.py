"""A body as a table: arrays of objects, NDJSON, CSV and forms, with a million rows as with ten."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.format import words
from app.format.reading import Reading
from app.table.copying import Choice, CopyForm, copy_lines
from app.table.detect import find_shapes
from app.table.opened import OpenedTable
from app.table.order import Direction, Wanted
from app.table.shape import Shape
from app.work.job import JobProblem
from ui.kit.empty import EmptyState
from ui.kit.notice import MessageBar
from ui.kit.tasks import Tasks
from ui.kit.text_view import COPY_LIMIT
from ui.response.table_bar import TableBar
from ui.response.table_copy import gather
from ui.response.table_grid import TableGrid
from ui.response.table_value import ValuePanel

_VALUE_LIMIT: Final = 1024 * 1024  # bytes of a record that are read to show one value of it
_MENU_COLUMNS: Final = 100
_GRID, _NOTHING = range(2)
_VERTICAL: Final = Qt.Orientation.Vertical

_Work = Callable[[], Coroutine[Any, Any, Any]]
"""Makes the coroutine once its task runs: a task that is cancelled before never begins it."""


class BodyTable(QWidget):
    """Shows a body as rows and columns. ``save_csv_requested``: the user wants them in a file, see
    ``write_csv``."""

    save_csv_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._reading: Reading | None = None
        self._shapes: tuple[Shape, ...] = ()
        self._opened: OpenedTable | None = None
        self._wanted = Wanted()
        self._arranged = Wanted()
        self._works: dict[str, str] = {}
        self.bar = TableBar()
        self.notice = MessageBar()
        self.grid = TableGrid()
        self.value = ValuePanel()
        self._empty = EmptyState("list", "No rows")
        self._split = QSplitter(_VERTICAL)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        for widget, share in ((self.grid, 3), (self.value, 1)):
            self._split.addWidget(widget)
            self._split.setStretchFactor(self._split.count() - 1, share)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._split)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.notice):
            column.addWidget(part)
        column.addWidget(self._pages, 1)
        self._connect()

    def show_reading(self, reading: Reading) -> None:
        """Show a body, its likeliest array first."""
        self.forget()
        self._reading = reading
        self._shapes = find_shapes(reading)
        if self._shapes:
            self._show_shape(self._shapes[0])
        else:
            self._show_nothing("This body has no rows and columns: it is no array, CSV or form.")

    def forget(self) -> None:
        """Let go of the body; its file may be removed now."""
        self._stop_works()
        self.notice.hide()
        self.value.forget()
        self.grid.show_table(None)
        if self._opened is not None:
            self._opened.close()
        self._opened, self._reading, self._shapes = None, None, ()
        self._tell_rows()

    def write_csv(self, path: Path) -> None:
        """Write the rows as they are shown, without hidden columns, to a file."""
        opened = self._opened
        if opened is None:
            return

        def tell(size: int) -> None:
            rows = words.count(opened.table.row_count, "row")
            self.notice.show_message("info", f"Saved {rows} ({words.size(size)}) to {path}.")

        columns = self.grid.shown_as(opened.table.columns)
        report = partial(self._tell_work, "save", "saving")
        self._start("save", "saving", lambda: opened.export(columns, path, report), tell)

    # Reading

    def _show_shape(self, shape: Shape) -> None:
        if self._reading is None:
            return
        self._stop_works()
        if self._opened is not None:
            self.grid.show_table(None)
            self._opened.close()
        self.notice.hide()
        self.value.forget()
        self.bar.show_shapes(self._shapes, shape)
        opened = self._opened = OpenedTable(self._reading, shape)
        self.grid.show_table(opened.table)
        if opened.complete:
            self._show_found()
        else:
            self._pages.setCurrentIndex(_GRID)
            self._find_rows(opened)

    def _find_rows(self, opened: OpenedTable) -> None:
        report = partial(self._tell_work, "rows", "reading")
        self._start(
            "rows",
            "reading",
            lambda: opened.find_rows(self.grid.grow, report),
            lambda _: self._show_found(),
        )

    def _show_found(self) -> None:
        """All rows are known."""
        opened = self._opened
        if opened is None:
            return
        self.grid.grow()
        self._tell_rows()
        if opened.problem:
            self.notice.show_message("warning", opened.problem)
        if opened.table.row_count:
            self._pages.setCurrentIndex(_GRID)
        else:
            self._show_nothing("There are no rows in it.")
        if not self._wanted.plain:
            self._arrange()

    def _show_nothing(self, sentence: str) -> None:
        self._empty.show_sentence(sentence)
        self._pages.setCurrentIndex(_NOTHING)

    def _choose_header(self, header: bool) -> None:
        if self._opened is not None:
            shape = replace(self._opened.table.shape, header=header)
            self._shapes = (shape,)
            self._show_shape(shape)

    # Order

    def _sort(self, column: int, direction: Direction) -> None:
        if self._opened is not None:
            key = self._opened.table.columns.keys[column]
            self._ask_for(replace(self._wanted, key=key, direction=direction))

    def _filter(self, text: str) -> None:
        if self._opened is not None and text != self._wanted.text:
            self._ask_for(replace(self._wanted, text=text))

    def _ask_for(self, wanted: Wanted) -> None:
        """Arrange the rows now, or as soon as all are known."""
        self._wanted = wanted
        if self._opened is None:
            return
        if self._opened.complete:
            self._arrange()
        elif "rows" not in self._works:
            # Reading was cancelled, but only all rows can be arranged.
            self.notice.hide()
            self._find_rows(self._opened)

    def _arrange(self) -> None:
        opened, wanted = self._opened, self._wanted
        if opened is None:
            return
        verb = "sorting" if wanted.direction != "none" else "filtering"
        report = partial(self._tell_work, "rows", verb)
        self._start(
            "rows", verb, lambda: opened.arrange(wanted, report), lambda _: self._show_arranged(wanted)
        )

    def _show_arranged(self, wanted: Wanted) -> None:
        opened = self._opened
        if opened is None:
            return
        self._arranged = wanted
        keys = opened.table.columns.keys
        column = keys.index(wanted.key) if wanted.direction != "none" else -1
        self.grid.show_order(column, wanted.direction)
        self._tell_rows()
        if opened.table.row_count:
            self._pages.setCurrentIndex(_GRID)
        else:
            self._show_nothing(f"No row holds “{wanted.text}”.")

    # Copying and values

    def _copy(self, form: CopyForm, choice: Choice | None = None) -> None:
        if self._opened is not None:
            table = self._opened.table
            self._gather(copy_lines(table, choice or self.grid.choice(), form), form)

    def _gather(self, lines: Iterator[str], form: CopyForm) -> None:
        def tell(count: int) -> None:
            self._works["copy"] = f"copying {words.count(count, 'row')}"
            self._tell_rows()

        def take(copied: tuple[str, str]) -> None:
            text, sentence = copied
            QGuiApplication.clipboard().setText(text)
            if sentence:
                self.notice.show_message("warning", sentence)

        self._start("copy", "copying", lambda: gather(lines, form, tell), take)

    def _copy_cell(self) -> None:
        at = self.grid.currentIndex()
        if self._opened is not None and at.isValid():
            cell = self._opened.table.whole_cell(at.row(), at.column(), COPY_LIMIT)
            QGuiApplication.clipboard().setText(cell.text)

    def _copy_column(self) -> None:
        at = self.grid.currentIndex()
        if self._opened is not None and at.isValid():
            self._copy("tabs", Choice(range(self._opened.table.row_count), [at.column()]))

    def _show_value(self) -> None:
        at = self.grid.currentIndex()
        if self._opened is None or not at.isValid():
            return
        table = self._opened.table
        cell = table.whole_cell(at.row(), at.column(), _VALUE_LIMIT)
        number = words.count(table.record_number(at.row()) + 1)
        self.value.show_cell(f"{table.columns.title(at.column())} · row {number}", cell)
        self.grid.scrollTo(at)

    # Columns

    def columns_menu(self) -> QMenu:
        """A menu with a mark for each column that is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = self._opened.table.columns if self._opened else None
        count = len(columns.keys) if columns else 0
        menu.addAction("Show all columns", self._show_all_columns)
        menu.addSeparator()
        for column in range(min(count, _MENU_COLUMNS) if columns else 0):
            action = menu.addAction(columns.title(column)[:60].replace("&", "&&") if columns else "")
            action.setCheckable(True)
            action.setChecked(not self.grid.isColumnHidden(column))
            action.toggled.connect(partial(self._show_column, column))
        if count > _MENU_COLUMNS:
            more = words.count(count - _MENU_COLUMNS)
            menu.addAction(f"{more} more are in the menu of their cells").setEnabled(False)
        return menu

    def _show_column(self, column: int, shown: bool) -> None:
        (self.grid.show_column if shown else self.grid.hide_column)(column)

    def _show_all_columns(self) -> None:
        for column in range(self.grid.rows.columnCount()):
            self.grid.setColumnHidden(column, False)
        self._tell_rows()

    def _open_columns_menu(self) -> None:
        button = self.bar.columns
        self.columns_menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    # Work under way

    def _start(self, name: str, verb: str, work: _Work, done: Callable[[Any], object]) -> None:
        """Start work in place of what has the same name, and tell of it until it ends."""
        self._works[name] = verb
        self._tell_rows()
        self._tasks.start(
            name, self._hear_problems(name, verb, work, done), ended=partial(self._end_work, name)
        )

    async def _hear_problems(self, name: str, verb: str, work: _Work, done: Callable[[Any], object]) -> None:
        try:
            result = await work()
        except JobProblem as problem:
            self._wanted = self._arranged
            self.notice.show_message("warning", f"{verb.capitalize()} the table failed: {problem}.")
            return
        self._works.pop(name, None)
        done(result)

    def _end_work(self, name: str) -> None:
        self._works.pop(name, None)
        self._tell_rows()

    def _tell_work(self, name: str, verb: str, done: float) -> None:
        self._works[name] = f"{verb} {done:.0%}"
        self._tell_rows()

    def _cancel(self) -> None:
        reading = self._opened is not None and not self._opened.complete and "rows" in self._works
        self._tasks.cancel_all()
        self._works.clear()
        self._wanted = self._arranged
        self._tell_rows()
        if reading:
            rows = words.count(self.grid.rows.rowCount(), "row")
            self.notice.show_message("info", f"Reading was cancelled: only the first {rows} are shown.")

    def _stop_works(self) -> None:
        """End all work on a table that is about to go."""
        self._tasks.cancel_all()
        self._works.clear()
        self._wanted = self._arranged = Wanted()

    def _tell_rows(self) -> None:
        if self._opened is None:
            self.bar.show_words("", False)
            return
        table = self._opened.table
        rows = words.count(table.row_count, "row")
        if table.order is not None and table.row_count != len(table.spans):
            rows = f"{words.count(table.row_count)} of {words.count(len(table.spans), 'row')}"
        elif not self._opened.complete:
            rows = rows.replace(" ", "+ ", 1)
        shown, columns = len(self.grid.shown_columns()), len(table.columns.keys)
        hidden = f", {words.count(columns - shown)} hidden" if shown < columns else ""
        parts = [rows, words.count(columns, "column") + hidden]
        self.bar.show_words(" · ".join([*parts, *self._works.values()]), bool(self._works))
        # A file of the rows that happen to be found would look like one of all.
        self.bar.save.setEnabled("rows" not in self._works)

    def _connect(self) -> None:
        self.bar.shape_wanted.connect(lambda index: self._show_shape(self._shapes[index]))
        self.bar.header_wanted.connect(self._choose_header)
        self.bar.filter_wanted.connect(self._filter)
        self.bar.cancel_wanted.connect(self._cancel)
        self.bar.columns_wanted.connect(self._open_columns_menu)
        self.bar.save_wanted.connect(self.save_csv_requested)
        self.grid.save_wanted.connect(self.bar.save.click)
        self.grid.copy_wanted.connect(self._copy)
        self.grid.cell_copy_wanted.connect(self._copy_cell)
        self.grid.column_copy_wanted.connect(self._copy_column)
        self.grid.sort_wanted.connect(self._sort)
        self.grid.value_wanted.connect(self._show_value)
        self.grid.columns_changed.connect(self._tell_rows)
        self.value.closed.connect(self.grid.setFocus)
