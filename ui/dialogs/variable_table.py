"""The table of one folder's variables; secrets are typed into a field of their own over the cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.template.scope import Found
from app.workspace.secret_fields import looks_secret
from ui.dialogs.secret_field import SecretField
from ui.dialogs.variable_row import VariableRow, is_blank, problems, shown_value, toggled
from ui.kit.field_table_model import Column, RowKind
from ui.kit.field_table_text import read_pasted
from ui.kit.field_table_view import RowTable
from ui.kit.labels import label
from ui.kit.variables import Variables

NAME, VALUE, KIND, DESCRIPTION = range(1, 5)


class VariableTable(QWidget):
    """Rows of variables and, below, what is wrong with one of them.

    Signals:
        changed(rows): the tuple of rows after each edit.
        reveal_wanted(name): the stored secret of that name shall be shown by ``show_secret``.
    """

    changed = Signal(tuple)
    reveal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrong: frozenset[VariableRow] = frozenset()
        self._secret_field: SecretField | None = None
        self._secret_row = -1
        self.view: RowTable[VariableRow] = RowTable("Variables", self._kind(), self)
        self.view.pressed.connect(self._press)
        self.view.changed.connect(self._take)
        self.view.lines_pasted.connect(self._paste)
        self.view.secret_wanted.connect(self._make_secret)
        self._problem = label("", "red", 12)
        self._problem.setWordWrap(True)
        self._problem.setContentsMargins(0, 4, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._problem)
        self._judge()

    def _kind(self) -> RowKind[VariableRow]:
        columns: tuple[Column[VariableRow], ...] = (
            Column("Name", _name, lambda row, text: replace(row, name=text), icon=self._mark, weight=11),
            Column(
                "Value",
                shown_value,
                lambda row, text: replace(row, value=text),
                press=_secret,
                weight=16,
                secret=_looks_secret,
            ),
            Column("Kind", _kind_of, press=lambda _row: True, icon=_lock, weight=7),
            Column("Description", _description, lambda row, text: replace(row, description=text), weight=11),
        )
        return RowKind(columns, VariableRow(), is_blank, "Add variable")

    def rows(self) -> tuple[VariableRow, ...]:
        """The rows that say something."""
        return self.view.rows.rows()

    def show_rows(self, rows: Sequence[VariableRow]) -> None:
        """Show other rows."""
        self._close_secret_field()
        self.view.rows.show_rows(rows)
        self._judge()

    def show_secret(self, name: str, text: str) -> None:
        """Show a stored secret where it was asked for: in the open field, or in a row made plain."""
        for place, row in enumerate(self.view.rows.rows()):
            if row.stored != name:
                continue
            if self._secret_field is not None and place == self._secret_row:
                self._secret_field.show_secret(text)
            elif not row.secret and not row.value:
                self._write(place, replace(row, value=text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._secret_field is not None:
            self._secret_field.setGeometry(self.view.visualRect(self._index(self._secret_row)))

    def _index(self, row: int) -> QModelIndex:
        return self.view.rows.index(row, VALUE)

    def _mark(self, row: VariableRow) -> str:
        return "triangle-alert" if row in self._wrong else ""

    def _press(self, place: int, column: int) -> None:
        row = self.view.rows.own(self._index(place))
        if row is None:
            return
        if column == VALUE:
            self._type_secret(place, row)
        elif column == KIND:
            self._write(place, toggled(row))
            if row.secret and row.typed is None and row.stored:
                self.reveal_wanted.emit(row.stored)

    def _make_secret(self, place: int) -> None:
        row = self.view.rows.own(self._index(place))
        if row is not None:
            self._write(place, toggled(row))

    def _type_secret(self, place: int, row: VariableRow) -> None:
        field = SecretField(row.name, bool(row.stored), self.view.viewport())
        field.setText(row.typed or "")
        field.setGeometry(self.view.visualRect(self._index(place)))
        field.entered.connect(lambda text: self._keep_secret(place, text))
        field.left.connect(self._close_secret_field)
        field.reveal_wanted.connect(lambda: self.reveal_wanted.emit(row.stored) if row.stored else None)
        self._secret_field, self._secret_row = field, place
        field.show()
        field.setFocus()

    def _keep_secret(self, place: int, text: str) -> None:
        self._close_secret_field()
        row = self.view.rows.own(self._index(place))
        if row is not None and row.secret:
            self._write(place, replace(row, typed=text))

    def _close_secret_field(self) -> None:
        field, self._secret_field = self._secret_field, None
        if field is not None:
            field.hide()
            field.deleteLater()
            self.view.setFocus()

    def _write(self, place: int, row: VariableRow) -> None:
        self.view.rows.replace_row(self._index(place), row)

    def _take(self, rows: tuple[VariableRow, ...]) -> None:
        self._judge()
        self.changed.emit(rows)

    def _paste(self, text: str, place: int) -> None:
        fields = read_pasted(text)
        fresh = [VariableRow(f.name, f.value, False, f.enabled) for f in fields]
        self.view.insert_rows(place, fresh)

    def _judge(self) -> None:
        rows = self.rows()
        wrong = problems(rows)
        self._wrong = frozenset(rows[place] for place in wrong)
        self._problem.setText(next(iter(wrong.values()), ""))
        self._problem.setVisible(bool(wrong))
        self.view.show_variables(_variables(rows))
        self.view.viewport().update()


def _name(row: VariableRow) -> str:
    return row.name


def _description(row: VariableRow) -> str:
    return row.description


def _secret(row: VariableRow) -> bool:
    return row.secret


def _looks_secret(row: VariableRow) -> bool:
    return not row.secret and looks_secret(row.name, row.value)


def _kind_of(row: VariableRow) -> str:
    return "Secret" if row.secret else "Plain"


def _lock(row: VariableRow) -> str:
    return "lock" if row.secret else "unlock"


def _variables(rows: Sequence[VariableRow]) -> Variables:
    """The names that values of this environment may refer to: each other."""
    found = {
        row.name: Found(row.typed if row.secret else row.value, "this environment", row.secret)
        for row in rows
    }
    return Variables(found.get, tuple(found))
