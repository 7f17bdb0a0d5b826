"""The rows of the history's list: entries under the days on which they were sent, loaded as one scrolls."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.format import words
from app.history import Entry

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_TEXT: Final = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_NO_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled
_ENTRY_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_NOWHERE: Final = QModelIndex()


class HistoryModel(QAbstractListModel):
    """A row is an `Entry`, or the `date` above those of one day. ``more_wanted`` asks for entries older
    than the one with that number."""

    more_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Entry | date] = []
        self._ended = True
        self._asked = False

    def show_entries(self, entries: tuple[Entry, ...], ended: bool) -> None:
        """Show the newest entries in place of what was there; ``ended`` when there are no older ones."""
        self.beginResetModel()
        self._rows = _with_days(entries, None)
        self._ended, self._asked = ended, False
        self.endResetModel()

    def append(self, entries: tuple[Entry, ...], ended: bool) -> None:
        """Add the next older ones."""
        last = self._rows[-1] if self._rows else None
        rows = _with_days(entries, last.at.date() if isinstance(last, Entry) else None)
        self._ended, self._asked = ended, False
        if rows:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def prepend(self, entries: tuple[Entry, ...]) -> None:
        """Add entries that were just sent."""
        for entry in reversed(entries):
            same_day = bool(self._rows) and self._rows[0] == entry.at.date()
            rows: list[Entry | date] = [entry] if same_day else [entry.at.date(), entry]
            at = 1 if same_day else 0
            self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self.endInsertRows()

    def newest(self) -> int:
        """The number of the newest entry, 0 where there is none."""
        return next((row.id for row in self._rows if isinstance(row, Entry)), 0)

    def entry_at(self, index: Index) -> Entry | None:
        """The entry of a row; None for a day."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Entry) else None

    def nearest(self, number: int) -> QModelIndex:
        """The row of an entry, or of the next older one; an invalid index where there is none."""
        rows = (at for at, row in enumerate(self._rows) if isinstance(row, Entry) and row.id <= number)
        at = next(rows, None)
        return QModelIndex() if at is None else self.index(at, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _TEXT) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (_TEXT, _SPOKEN):
            return spoken(row) if isinstance(row, Entry) else day_words(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _ENTRY_FLAGS if self.entry_at(index) is not None else _NO_FLAGS

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._ended and not self._asked

    def fetchMore(self, _parent: Index) -> None:
        last = self._rows[-1] if self._rows else None
        if isinstance(last, Entry):
            self._asked = True
            self.more_wanted.emit(last.id)


def day_words(day: date) -> str:
    """A day as people say it: Today, Yesterday, Saturday 14 March 2026."""
    today = datetime.now().date()
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A} {day.day} {day:%B %Y}"


def outcome(entry: Entry) -> str:
    """The status of an entry, or what went wrong."""
    return str(entry.status) if entry.status is not None else entry.failure or "failed"


def spoken(entry: Entry) -> str:
    """An entry in words."""
    facts = [entry.name, f"{entry.method} {entry.url}", outcome(entry), words.milliseconds(entry.ms)]
    facts += [f"{entry.at:%H:%M:%S}", "pinned" if entry.pinned else ""]
    return ", ".join(filter(None, facts))


def _with_days(entries: tuple[Entry, ...], day: date | None) -> list[Entry | date]:
    rows: list[Entry | date] = []
    for entry in entries:
        if entry.at.date() != day:
            day = entry.at.date()
            rows.append(day)
        rows.append(entry)
    return rows
