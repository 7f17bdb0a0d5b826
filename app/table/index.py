"""Find all records of a body and all columns: the first screen at once, the rest as it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import msgspec

from app.format import words
from app.table import csv_scan, json_scan
from app.table.detect import array_start
from app.table.json_scan import Broken
from app.table.records import json_problem, keys_of, read_cells
from app.table.shape import FORM_TITLES, Buffer, Columns, Key, Shape, Span, pack_spans

FIRST_BYTES: Final = 1024 * 1024
FIRST_ROWS: Final = 300
MOST_COLUMNS: Final = 10_000
_FAST_LIMIT: Final = 512 * 1024 * 1024
"""Above this many bytes the fast way would hold too many small objects at a time."""
_COUNTED: Final = 1024 * 1024
_SEPARATORS: Final = b" \t\r\n,"


@dataclass(frozen=True, slots=True)
class Index:
    """What was found: ``spans`` as ``Spans`` reads them. ``problem`` is a sentence on what is wrong with
    the body, or empty; ``complete`` is False where there may be more records."""

    spans: bytes
    columns: Columns
    problem: str = ""
    complete: bool = True


class Survey:
    """Collects the columns of records that are looked at in their order, and what is wrong with them."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._keys: dict[Key, None] = {}
        self._names: tuple[str, ...] = FORM_TITLES if shape.kind == "form" else ()
        self._header_wanted = shape.header
        self._looked_at = 0
        self._broken_rows = 0
        self._broken = ""
        self.stopped = ""

    def take_header(self, record: bytes) -> bool:
        """Whether this record holds the titles, in which case it is no row."""
        if not self._header_wanted:
            return False
        self._header_wanted = False
        self._names = tuple(csv_scan.cells(record, self._shape.delimiter))
        self._keys.update(dict.fromkeys(range(len(self._names))))
        return True

    def look_at(self, record: bytes) -> None:
        """Take in the columns of the next record."""
        self._looked_at += 1
        try:
            keys = keys_of(self._shape, record)
        except (ValueError, RecursionError):
            keys = read_cells(self._shape, record).keys()
            self._note_broken(record)
        if not keys <= self._keys.keys() and len(self._keys) < MOST_COLUMNS:
            self._keys.update(dict.fromkeys(keys))

    def columns(self) -> Columns:
        """The columns so far."""
        keys = tuple(self._keys)[:MOST_COLUMNS]
        if all(isinstance(key, int) for key in keys):
            keys = tuple(range(len(keys)))
        return Columns(keys, self._names, self._shape.kind == "csv")

    def problem(self) -> str:
        """What is wrong, in one or more sentences; empty if nothing is."""
        sentences = [self.stopped] if self.stopped else []
        if self._broken_rows == 1:
            sentences.append(f"{self._broken}.")
        elif self._broken_rows:
            more = words.count(self._broken_rows - 1, "more row")
            sentences.append(f"{self._broken}; so {'is' if self._broken_rows == 2 else 'are'} {more}.")
        if len(self._keys) >= MOST_COLUMNS:
            sentences.append(f"Only the first {words.count(MOST_COLUMNS)} columns are shown.")
        return " ".join(sentences)

    def _note_broken(self, record: bytes) -> None:
        reason = json_problem(record)
        if reason:
            self._broken_rows += 1
            self._broken = self._broken or f"Row {words.count(self._looked_at)} is not valid JSON: {reason}"


def first_index(shape: Shape, data: bytes, complete: bool, most: int = FIRST_ROWS) -> Index:
    """The first records of a body, at most so many.

    Args:
        shape: of the table.
        data: the text, or its first bytes.
        complete: whether it is all of it.
        most: records to find.
    """
    survey = Survey(shape)
    numbers: list[int] = []
    ended = complete
    try:
        for start, end in spans_of(shape, data):
            # What touches the end of a sample may go on behind it.
            if (end == len(data) and not complete) or len(numbers) >= 2 * most:
                ended = False
                break
            if not survey.take_header(data[start:end]):
                survey.look_at(data[start:end])
                numbers += (start, end)
    except Broken as broken:
        if complete:
            survey.stopped = stop_sentence(data, broken)
    return Index(pack_spans(numbers), survey.columns(), survey.problem() if ended else "", ended)


def stop_sentence(data: Buffer, broken: Broken) -> str:
    """Why a table has no more rows, with the line of the text where it stops."""
    line = 1 + sum(
        data[start : min(start + _COUNTED, broken.offset)].count(b"\n")
        for start in range(0, broken.offset, _COUNTED)
    )
    return f"The body is no complete table: {broken}, at line {words.count(line)}."


def spans_of(shape: Shape, data: Buffer) -> Iterator[Span]:
    """Where each record lies. Raises Broken after the last one that could be found."""
    match shape.kind:
        case "array":
            return json_scan.elements(data, _opening(shape, data))
        case "lines":
            return _parts(data, b"\n")
        case "form":
            return _parts(data, b"&")
    return csv_scan.records(data, shape.delimiter, 3 if data[:3] == b"\xef\xbb\xbf" else 0)


def all_spans_of(shape: Shape, data: Buffer) -> Iterator[Span]:
    """The same as ``spans_of``, faster for a whole body, with more memory."""
    if shape.kind == "array" and len(data) <= _FAST_LIMIT:
        opening = _opening(shape, data)
        try:
            found = _decode_array(shape, data)
        except (msgspec.DecodeError, RecursionError):
            found = None
        if found is not None:
            return _spans_of_parts(data, opening, found)
    return spans_of(shape, data)


def _opening(shape: Shape, data: Buffer) -> int:
    opening = array_start(data, shape.path)
    if opening < 0:
        raise Broken("there is no array" + (f" at {shape.title}" if shape.path else ""), 0)
    return opening


def _decode_array(shape: Shape, data: Buffer) -> Sequence[msgspec.Raw] | None:
    """The elements of the array as pieces of the text; None where two members have its name."""
    wanted: Any = list[msgspec.Raw]
    for name in reversed(shape.path):
        wanted = msgspec.defstruct("Outer", [("inner", wanted)], rename={"inner": name})
    decoded = msgspec.json.decode(memoryview(data)[json_scan.skip_space(data) :], type=wanted)
    for _ in shape.path:
        decoded = decoded.inner
    parts: Sequence[msgspec.Raw] = decoded
    first = json_scan.skip_space(data, _opening(shape, data) + 1)
    same = not parts or data[first : first + len(bytes(parts[0]))] == bytes(parts[0])
    return parts if same else None


def _spans_of_parts(data: Buffer, opening: int, parts: Sequence[msgspec.Raw]) -> Iterator[Span]:
    """The places of elements that follow one another with only commas and space between them."""
    position = opening + 1
    for part in parts:
        while data[position] in _SEPARATORS:
            position += 1
        end = position + len(bytes(part))
        yield position, end
        position = end


def _parts(data: Buffer, mark: bytes) -> Iterator[Span]:
    """What stands between marks, without space around it; empty parts are none."""
    size = len(data)
    start = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    find = partial(data.find, mark)
    while start < size:
        found = find(start)
        end = size if found < 0 else found
        part = data[start:end]
        left = len(part) - len(part.lstrip(_AROUND))
        inner = part.strip(_AROUND)
        if inner:
            yield start + left, start + left + len(inner)
        start = end + 1


_AROUND: Final = b" \t\r\n\x1e"
