"""The grid of variables as Qt's tables want it, with an empty row at the end to add a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from app.files.pasted_variables import Pasted, read_variables
from app.model.environment import Environment
from app.workspace.secret_fields import looks_secret
from ui import theme
from ui.dialogs.variable_grid import Base, Grid
from ui.dialogs.variable_row import VariableRow, shown_value, toggled, type_problem
from ui.kit.icons import icon
from ui.kit.secret_offer import ICON, TIP, TOKEN, is_literal

Index = QModelIndex | QPersistentModelIndex

NAMES: Final = 0  # the column
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_EDIT: Final = int(Qt.ItemDataRole.EditRole)
_COLOR: Final = int(Qt.ItemDataRole.ForegroundRole)
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_ICON: Final = int(Qt.ItemDataRole.DecorationRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_SHOWN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE: Final = _SHOWN | Qt.ItemFlag.ItemIsEditable
_HORIZONTAL: Final = Qt.Orientation.Horizontal
_ROOT: Final = QModelIndex()
_LONGEST: Final = 300  # characters of a value that a cell shows


class GridModel(QAbstractTableModel):
    """Signals: ``edited()`` after each edit, ``refused(sentence)`` for a name that cannot be."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid()
        self._ticked: tuple[str, ...] = ()
        self._titles: Mapping[str, str] = {}

    def show(
        self,
        environments: Sequence[Environment],
        ticked: Sequence[str],
        valueless: Mapping[str, frozenset[str]],
    ) -> None:
        """Show environments as saved, with the edits made so far."""
        self.beginResetModel()
        self._ticked = tuple(ticked)
        self.grid.show(environments, valueless)
        self.endResetModel()

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Head these columns by other words than the name of the environment."""
        self._titles = titles

    def show_bases(self, bases: Mapping[str, Sequence[Base]]) -> None:
        """What environments inherit, the strongest first."""
        self.grid.bases = bases

    def title(self, environment: str) -> str:
        """What stands above a column."""
        return self._titles.get(environment, environment)

    def step(self, back: bool) -> None:
        """Take back the last edit, or do again what was taken back."""
        if self.grid.undo() if back else self.grid.redo():
            self.beginResetModel()
            self.endResetModel()
            self.edited.emit()

    def name(self, row: int) -> str:
        """The variable of a row; empty in the last one."""
        return self.grid.names[row] if 0 <= row < len(self.grid.names) else ""

    def environment(self, column: int) -> str:
        """The environment of a column; empty in that of the names."""
        return self.grid.columns()[column - 1] if column > NAMES else ""

    def own(self, index: Index) -> VariableRow | None:
        """The variable in a cell, or None."""
        name, environment = self.name(index.row()), self.environment(index.column())
        return self.grid.cell(name, environment) if name and environment else None

    def place(self, name: str, environment: str) -> QModelIndex:
        """The cell of a variable in an environment; an invalid one where there is none."""
        columns = self.grid.columns()
        if name not in self.grid.names or environment not in columns:
            return QModelIndex()
        return self.index(self.grid.names.index(name), columns.index(environment) + 1)

    def put(self, index: Index, row: VariableRow) -> None:
        """Replace the variable of a cell."""
        self.grid.begin()
        self.grid.put(self.environment(index.column()), row)
        self._tell(index)

    def looks_secret(self, index: Index) -> bool:
        """Whether the plain value of a cell should rather be in the keyring."""
        held = self.own(index)
        return held is not None and _looks_secret(held)

    def inherited_from(self, index: Index) -> str:
        """What the environment of an empty cell has its value from; empty for none, or for an own value."""
        name, environment = self.name(index.row()), self.environment(index.column())
        found = self.grid.inherited(name, environment) if self.own(index) is None else None
        return self.title(found.source) if found else ""

    def problem(self, index: Index) -> str:
        """What is wrong with the value of a cell, in a sentence; empty where it is of its type."""
        held = self.own(index)
        return type_problem(held, self._place(index)) if held is not None else ""

    def wrong(self) -> QModelIndex:
        """The first edited cell whose value is not of its type; an invalid one where all are fine."""
        found = self.grid.wrong()
        return self.place(*found) if found else QModelIndex()

    def _place(self, index: Index) -> str:
        return self.title(self.environment(index.column()))

    def make_secret(self, index: Index) -> None:
        """Let the plain value of a cell go to the keyring."""
        held = self.own(index)
        if held is not None and not held.secret and is_literal(held.value):
            self.put(index, toggled(held))

    def take_out(self, index: Index) -> None:
        """Remove the variable of a cell, or of a whole row where the cell is the name."""
        name, environment = self.name(index.row()), self.environment(index.column())
        self.grid.begin()
        if name and environment:
            self.grid.take_out(name, environment)
            self._tell(index)
        elif name:
            self.beginRemoveRows(_ROOT, index.row(), index.row())
            self.grid.remove(name)
            self.endRemoveRows()
            self.edited.emit()

    def add(self, name: str) -> bool:
        """Add a row; whether that can be."""
        if problem := self.grid.problem(name):
            self.refused.emit(problem)
            return False
        place = len(self.grid.names)
        self.grid.begin()
        self.beginInsertRows(_ROOT, place, place)
        self.grid.add(name)
        self.endInsertRows()
        return True

    def paste(self, index: Index, text: str) -> None:
        """Fill cells from what was copied: a table of lines and tabs, the first one into this cell, or
        variables as YAML, JSON or lines of a .env file, which come into the environment of this cell."""
        found = read_variables(text) if index.column() == NAMES or "\n" in text.strip() else ()
        self.grid.begin()
        self.beginResetModel()
        if found:
            self._paste_variables(index, found)
        else:
            self._paste_table(index, text)
        self.endResetModel()
        self.edited.emit()

    def _paste_variables(self, index: Index, found: Sequence[Pasted]) -> None:
        """In the column of names they go to the environment that wins, or to the first one."""
        columns = self.grid.columns()
        active = next((name for name in reversed(self._ticked) if name in columns), columns[0])
        environment = self.environment(index.column()) or active
        rows, refused = [], ""
        for each in found:
            problem = self.grid.add(each.name) if each.name not in self.grid.names else ""
            refused = refused or problem
            if not problem:
                rows.append(_pasted(each, self.grid.row_for(each.name, environment)))
        self.grid.put_all(environment, rows)
        if refused:
            self.refused.emit(refused)

    def _paste_table(self, index: Index, text: str) -> None:
        """In the column of names the first words of each line name the row, which is added where it is
        missing."""
        row = index.row()
        for line in text.splitlines():
            words = [word.strip() for word in line.split("\t")]
            name = words.pop(0) if index.column() == NAMES else self.name(row)
            row += 1
            if not name or (name not in self.grid.names and self.grid.add(name)):
                continue
            start = max(index.column(), 1)
            for environment, word in zip(self.grid.columns()[start - 1 :], words, strict=False):
                held = self.grid.cell(name, environment)
                if word and (held is None or not held.secret):
                    self.grid.write(name, environment, word)

    def _tell(self, index: Index) -> None:
        first, last = (self.index(index.row(), column) for column in (NAMES, self.columnCount() - 1))
        self.dataChanged.emit(first, last)  # Other environments may inherit the cell.
        self.edited.emit()

    # --- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.grid.names) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.grid.columns()) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != _HORIZONTAL:
            return None
        name = self.environment(section)
        if role == _DISPLAY:
            return self.title(name) or "Variable"
        if role == _ICON and name in self._ticked:
            return icon("circle-check", "link")
        if role == _TIP and name:
            shown = self.title(name).replace("\n", " ")
            return f"{shown}, ticked" if name in self._ticked else shown
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        name = self.name(index.row())
        if role == _FONT:
            return theme.mono_font(12)
        if index.column() == NAMES:
            return _name_data(name, role)
        held = self.own(index)
        if held is None:
            return self._empty_data(name, self.environment(index.column()), role) if name else None
        return _cell_data(held, type_problem(held, self._place(index)), role)

    def _empty_data(self, name: str, environment: str, role: int) -> Any:
        found = self.grid.inherited(name, environment)
        if role == _COLOR:
            return theme.color("muted" if found else "faint")
        if role == _DISPLAY:
            return _line(found.text) if found else "—"
        if found and role in (_TIP, _SPOKEN):
            return f"{found.text[:_LONGEST]} from {self.title(found.source)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() != NAMES and not self.name(index.row()):
            return _SHOWN
        held = self.own(index)
        return _SHOWN if held is not None and held.secret else _EDITABLE

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        text, name = str(value), self.name(index.row())
        if role != _EDIT:
            return False
        if index.column() == NAMES:
            return self._set_name(index, name, text.strip())
        held = self.own(index)
        if (held.value if held is not None else "") != text:
            self.grid.begin()
            self.grid.write(name, self.environment(index.column()), text)
            self._tell(index)
        return True

    def _set_name(self, index: Index, name: str, text: str) -> bool:
        if not text or text == name:
            return False
        if not name:
            return self.add(text)
        self.grid.begin()
        if problem := self.grid.rename(name, text):
            self.refused.emit(problem)
            return False
        self._tell(index)
        return True


def _pasted(found: Pasted, held: VariableRow) -> VariableRow:
    """A row with a value that was pasted; a secret stays one."""
    row = replace(held, enabled=found.enabled)
    if row.secret or found.secret:
        return replace(row, secret=True, value="", typed=found.value or row.typed)
    return replace(row, value=found.value)


def _name_data(name: str, role: int) -> Any:
    if role in (_DISPLAY, _SPOKEN):
        return name or "Add variable"
    if role == _EDIT:
        return name
    return theme.color("text" if name else "faint") if role == _COLOR else None


def _line(text: str) -> str:
    return text[:_LONGEST].replace("\n", "⏎")


def _cell_data(row: VariableRow, problem: str, role: int) -> Any:
    if role == _DISPLAY:
        return _line(shown_value(row))
    if role == _EDIT:
        return row.value
    if role == _COLOR:
        return theme.color("red" if problem else "text" if row.enabled and not row.secret else "muted")
    if role == _ICON:
        return icon("circle-alert", "red") if problem else _cell_icon(row)
    if role in (_TIP, _SPOKEN):
        state = "" if row.enabled else " (switched off)"
        secret = f"\nLooks like a secret. {TIP}" if _looks_secret(row) else ""
        words = f"{shown_value(row)[:_LONGEST]}{state} {row.description}".strip() + secret
        return f"{words}\n{problem}" if problem else words
    return None


def _cell_icon(row: VariableRow) -> QIcon | None:
    if _looks_secret(row):
        return icon(ICON, TOKEN)
    if row.secret or not row.enabled:
        return icon("lock" if row.secret else "minus")
    return None


def _looks_secret(row: VariableRow) -> bool:
    return not row.secret and looks_secret(row.name, row.value)
