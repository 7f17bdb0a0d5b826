"""The rows of a tree that are to be seen, one below the other, for a list view."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.tree.node import Broken, Walker
from app.tree.row import Row, root_row, rows_below
from app.tree.words import name_text, size_hint, spoken_text, value_text
from ui.response.tree_work import WAIT, Slices, Work

Index = QModelIndex | QPersistentModelIndex

MOST_EXPANDED: Final = 20_000
"""Rows that one command opens at most."""

_BATCH: Final = 500
_TYPED_AHEAD: Final = 2000  # rows that typing looks at
_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE: Final = Qt.ItemDataRole.AccessibleTextRole
_TIP: Final = Qt.ItemDataRole.ToolTipRole
_ROOT: Final = QModelIndex()
_WRAP: Final = Qt.MatchFlag.MatchWrap


class TreeModel(QAbstractListModel):
    """Shows the nodes that a walker finds; what is opened is read in slices.

    Signals:
        broken: the text cannot be read on; carries the ``Broken``.
        limited: a command would have opened too many rows, and stopped.
    """

    broken = Signal(object)
    limited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.walker: Walker | None = None
        self.rows: list[Row] = []
        self.slices = Slices(self)
        self._filling: dict[Row, Work] = {}
        self._expansion: Work | None = None

    def show_tree(self, walker: Walker | None) -> None:
        """Show another tree with its first level open. Raises Broken where there is none at all."""
        self.slices.clear()
        self._filling.clear()
        self.beginResetModel()
        self.walker, self.rows = None, []
        try:
            if walker is not None:
                self.rows = [root_row(walker)]
                self.walker = walker
        finally:
            self.endResetModel()
        if self.rows:
            self.open_row(self.rows[0])

    # Opening and closing

    def open_row(self, row: Row) -> None:
        """Show what is in a row."""
        self._stop_expanding()
        if not row.is_leaf and not row.is_open:
            self.slices.start(self._fill(row))

    def close_row(self, row: Row) -> None:
        """Show no more what is in a row."""
        self._stop_expanding()
        if row.is_open:
            row.is_open = False
            self._filling.pop(row, None)
            self._remove_below(row)
            self._tell(row)

    def expand(self, row: Row, levels: int) -> None:
        """Open a row and what is in it, so many levels deep, up to a limit of rows."""
        self._stop_expanding()
        if not row.is_leaf:
            self._expansion = self._expand(row, levels)
            self.slices.start(self._expansion)

    def collapse_all(self) -> None:
        """Show the first level alone."""
        self.slices.clear()
        self._filling.clear()
        if self.rows:
            root = self.rows[0]
            self.close_row(root)
            self.open_row(root)

    def expand_all_to(self, levels: int) -> None:
        """Show exactly so many levels below the root."""
        self.collapse_all()
        if self.rows and levels > 1:
            self.expand(self.rows[0], levels)

    def reveal(self, offset: int) -> Generator[Any, None, Row | None]:
        """Open the way to the byte; gives the row that it is in."""
        self._stop_expanding()
        at = self.rows[0] if self.rows else None
        while at is not None and not at.is_leaf:
            key = at.node.key
            if at.group is None and key is not None and key[0] <= offset < key[1]:
                break
            below: Row | None = None
            yield from self._open_and_wait(at)
            for row in self._children_shown(at):
                if row.start > offset:
                    break
                below = row
            if below is None:
                break
            at = below
        return at

    def _open_and_wait(self, row: Row) -> Work:
        # Reading goes on even where nobody waits for it any more.
        if not row.is_open:
            self.slices.start(self._fill(row))
        while row in self._filling:
            yield WAIT

    def _expand(self, top: Row, levels: int) -> Work:
        """Show what is in a row in the order of the text, gathered and inserted in batches."""
        self._filling.pop(top, None)
        self._remove_below(top)
        top.is_open, shown = True, len(self.rows)
        batch: list[Row] = []
        pending = [(each, levels - 1) for each in (yield from self._gather(top))]
        try:
            while pending:
                row, left = pending.pop()
                batch.append(row)
                if not row.is_leaf and (left > 0 or row.group is not None):
                    if len(self.rows) - shown + len(batch) + len(pending) > MOST_EXPANDED:
                        self.limited.emit()
                        break
                    below = yield from self._gather(row)
                    row.is_open = True
                    pending += [(each, left - (row.group is None)) for each in below]
                if len(batch) >= _BATCH:
                    self._append_below(top, batch)
                    batch = []
        finally:
            # Whoever stops this in the middle finds what was not opened yet as closed rows.
            self._append_below(top, batch + [row for row, _ in reversed(pending)])
            self._expansion = None
            self._tell(top)

    def _gather(self, row: Row) -> Generator[None, None, list[Row]]:
        """What is in a row, the last first."""
        assert self.walker is not None, "A row belongs to a tree."
        found: list[Row] = []
        try:
            for each in rows_below(self.walker, row):
                if each is not None and each.group is not None and each.group.first == 0:
                    found.clear()
                if each is not None:
                    found.append(each)
                yield None
        except Broken as problem:
            self.broken.emit(problem)
        return found[::-1]

    def _stop_expanding(self) -> None:
        if self._expansion is not None:
            self.slices.stop(self._expansion)

    def _fill(self, row: Row) -> Work:
        """Show the children of a row as they are found."""
        assert self.walker is not None, "A row belongs to a tree."
        work = rows_below(self.walker, row)
        self._filling[row] = work
        row.is_open = True
        self._tell(row)
        batch: list[Row] = []
        try:
            for found in work:
                if self._filling.get(row) is not work:
                    return
                if found is not None:
                    if found.group is not None and found.group.first == 0:
                        batch.clear()
                        self._remove_below(row)
                    batch.append(found)
                if len(batch) >= _BATCH or (found is None and batch):
                    self._append_filled(row, batch)
                    batch = []
                yield None
        except Broken as problem:
            self._append_filled(row, batch)
            self.broken.emit(problem)
        else:
            self._append_filled(row, batch)
        if self._filling.pop(row, None) is work:
            self._tell(row)

    def _append_filled(self, row: Row, found: list[Row]) -> None:
        self._append_below(row, found)
        if row.node.kind == "document" and row.group is None and row.is_open:
            # What people call the root of XML is one level further down.
            for each in found:
                if not each.is_leaf and each.group is None:
                    self.slices.start(self._fill(each))

    def count_work(self, rows: Sequence[Row]) -> Work | None:
        """The work of counting what is in the first of these rows that is not counted yet."""
        walker = self.walker
        if walker is None:
            return None
        for row in rows:
            if row.count is None and not row.is_leaf and row not in self._filling:
                return self._count(walker, row)
        return None

    def _count(self, walker: Walker, row: Row) -> Work:
        try:
            for _ in rows_below(walker, row):
                yield None
        except Broken:
            # It is told where the row is opened.
            pass
        self._tell(row)

    # The list

    def place_of(self, row: Row, near: int = 0) -> int:
        """The number of a row in the list, -1 where it is not shown."""
        for start in (near, 0):
            try:
                return self.rows.index(row, start)
            except ValueError:
                continue
        return -1

    def end_of(self, place: int) -> int:
        """The number behind the last row that is shown below a row."""
        level, end, size = self.rows[place].level, place + 1, len(self.rows)
        while end < size and self.rows[end].level > level:
            end += 1
        return end

    def _children_shown(self, row: Row) -> list[Row]:
        place = self.place_of(row)
        if place < 0:
            return []
        return [each for each in self.rows[place + 1 : self.end_of(place)] if each.parent is row]

    def _append_below(self, row: Row, found: list[Row]) -> None:
        place = self.place_of(row)
        if place < 0 or not found or not row.is_open:
            return
        at = self.end_of(place)
        self.beginInsertRows(_ROOT, at, at + len(found) - 1)
        self.rows[at:at] = found
        self.endInsertRows()

    def _remove_below(self, row: Row) -> None:
        place = self.place_of(row)
        end = self.end_of(place) if place >= 0 else 0
        if end > place + 1:
            self.beginRemoveRows(_ROOT, place + 1, end - 1)
            for each in self.rows[place + 1 : end]:
                self._filling.pop(each, None)
            del self.rows[place + 1 : end]
            self.endRemoveRows()

    def _tell(self, row: Row) -> None:
        place = self.place_of(row)
        if place >= 0:
            index = self.index(place)
            self.dataChanged.emit(index, index)

    # Qt

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        walker = self.walker
        if walker is None or role not in (_DISPLAY, _ACCESSIBLE, _TIP):
            return None
        row = self.rows[index.row()]
        if role == _ACCESSIBLE:
            return spoken_text(walker, row)
        if role == _TIP:
            return value_text(walker, row) or None
        parts = (name_text(walker, row), value_text(walker, row), size_hint(row))
        return "  ".join(part for part in parts if part)

    def match(
        self, start: Index, _role: int, value: Any, _hits: int = 1, _flags: Qt.MatchFlag = _WRAP
    ) -> list[QModelIndex]:
        """Typing finds the next row whose name begins so, near the current one."""
        wanted, walker, size = str(value).lower(), self.walker, len(self.rows)
        if walker is None:
            return []
        for step in range(min(size, _TYPED_AHEAD)):
            place = (start.row() + step) % size
            if name_text(walker, self.rows[place]).lower().startswith(wanted):
                return [self.index(place)]
        return []
