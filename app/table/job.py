"""What worker processes do for a table: find its rows, order them, write them as CSV, change its encoding."""

from __future__ import annotations

import codecs
import mmap
import time
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.table.export import write_csv
from app.table.index import Survey, all_spans_of, stop_sentence
from app.table.json_scan import Broken
from app.table.order import Rows, Wanted, arrange
from app.table.shape import Buffer, Columns, Order, Shape, Spans, pack_order
from app.work.job import JobProblem, Report

_WRITE_EVERY: Final = 0.1  # seconds between two pieces of the index
_PIECE: Final = 1024 * 1024


def index_table(report: Report, source: str, target: str, shape: dict[str, Any]) -> dict[str, Any]:
    """Write where the records of a file lie, while they are found; gives the columns and what is wrong."""
    data = open_text(Path(source))
    read_as = Shape.from_json(shape)
    survey = Survey(read_as)
    found = array("Q")
    with Path(target).open("wb") as file:
        written = time.monotonic()
        try:
            for start, end in all_spans_of(read_as, data):
                record = data[start:end]
                if survey.take_header(record):
                    continue
                survey.look_at(record)
                found.extend((start, end))
                if len(found) % 2048 == 0 and time.monotonic() - written > _WRITE_EVERY:
                    found.tofile(file)
                    file.flush()
                    found = array("Q")
                    written = time.monotonic()
                    report(end / len(data))
        except Broken as broken:
            survey.stopped = stop_sentence(data, broken)
        found.tofile(file)
    columns = survey.columns()
    return {"keys": columns.keys, "names": columns.names, "problem": survey.problem()}


def arrange_table(
    report: Report, source: str, spans: str, shape: dict[str, Any], wanted: dict[str, Any], target: str
) -> int:
    """Write the numbers of the records that are wanted, in their order; gives how many there are."""
    rows = Rows(open_text(Path(source)), Spans(open_text(Path(spans))), Shape.from_json(shape))
    chosen = arrange(rows, Wanted(**wanted), report)
    Path(target).write_bytes(pack_order(chosen))
    return len(chosen)


def export_table(
    report: Report,
    source: str,
    spans: str,
    order: str | None,
    shape: dict[str, Any],
    columns: dict[str, Any],
    target: str,
) -> int:
    """Write the rows as a CSV file; gives its size in bytes."""
    read_as = Shape.from_json(shape)
    rows = Rows(open_text(Path(source)), Spans(open_text(Path(spans))), read_as)
    chosen: Sequence[int] = Order(open_text(Path(order))) if order else range(len(rows.spans))
    shown = Columns(tuple(columns["keys"]), tuple(columns["names"]), read_as.kind == "csv")
    try:
        with Path(target).open("w", encoding="utf-8", newline="", errors="replace") as file:
            write_csv(file, rows, chosen, shown, report)
            return file.tell()
    except OSError as error:
        raise JobProblem(f"{target} cannot be written: {error.strerror}", "limit") from None


def decode_text(report: Report, source: str, target: str, encoding: str) -> int:
    """Write a file in any encoding again as UTF-8; gives the size in bytes."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    size = max(1, Path(source).stat().st_size)
    with Path(source).open("rb") as file, Path(target).open("wb") as written:
        while piece := file.read(_PIECE):
            text = decoder.decode(piece)
            if written.tell() == 0:
                text = text.removeprefix("\ufeff")
            written.write(text.encode("utf-8", "replace"))
            report(file.tell() / size)
        written.write(decoder.decode(b"", final=True).encode("utf-8", "replace"))
        return written.tell()


def open_text(path: Path) -> Buffer:
    """A file mapped, of which only what is read is loaded; an empty one as no bytes."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
