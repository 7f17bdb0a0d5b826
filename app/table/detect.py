"""Tell whether a body is a table, and which arrays of it are, from its first bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.format.charset import to_utf8
from app.format.reading import Reading
from app.table import csv_scan, json_scan
from app.table.shape import Buffer, Shape

SAMPLE: Final = 64 * 1024  # bytes that are enough to tell whether there is a table
CHOICE_SAMPLE: Final = 1024 * 1024  # bytes in which arrays to choose from are looked for
_DEPTH: Final = 4  # objects around an array
_MOST_ARRAYS: Final = 40
_SEPARATOR: Final = b"\x1e"  # before each record of application/json-seq (RFC 7464)
_HEADER: Final = re.compile(r";\s*header\s*=\s*\"?(present|absent)", re.IGNORECASE)


def can_table(reading: Reading) -> bool:
    """Whether a body has rows and columns; looks at the first 64 KB only."""
    return not reading.binary and bool(find_shapes(reading, SAMPLE))


def find_shapes(reading: Reading, limit: int = CHOICE_SAMPLE) -> tuple[Shape, ...]:
    """The tables in a body, the likeliest one first; none where it is no table."""
    data = to_utf8(reading.payload.read(limit), reading.encoding)
    match reading.language:
        case "json":
            return _json_shapes(data)
        case "ndjson":
            return (Shape("lines"),) if data.strip() else ()
        case "csv":
            return _csv_shapes(data, reading) if data.strip() else ()
        case "form":
            return (Shape("form"),) if b"=" in data else ()
        case "text":
            return _csv_shapes(data, reading) if _looks_like_csv(data) else ()
    return ()


def array_start(data: Buffer, path: tuple[str, ...]) -> int:
    """Where the bracket of an array is, or -1 if there is none at this path."""
    position = json_scan.skip_space(data)
    for name in path:
        position = _member_start(data, position, name)
        if position < 0:
            return -1
    return position if data[position : position + 1] == b"[" else -1


def _member_start(data: Buffer, opening: int, wanted: str) -> int:
    position = opening + 1
    while (member := json_scan.next_member(data, position)) is not None:
        name, start = member
        if name == wanted:
            return start
        position = json_scan.value_end(data, start)
        if position < 0:
            break
    return -1


def _json_shapes(data: bytes) -> tuple[Shape, ...]:
    start = json_scan.skip_space(data)
    first = data[start : start + 1]
    if first == b"[":
        return (Shape("array"),)
    if first == _SEPARATOR:
        return (Shape("lines"),)
    if first != b"{":
        return ()
    end = json_scan.value_end(data, start)
    if end > 0 and data[json_scan.skip_space(data, end) :]:
        return (Shape("lines"),)
    return tuple(Shape("array", path) for path in _arrays(data, start))


def _arrays(data: bytes, opening: int) -> list[tuple[str, ...]]:
    """The arrays in an object by their paths; those of objects come before those of plain values."""
    found = list(islice(_walk(data, opening, ()), _MOST_ARRAYS))
    return [path for path, rich in found if rich] + [path for path, rich in found if not rich]


def _walk(data: bytes, opening: int, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each array with whether objects or arrays are in it, in the order of the text."""
    position = opening + 1
    while (member := json_scan.next_member(data, position)) is not None:
        name, start = member
        match data[start : start + 1]:
            case b"[":
                first = json_scan.skip_space(data, start + 1)
                yield (*path, name), data[first : first + 1] in (b"{", b"[")
            case b"{" if len(path) < _DEPTH - 1:
                yield from _walk(data, start, (*path, name))
        position = json_scan.value_end(data, start)
        if position < 0:
            break


def _csv_shapes(data: bytes, reading: Reading) -> tuple[Shape, ...]:
    tabs = reading.media_type == "text/tab-separated-values"
    delimiter = "\t" if tabs else csv_scan.sniff_delimiter(data)
    said = _HEADER.search(reading.content_type)
    # RFC 4180, section 3: the type may say whether the first line holds titles.
    header = (
        said[1].lower() == "present" if said else csv_scan.has_header(csv_scan.first_rows(data, delimiter))
    )
    return (Shape("csv", delimiter=delimiter, header=header),)


def _looks_like_csv(data: bytes) -> bool:
    """Whether at least three lines of a plain text have the same number of cells, more than one."""
    delimiter = csv_scan.sniff_delimiter(data)
    rows = csv_scan.first_rows(data, delimiter)
    counts = {len(row) for row in rows}
    return len(rows) >= 3 and len(counts) == 1 and counts.pop() > 1
