"""Read one record into its cells: an element of an array, a line, a pair of a form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Set
from urllib.parse import unquote_plus

import msgspec

from app.table import csv_scan, json_scan
from app.table.shape import Cell, CellKind, Key, Shape

Fields = Mapping[Key, bytes]
Reader = Callable[[bytes], Mapping[Key, str]]

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_ARRAY = msgspec.json.Decoder(list[msgspec.Raw])
_UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
_FORM_KEYS: Set[Key] = dict.fromkeys((0, 1)).keys()
_WHOLE_KEYS: Set[Key] = dict.fromkeys((None,)).keys()


def json_fields(record: bytes) -> Fields:
    """The values of a JSON record as they are written. A record that is no JSON keeps what can be read."""
    try:
        match record[:1]:
            case b"{":
                return {name: bytes(raw) for name, raw in _OBJECT.decode(record).items()}
            case b"[":
                return {place: bytes(raw) for place, raw in enumerate(_ARRAY.decode(record))}
    except _UNREADABLE:
        if record[:1] == b"{":
            return {name: value for name, value, _ in json_scan.members(record)}
    return {None: record}


def json_problem(record: bytes) -> str:
    """Why a record is no JSON, as a clause; empty where it is, or is too deep to tell."""
    try:
        msgspec.json.decode(record, type=msgspec.Raw)
    except msgspec.DecodeError as error:
        return str(error).removeprefix("JSON is malformed: ")
    except RecursionError:
        pass
    return ""


def form_pair(record: bytes) -> tuple[str, str]:
    """The name and the value of one pair of a form, decoded (WHATWG URL, section 5.1)."""
    name, _, value = record.decode("utf-8", "replace").partition("=")
    return unquote_plus(name, errors="replace"), unquote_plus(value, errors="replace")


def keys_of(shape: Shape, record: bytes) -> Set[Key]:
    """The columns that a record has something for, in their order.

    Raises ValueError where a record is no JSON; its columns are those of ``read_cells``.
    """
    match shape.kind:
        case "csv":
            return dict.fromkeys(range(len(csv_scan.cells(record, shape.delimiter)))).keys()
        case "form":
            return _FORM_KEYS
        case _:
            return _json_keys(record)


def _json_keys(record: bytes) -> Set[Key]:
    match record[:1]:
        case b"{":
            return _OBJECT.decode(record).keys()
        case b"[":
            return dict.fromkeys(range(len(_ARRAY.decode(record)))).keys()
    msgspec.json.decode(record, type=msgspec.Raw)
    return _WHOLE_KEYS


def reader(shape: Shape) -> Reader:
    """A function from a record to the texts of its cells, for work on many records."""
    match shape.kind:
        case "csv":
            return lambda record: dict(enumerate(csv_scan.cells(record, shape.delimiter)))
        case "form":
            return lambda record: dict(enumerate(form_pair(record)))
        case _:
            return lambda record: {
                key: json_scan.text_of(source) for key, source in json_fields(record).items()
            }


def read_cells(shape: Shape, record: bytes, whole: bool = True) -> dict[Key, Cell]:
    """All cells of a record by their columns.

    Args:
        shape: of the table.
        record: its bytes, or the first of them where it is too long to be read in one go.
        whole: whether they are all.
    """
    match shape.kind:
        case "csv":
            return _plain_cells(csv_scan.cells(record, shape.delimiter), whole)
        case "form":
            return _plain_cells(form_pair(record), whole)
        case _:
            return _json_cells(record) if whole else _json_start(record)


class Record:
    """One record as it is painted: a cell is made when it is asked for, as there may be thousands.

    How often a name comes in it is not counted; ``read_cells`` does that.
    """

    def __init__(self, shape: Shape, record: bytes, whole: bool) -> None:
        self._made: dict[Key, Cell] = {} if whole else read_cells(shape, record, whole)
        self._texts: Mapping[Key, str] = {}
        self._sources: Fields = {}
        if whole and shape.kind in ("csv", "form"):
            self._texts = reader(shape)(record)
        elif whole:
            self._sources = json_fields(record)

    def cell(self, key: Key) -> Cell | None:
        """What the record has in a column, or None."""
        found = self._made.get(key)
        if found is None:
            if key in self._texts:
                found = self._made[key] = _plain_cell(self._texts[key])
            elif key in self._sources:
                found = self._made[key] = _json_cell(self._sources[key])
        return found


def _plain_cell(text: str) -> Cell:
    kind = csv_scan.kind_of(text)
    return Cell(kind, text, text if kind == "number" else json.dumps(text, ensure_ascii=False))


def _plain_cells(texts: Iterable[str], whole: bool) -> dict[Key, Cell]:
    cells: dict[Key, Cell] = {}
    for place, text in enumerate(texts):
        cells[place] = _plain_cell(text)
    if not whole and cells:
        last = len(cells) - 1
        cells[last] = Cell("string", cells[last].text, cells[last].source, whole=False)
    return cells


def _json_cells(record: bytes) -> dict[Key, Cell]:
    times: dict[Key, int] = {}
    if record[:1] == b"{":
        for name, _, _ in json_scan.members(record):
            times[name] = times.get(name, 0) + 1
    return {key: _json_cell(value, times=times.get(key, 1)) for key, value in json_fields(record).items()}


def _json_start(record: bytes) -> dict[Key, Cell]:
    """The cells of a record whose end is not here."""
    if record[:1] == b"{":
        return {name: _json_cell(value, whole) for name, value, whole in json_scan.members(record)}
    cells: dict[Key, Cell] = {}
    if record[:1] == b"[":
        last = 1
        try:
            for place, (start, last) in enumerate(json_scan.elements(record, 0)):
                cells[place] = _json_cell(record[start:last])
        except json_scan.Broken as broken:
            cells[len(cells)] = _json_cell(record[broken.offset :], whole=False)
        return cells
    return {None: _json_cell(record, whole=False)}


def _json_cell(source: bytes, whole: bool = True, times: int = 1) -> Cell:
    raw = source.decode("utf-8", "replace")
    if whole:
        read_as = json_scan.kind_of(source)
        if read_as == "broken":
            return Cell(read_as, raw, json.dumps(raw, ensure_ascii=False), times=times)
        return Cell(read_as, json_scan.text_of(source), raw, times=times)
    kind: CellKind = "nested" if source[:1] in (b"{", b"[") else "string"
    return Cell(kind, raw.removeprefix('"') if kind == "string" else raw, raw, whole=False)
