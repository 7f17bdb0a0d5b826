"""Chosen cells as text for the clipboard, made line by line so that a large choice can be made in slices."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.table.export import csv_line, tab_line
from app.table.records import read_cells, reader
from app.table.table import Table

CopyForm = Literal["tabs", "csv", "json"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Cells of a table: those of ``columns`` in ``rows``, but only where ``chosen(row, column)`` says so."""

    rows: Iterable[int]
    columns: Sequence[int]
    chosen: Callable[[int, int], bool] | None = None

    def has(self, row: int, column: int) -> bool:
        """Whether a cell is chosen."""
        return self.chosen is None or self.chosen(row, column)


def copy_lines(table: Table, choice: Choice, form: CopyForm) -> Iterator[str]:
    """The cells of a choice, a line for each row; values are as they were written.

    "csv" has a line of titles first; the lines of "json" are objects, to be put into an array.
    """
    if form == "json":
        yield from _objects(table, choice)
        return
    write = csv_line if form == "csv" else tab_line
    if form == "csv":
        yield write([table.columns.title(column) for column in choice.columns])
    read = reader(table.shape)
    keys = [(column, table.columns.keys[column]) for column in choice.columns]
    for row in choice.rows:
        texts = read(table.rows.record(table.record_number(row)))
        yield write([texts.get(key, "") if choice.has(row, column) else "" for column, key in keys])


def joined(lines: Sequence[str], form: CopyForm) -> str:
    """The lines as one text."""
    if form == "json":
        return "[\n" + ",\n".join(lines) + "\n]"
    return ("\r\n" if form == "csv" else "\n").join(lines)


def _objects(table: Table, choice: Choice) -> Iterator[str]:
    keys = [
        (column, table.columns.keys[column], json.dumps(table.columns.title(column), ensure_ascii=False))
        for column in choice.columns
    ]
    for row in choice.rows:
        cells = read_cells(table.shape, table.rows.record(table.record_number(row)))
        pairs = [
            f"{name}: {cells[key].source}"
            for column, key, name in keys
            if key in cells and choice.has(row, column)
        ]
        yield "  {" + ", ".join(pairs) + "}"
