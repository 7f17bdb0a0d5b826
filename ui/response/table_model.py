"""The model of a table of any size: it asks for a cell when one is painted or read aloud."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.format import words
from app.table.shape import MISSING, Cell, CellKind
from app.table.table import Table

Index = QModelIndex | QPersistentModelIndex

SHOWN_CHARACTERS: Final = 400
"""Characters of a value that a cell shows at most; the panel below shows all."""

_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE: Final = Qt.ItemDataRole.AccessibleTextRole
_HORIZONTAL: Final = Qt.Orientation.Horizontal
_ROOT: Final = QModelIndex()
# What has no picture of its own gets that of Unicode's "Control Pictures".
_PICTURES: Final[dict[int, str | int]] = {
    **{code: 0x2400 + code for code in range(32)},
    9: "⇥",
    10: "↵",
    127: 0x2421,
}
_SAID: Final[dict[CellKind, str]] = {
    "missing": "missing",
    "null": "null",
    "empty": "empty",
    "unread": "not read",
}


class TableModel(QAbstractTableModel):
    """Rows of a ``Table``, which may become more while it is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self._rows = 0
        self._columns = 0

    def show_table(self, table: Table | None) -> None:
        """Show a table, or nothing."""
        self.beginResetModel()
        self.table = table
        self._rows = table.row_count if table else 0
        self._columns = len(table.columns.keys) if table else 0
        self.endResetModel()

    def grow(self) -> None:
        """Take in rows and columns that came to the end of the table."""
        if self.table is None:
            return
        rows, columns = self.table.row_count, len(self.table.columns.keys)
        if rows > self._rows:
            self.beginInsertRows(_ROOT, self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        if columns > self._columns:
            self.beginInsertColumns(_ROOT, self._columns, columns - 1)
            self._columns = columns
            self.endInsertColumns()

    def cell(self, row: int, column: int) -> Cell:
        """What a row has in a column."""
        return self.table.cell(row, column) if self.table else MISSING

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return shown_text(self.cell(index.row(), index.column()))
        if role == _ACCESSIBLE and self.table is not None:
            cell = self.cell(index.row(), index.column())
            title = self.table.columns.title(index.column())
            return f"{title}: {_SAID.get(cell.kind) or cell.text[:SHOWN_CHARACTERS]}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY or self.table is None:
            return None
        if orientation == _HORIZONTAL:
            return self.table.columns.title(section)
        return words.count(self.table.record_number(section) + 1)


def shown_text(cell: Cell) -> str:
    """The start of a value in one line: line breaks and control characters as signs."""
    match cell.kind:
        case "missing":
            return ""
        case "unread":
            return "…"
        case "empty":
            return '""'
    text = cell.text
    cut = not cell.whole or len(text) > SHOWN_CHARACTERS
    text = text[:SHOWN_CHARACTERS]
    if not text.isprintable():
        text = text.translate(_PICTURES)
    return text + "…" if cut else text
