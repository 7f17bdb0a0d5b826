"""Choose and order the rows of a table: those that hold a text, sorted by one column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

import msgspec

from app.table import csv_scan, json_scan
from app.table.records import json_fields, reader
from app.table.shape import Buffer, CellKind, Key, Shape, Span
from app.work.job import Report

Direction = Literal["none", "up", "down"]

_EXACT_DIGITS: Final = 15  # characters of a number up to which a float tells all numbers apart
_REPORT_ROWS: Final = 4096
# A text without these is written in a record as a cell shows it, unless there are escapes in the record.
_SYNTAX: Final = re.compile(r'[{}\[\]:,"\\\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows to show: those with ``text`` in a cell, whatever the case, sorted by the column ``key``."""

    text: str = ""
    key: Key = None
    direction: Direction = "none"

    @property
    def plain(self) -> bool:
        """Whether all rows are wanted as they are."""
        return not self.text and self.direction == "none"


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of a table: the text they are in, where they lie, and how they are read."""

    data: Buffer
    spans: Sequence[Span]
    shape: Shape

    def record(self, row: int) -> bytes:
        """The bytes of one record."""
        start, end = self.spans[row]
        return bytes(self.data[start:end])


def arrange(rows: Rows, wanted: Wanted, report: Report) -> list[int]:
    """The numbers of the records that are wanted, in their order.

    The sort is stable. Numbers come before texts, these before true, false, objects and arrays; what is
    null or missing is last in both directions.
    """
    sorting = wanted.direction != "none"
    share = 0.5 if wanted.text and sorting else 1.0
    chosen = list(_filtered(rows, wanted.text, lambda done: report(done * share)))
    if not sorting:
        return chosen
    return _sorted(rows, chosen, wanted, lambda done: report(1 - share + done * share))


def _filtered(rows: Rows, text: str, report: Report) -> Iterator[int]:
    if not text:
        yield from range(len(rows.spans))
        return
    wanted = text.casefold()
    read = reader(rows.shape)
    # Most rows are told by their bytes alone; reading their cells takes ten times as long.
    told_by_bytes = rows.shape.kind != "form" and not _SYNTAX.search(wanted)
    for row in range(len(rows.spans)):
        if row % _REPORT_ROWS == 0:
            report(row / len(rows.spans))
        record = rows.record(row)
        if told_by_bytes and b"\\" not in record and wanted not in _fold(record):
            continue
        if any(wanted in cell.casefold() for cell in read(record).values()):
            yield row


def _fold(record: bytes) -> str:
    return record.decode("utf-8", "replace").casefold()


def _sorted(rows: Rows, chosen: Sequence[int], wanted: Wanted, report: Report) -> list[int]:
    groups: dict[str, list[tuple[str, int]]] = {"number": [], "string": [], "other": [], "blank": []}
    read = _column_reader(rows.shape, wanted.key)
    for count, row in enumerate(chosen):
        if count % _REPORT_ROWS == 0:
            report(count / len(chosen))
        kind, text = read(rows.record(row))
        groups[_GROUPS.get(kind, "other")].append((text, row))
    descending = wanted.direction == "down"
    parts = [
        _in_order(groups["number"], _numbers, descending),
        _in_order(groups["string"], _folded, descending),
        _in_order(groups["other"], _folded, descending),
    ]
    ordered = [row for part in (reversed(parts) if descending else parts) for row in part]
    return ordered + [row for _, row in groups["blank"]]


_GROUPS: Final[dict[CellKind, str]] = {
    "number": "number",
    "string": "string",
    "empty": "string",
    "null": "blank",
    "missing": "blank",
}


def _in_order(
    pairs: Sequence[tuple[str, int]], make_keys: Callable[[list[str]], Sequence[Any]], descending: bool
) -> list[int]:
    keys = make_keys([text for text, _ in pairs])
    places = sorted(range(len(pairs)), key=keys.__getitem__, reverse=descending)
    return [pairs[place][1] for place in places]


def _folded(texts: list[str]) -> list[str]:
    return [text.casefold() for text in texts]


def _numbers(texts: list[str]) -> list[float] | list[Decimal]:
    """Numbers that compare exactly: as floats where these tell them apart, else as decimals."""
    if all(len(text) <= _EXACT_DIGITS and "e" not in text and "E" not in text for text in texts):
        return [float(text) for text in texts]
    return [_decimal(text) for text in texts]


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        # The exponent is beyond what decimals hold.
        return Decimal(float(text))


def _column_reader(shape: Shape, key: Key) -> Callable[[bytes], tuple[CellKind, str]]:
    """A function from a record to the kind and the text of one of its cells."""
    if shape.kind in ("csv", "form"):
        read_texts = reader(shape)
        return lambda record: _plain_cell(read_texts(record).get(key, ""))
    read = _member_reader(key) if isinstance(key, str) else lambda record: json_fields(record).get(key, b"")
    return lambda record: _json_cell(read(record))


def _plain_cell(text: str) -> tuple[CellKind, str]:
    kind = csv_scan.kind_of(text)
    return ("missing" if kind == "empty" else kind), text


def _json_cell(source: bytes) -> tuple[CellKind, str]:
    return (json_scan.kind_of(source), json_scan.text_of(source)) if source else ("missing", "")


def _member_reader(name: str) -> Callable[[bytes], bytes]:
    """Reads one member of an object without making anything of the others."""
    row = msgspec.defstruct("Row", [("value", msgspec.Raw, msgspec.Raw(b""))], rename={"value": name})
    decode: Callable[[bytes], Any] = msgspec.json.Decoder(row).decode

    def read(record: bytes) -> bytes:
        try:
            return bytes(decode(record).value)
        except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
            return json_fields(record).get(name, b"")

    return read
