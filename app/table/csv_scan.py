"""Find the records of comma-separated values and read their cells (RFC 4180, section 2)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.format import words
from app.table.json_scan import Broken
from app.table.shape import Buffer, CellKind, Span

DELIMITERS: Final = ",;\t|"
_AFTER_CELL: Final = (b"", b"\n", b"\r")
_LONGEST_CELL: Final = 2**31 - 1
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z", re.ASCII)


def records(data: Buffer, delimiter: str, start: int = 0) -> Iterator[Span]:
    """Where the records lie, without their line breaks; empty lines are none.

    Raises Broken after the last record, if that has a quote which is never closed.
    """
    quoted = _quoted_cells(delimiter)
    line_break = _line_break(data, start)
    size, row = len(data), 0
    while start < size:
        end = data.find(line_break, start)
        end = size if end < 0 else end
        # Most lines have no quote, or all in pairs; only the others are read cell by cell.
        if data[start:end].count(b'"') % 2:
            found = quoted.match(data, start)
            if found is None or data[found.end() : found.end() + 1] not in _AFTER_CELL:
                yield start, size
                raise Broken(f"a quote in row {words.count(row + 1)} is never closed", start)
            end = data.find(line_break, found.end())
            end = size if end < 0 else end
        stop = end - 1 if data[end - 1 : end] == b"\r" and end > start else end
        if stop > start:
            row += 1
            yield start, stop
        start = end + 1


def cells(record: bytes, delimiter: str) -> list[str]:
    """The cells of one record; quotes are taken off, doubled ones become single."""
    text = record.decode("utf-8", "replace")
    if '"' not in text:
        return text.split(delimiter)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(csv.reader([text], delimiter=delimiter))
    except csv.Error:
        # A lone carriage return outside quotes is more than the library takes.
        return text.split(delimiter)


def kind_of(text: str) -> CellKind:
    """What a cell is: numbers sort as numbers, "007" is none."""
    if not text:
        return "empty"
    return "number" if _NUMBER.match(text) else "string"


def sniff_delimiter(sample: bytes) -> str:
    """The delimiter that gives more than half of the first records the same, largest number of cells; the
    comma where none does. The first record has no fewer, or the commas in "1,50;2,75" would count."""
    best, most = ",", 1
    for delimiter in DELIMITERS:
        counts = [len(row) for row in first_rows(sample, delimiter)]
        usual = max(counts, key=counts.count, default=0)
        if counts and counts[0] >= usual > most and counts.count(usual) * 2 > len(counts):
            best, most = delimiter, usual
    return best


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row reads like titles: no number, nothing empty, nothing twice."""
    if not rows:
        return False
    first = rows[0]
    return len(set(first)) == len(first) and all(kind_of(text.strip()) == "string" for text in first)


def first_rows(sample: bytes, delimiter: str, count: int = 20) -> list[list[str]]:
    """The first records of a sample that ends anywhere, as cells."""
    found: list[list[str]] = []
    try:
        for start, end in records(sample, delimiter):
            if len(found) == count or (end == len(sample) and found):
                break
            found.append(cells(sample[start:end], delimiter))
    except Broken:
        pass
    return found


def _line_break(data: Buffer, start: int) -> bytes:
    """What ends a line; a carriage return alone only where there is nothing else."""
    sample = data[start : start + 65536]
    return b"\r" if b"\r" in sample and b"\n" not in sample else b"\n"


def _quoted_cells(delimiter: str) -> re.Pattern[bytes]:
    """A record whose cells may be quoted, with line breaks inside the quotes."""
    mark = re.escape(delimiter).encode()
    plain = rb"[^%s\r\n]*+" % mark
    cell = rb'(?:"[^"]*+(?:""[^"]*+)*+"(?!")%s|(?!")%s)' % (plain, plain)
    return re.compile(rb"%s(?:%s%s)*+" % (cell, mark, cell))
