"""The rows behind a table: what the user wrote, one empty row to add more, and rows that are automatic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.kit.secret_offer import is_literal

Index = QModelIndex | QPersistentModelIndex

CHECK_COLUMN: Final = 0
VALUE_COLUMN: Final = 2

_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_EDIT: Final = Qt.ItemDataRole.EditRole
_CHECK: Final = Qt.ItemDataRole.CheckStateRole
_TOOL_TIP: Final = Qt.ItemDataRole.ToolTipRole
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_HORIZONTAL: Final = Qt.Orientation.Horizontal
_CHECKED: Final = Qt.CheckState.Checked
_UNCHECKED: Final = Qt.CheckState.Unchecked
_NO_FLAGS: Final = Qt.ItemFlag.NoItemFlags
_SHOWN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_CHECKABLE: Final = _SHOWN | Qt.ItemFlag.ItemIsUserCheckable
_EDITABLE: Final = _SHOWN | Qt.ItemFlag.ItemIsEditable
_ROOT: Final = QModelIndex()


class Switchable(Protocol):
    """A frozen dataclass with a switch, such as a header or a part of a form."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def enabled(self) -> bool: ...


Row = TypeVar("Row", bound=Switchable)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """How one column reads and writes a row.

    ``write`` None makes it read-only. ``words`` gives completions for the row. Where ``press`` is true
    for a row, a click or Enter reports the cell instead of editing it. ``secret`` says of a row whether its
    literal looks like a secret; where it is given, the cells of the column can be moved to the keyring.
    ``weight`` shares out the width.
    """

    title: str
    read: Callable[[Row], str]
    write: Callable[[Row, str], Row] | None = None
    words: Callable[[Row], tuple[str, ...]] | None = None
    press: Callable[[Row], bool] | None = None
    icon: Callable[[Row], str] | None = None
    weight: int = 10
    secret: Callable[[Row], bool] | None = None


@dataclass(frozen=True, slots=True)
class RowKind(Generic[Row]):
    """What a table is made of. ``add_text`` is the placeholder of the empty last row; without one
    rows cannot be added, and ``checkable`` says whether rows can be switched off."""

    columns: tuple[Column[Row], ...]
    blank: Row
    is_blank: Callable[[Row], bool]
    add_text: str = ""
    checkable: bool = True


@dataclass(frozen=True, slots=True)
class Automatic:
    """A row that is there without being written: ``source`` says where it comes from. ``note`` are words
    about that beside the value; a press there asks for what ``giver`` names."""

    name: str
    value: str
    source: str
    enabled: bool = True
    note: str = ""
    giver: str | None = None


