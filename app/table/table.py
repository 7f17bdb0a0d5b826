"""A table that reads a row when somebody looks at it: whatever its size, it holds no more than a few rows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from app.table.order import Rows
from app.table.records import Record, read_cells
from app.table.shape import MISSING, UNREAD, Buffer, Cell, Columns, Shape, Span

ROW_LIMIT: Final = 128 * 1024
"""Bytes of a record that are read to show its cells; the cells behind them show an ellipsis."""
_CACHED_BYTES: Final = 2 * 1024 * 1024
_CACHED_ROWS: Final = 256


class Table:
    """Rows and columns over a text. ``order`` names the records that are rows; None is all as they come."""

    def __init__(self, data: Buffer, shape: Shape, spans: Sequence[Span], columns: Columns) -> None:
        self.data = data
        self.shape = shape
        self.spans = spans
        self.columns = columns
        self.order: Sequence[int] | None = None
        self._cache: OrderedDict[int, tuple[int, Record, Cell]] = OrderedDict()
        self._cached = 0

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.spans) if self.order is None else len(self.order)

    @property
    def rows(self) -> Rows:
        """The records, for work on all of them."""
        return Rows(self.data, self.spans, self.shape)

    def record_number(self, row: int) -> int:
        """Which record of the body a row is, from 0."""
        return row if self.order is None else self.order[row]

    def cell(self, row: int, column: int) -> Cell:
        """What a row has in a column."""
        _, record, absent = self._read(self.record_number(row))
        return record.cell(self.columns.keys[column]) or absent

    def whole_cell(self, row: int, column: int, limit: int) -> Cell:
        """The same, from up to ``limit`` bytes of the record."""
        start, end = self.spans[self.record_number(row)]
        record = bytes(self.data[start : min(end, start + limit)])
        cells = read_cells(self.shape, record, end - start <= limit)
        return cells.get(self.columns.keys[column], UNREAD if end - start > limit else MISSING)

    def _read(self, number: int) -> tuple[int, Record, Cell]:
        found = self._cache.get(number)
        if found is None:
            start, end = self.spans[number]
            whole = end - start <= ROW_LIMIT
            record = bytes(self.data[start : end if whole else start + ROW_LIMIT])
            found = (len(record), Record(self.shape, record, whole), MISSING if whole else UNREAD)
            self._cache[number] = found
            self._cached += found[0]
            self._shrink()
        return found

    def _shrink(self) -> None:
        while len(self._cache) > _CACHED_ROWS or (self._cached > _CACHED_BYTES and len(self._cache) > 1):
            _, (size, _, _) = self._cache.popitem(last=False)
            self._cached -= size