class RowModel(QAbstractTableModel, Generic[Row]):
    """Own rows first, then the row to add one, then the automatic ones.

    Signals:
        edited: the own rows are no longer what they were; read them with ``rows``.
        switched: an automatic row was switched: its name and whether it is on now.
    """

    edited = Signal()
    switched = Signal(str, bool)

    def __init__(self, kind: RowKind[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._rows: list[Row] = []
        self._automatic: tuple[Automatic, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """The own rows that say something."""
        return tuple(row for row in self._rows if not self.kind.is_blank(row))

    def place_of(self, row: int) -> int:
        """The place of an own row among those that say something."""
        return sum(not self.kind.is_blank(each) for each in self._rows[:row])

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other own rows. Cells change in place where they can, so that an open editor survives."""
        if tuple(rows) == self.rows():
            return
        if len(rows) == len(self._rows):
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def show_automatic(self, rows: tuple[Automatic, ...]) -> None:
        """Show other automatic rows."""
        first = self._first_automatic()
        if len(rows) == len(self._automatic):
            self._automatic = rows
            if rows:
                last = self.index(self.rowCount() - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(first, 0), last)
            return
        if self._automatic:
            self.beginRemoveRows(_ROOT, first, first + len(self._automatic) - 1)
            self._automatic = ()
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(_ROOT, first, first + len(rows) - 1)
            self._automatic = rows
            self.endInsertRows()

    def own(self, index: Index) -> Row | None:
        """The own row at an index, or None for the others."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def automatic(self, index: Index) -> Automatic | None:
        """The automatic row at an index, or None for the others."""
        place = index.row() - self._first_automatic()
        return self._automatic[place] if 0 <= place < len(self._automatic) else None

    def is_add_row(self, index: Index) -> bool:
        """Whether an index lies in the empty row that becomes real when something is typed."""
        return bool(self.kind.add_text) and index.row() == len(self._rows)

    def column(self, index: Index) -> Column[Row] | None:
        """The column of an index; None for the check boxes."""
        return self.kind.columns[index.column() - 1] if index.column() > CHECK_COLUMN else None

    def text(self, index: Index) -> str:
        """What a cell says, empty for check boxes and the add row."""
        column, own, automatic = self.column(index), self.own(index), self.automatic(index)
        if column is not None and own is not None:
            return column.read(own)
        if automatic is not None and index.column() in (1, 2):
            return automatic.name if index.column() == 1 else automatic.value
        return ""

    def looks_secret(self, index: Index) -> bool:
        """Whether a cell holds what should rather be in the keyring."""
        column, own = self.column(index), self.own(index)
        return column is not None and own is not None and column.secret is not None and column.secret(own)

    def secret_cell(self, row: int) -> QModelIndex | None:
        """The cell of an own row whose literal can be moved to the keyring, or None."""
        for place, column in enumerate(self.kind.columns, start=1):
            index = self.index(row, place)
            own = self.own(index)
            if column.secret is None or own is None or (column.press is not None and column.press(own)):
                continue
            if is_literal(column.read(own)) or column.secret(own):
                return index
        return None

    def note(self, index: Index) -> str:
        """Quiet words at the end of a cell: where an automatic value comes from."""
        automatic = self.automatic(index) if index.column() == VALUE_COLUMN else None
        return automatic.note if automatic is not None else ""

    def is_on(self, index: Index) -> bool | None:
        """Whether the row is switched on; None where it cannot be switched."""
        row = self.automatic(index) or (self.own(index) if self.kind.checkable else None)
        return None if row is None else row.enabled

    def switch(self, index: Index) -> None:
        """Turn a row on or off."""
        on = self.is_on(index)
        if on is not None:
            check = self.index(index.row(), CHECK_COLUMN)
            self.setData(check, _UNCHECKED if on else _CHECKED, _CHECK)

    def replace_row(self, index: Index, row: Row) -> None:
        """Write an own row anew, or make the add row real."""
        if self.is_add_row(index):
            # The new empty row goes below, so that an editor open in this one stays where it is.
            self.beginInsertRows(_ROOT, index.row() + 1, index.row() + 1)
            self._rows.append(row)
            self.endInsertRows()
        elif self.own(index) is not None:
            self._rows[index.row()] = row
        else:
            return
        self._announce(index.row())

    def insert(self, place: int, rows: Sequence[Row]) -> None:
        """Put rows before a place, at the end if it lies beyond."""
        if not rows:
            return
        place = min(place, len(self._rows))
        self.beginInsertRows(_ROOT, place, place + len(rows) - 1)
        self._rows[place:place] = rows
        self.endInsertRows()
        self.edited.emit()

    def remove(self, place: int) -> None:
        """Take an own row out."""
        if 0 <= place < len(self._rows) and self.kind.add_text:
            self.beginRemoveRows(_ROOT, place, place)
            del self._rows[place]
            self.endRemoveRows()
            self.edited.emit()

    def move(self, place: int, target: int) -> bool:
        """Move an own row so that it stands at ``target``; says whether it could."""
        count = len(self._rows)
        if place == target or not (0 <= place < count and 0 <= target < count) or not self.kind.add_text:
            return False
        self.beginMoveRows(_ROOT, place, place, _ROOT, target + 1 if target > place else target)
        self._rows.insert(target, self._rows.pop(place))
        self.endMoveRows()
        self.edited.emit()
        return True

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._first_automatic() + len(self._automatic)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.kind.columns) + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, _EDIT):
            return self.text(index)
        if role == _CHECK and index.column() == CHECK_COLUMN:
            on = self.is_on(index)
            return None if on is None else (_CHECKED if on else _UNCHECKED)
        if role == _SPOKEN:
            return self._spoken(index)
        if role == _TOOL_TIP and (automatic := self.automatic(index)) is not None:
            state = "Sent automatically" if automatic.enabled else "Switched off"
            first = "" if automatic.giver is not None else f"{state}. "
            return f"{automatic.name}: {automatic.value}\n{first}{automatic.source}"
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        if role == _CHECK:
            return self._set_on(index, Qt.CheckState(value) == _CHECKED)
        column = self.column(index)
        if role != _EDIT or column is None or column.write is None or value == self.text(index):
            return False
        self.replace_row(index, column.write(self.own(index) or self.kind.blank, value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NO_FLAGS
        column = self.column(index)
        if column is None:
            return _CHECKABLE if self.is_on(index) is not None else _SHOWN
        if self.automatic(index) is not None or column.write is None:
            return _SHOWN
        own = self.own(index)
        return _SHOWN if own is not None and column.press is not None and column.press(own) else _EDITABLE

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != _HORIZONTAL or role != _DISPLAY:
            return None
        return self.kind.columns[section - 1].title if section > CHECK_COLUMN else ""

    def _first_automatic(self) -> int:
        return len(self._rows) + (1 if self.kind.add_text else 0)

    def _announce(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.edited.emit()

    def _set_on(self, index: Index, on: bool) -> bool:
        automatic, own = self.automatic(index), self.own(index)
        if automatic is not None:
            self.switched.emit(automatic.name, on)
        elif own is not None and self.kind.checkable:
            self._rows[index.row()] = replace(own, enabled=on)
            self._announce(index.row())
        return automatic is not None or own is not None

    def _spoken(self, index: Index) -> str:
        if index.column() != CHECK_COLUMN:
            if self.looks_secret(index):
                return f"{self.text(index)}, looks like a secret"
            return self.text(index) or (self.kind.add_text if self.is_add_row(index) else "")
        on = self.is_on(index)
        name = self.text(self.index(index.row(), 1))
        return "" if on is None else f"{name}: {'sent' if on else 'not sent'}"
