"""A body opened as a table: its files, the jobs that find and order its rows, and what is known meanwhile."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app.format.charset import to_utf8
from app.format.reading import Reading
from app.table.index import FIRST_BYTES, first_index
from app.table.job import open_text
from app.table.order import Wanted, arrange
from app.table.shape import Buffer, Columns, Order, Shape, Spans, pack_order
from app.table.table import Table
from app.work.job import Report
from app.work.process import run_job

INLINE_LIMIT: Final = 128 * 1024
"""Bytes of a body up to which everything happens on the spot."""
_UTF8: Final = ("utf-8", "utf-8-sig", "ascii")


class OpenedTable:
    """The table of a body. Its first rows are there at once; ``find_rows`` finds the others.

    ``problem`` says in sentences what is wrong with the body, or is empty. ``close`` removes the files.
    """

    def __init__(self, reading: Reading, shape: Shape) -> None:
        self._payload = reading.payload
        self._encoding = reading.encoding
        self._folder: Path | None = None
        self._source: Path | None = None
        self._spans: Path | None = None
        self._written = 0
        small = reading.payload.size <= INLINE_LIMIT
        whole = self._whole_text(small)
        data = to_utf8(reading.payload.read(FIRST_BYTES), reading.encoding) if whole is None else whole
        index = first_index(shape, bytes(data[:FIRST_BYTES]), small, len(data) if small else 300)
        self.table = Table(data, shape, Spans(index.spans), index.columns)
        self.problem = index.problem
        self.small = small
        self.complete = small

    async def find_rows(self, grown: Callable[[], object], report: Report) -> None:
        """Find all rows and columns in a worker process; ``grown`` is called when there are more rows.

        Raises JobProblem where the process cannot.
        """
        source = await self._text_file(report)
        # Never a file that is mapped already: it would be cut off below the map.
        target = self._next_file("spans")

        def look(done: float) -> None:
            if target.exists() and target.stat().st_size > len(self.table.spans) * 16:
                self.table.spans = Spans(open_text(target))
                grown()
            report(done)

        arguments = {"source": str(source), "target": str(target), "shape": self.table.shape.to_json()}
        found: dict[str, Any] = await run_job("table-index", arguments, report=look)
        of_lines = self.table.shape.kind == "csv"
        self.table.spans = Spans(open_text(target))
        self.table.columns = Columns(tuple(found["keys"]), tuple(found["names"]), of_lines)
        self.problem = found["problem"]
        self._spans = target
        self.complete = True

    async def arrange(self, wanted: Wanted, report: Report) -> None:
        """Show the rows that are wanted in their order; only once all rows are found.

        Raises JobProblem where the process cannot.
        """
        if wanted.plain:
            self.table.order = None
        elif self.small:
            self.table.order = Order(pack_order(arrange(self.table.rows, wanted, report)))
        else:
            target = self._next_file("order")
            await run_job(
                "table-arrange",
                {**self._files(), "wanted": asdict(wanted), "target": str(target)},
                report=report,
            )
            self.table.order = Order(open_text(target))

    async def export(self, columns: Columns, path: Path, report: Report) -> int:
        """Write the rows that are shown, in their order, as a CSV file; gives its size in bytes.

        Raises JobProblem where it cannot be written.
        """
        arguments = {
            **self._files(),
            "order": self._order_file(),
            "columns": {"keys": columns.keys, "names": columns.names},
            "target": str(path),
        }
        size: int = await run_job("table-export", arguments, report=report)
        return size

    def close(self) -> None:
        """Let go of the text and remove the files; nothing may be asked of the table afterwards."""
        self.table = Table(b"", self.table.shape, Spans(b""), Columns(()))
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _whole_text(self, small: bool) -> Buffer | None:
        """The text of the body, or None where a large one is in another encoding and has to be decoded."""
        payload = self._payload
        if small:
            return to_utf8(payload.read(), self._encoding)
        if self._encoding not in _UTF8:
            return None
        return open_text(payload.path) if payload.data is None and payload.path else payload.read()

    async def _text_file(self, report: Report) -> Path:
        """The text as a file in UTF-8 for worker processes, written first where there is none."""
        if self._source is None:
            received = self._payload.path
            if received is None or self._payload.data is not None:
                received = self._file("text")
                await asyncio.to_thread(received.write_bytes, self._payload.read())
            if self._encoding not in _UTF8:
                decoded = self._file("decoded")
                arguments = {"source": str(received), "target": str(decoded), "encoding": self._encoding}
                await run_job("table-decode", arguments, report=report)
                self.table.data = open_text(decoded)
                received = decoded
            self._source = received
        return self._source

    def _files(self) -> dict[str, Any]:
        """The text and the places of its rows as files, as the jobs want them."""
        if self._source is None:
            self._source = self._file("text")
            self._source.write_bytes(self.table.data)
        if self._spans is None:
            spans = self._next_file("spans")
            spans.write_bytes(self.table.spans.packed() if isinstance(self.table.spans, Spans) else b"")
        else:
            spans = self._spans
        return {"source": str(self._source), "spans": str(spans), "shape": self.table.shape.to_json()}

    def _order_file(self) -> str | None:
        order = self.table.order
        if not isinstance(order, Order):
            return None
        path = self._next_file("order")
        path.write_bytes(order.packed())
        return str(path)

    def _file(self, name: str) -> Path:
        if self._folder is None:
            beside = self._payload.path.parent if self._payload.path else None
            self._folder = Path(tempfile.mkdtemp(prefix="table-", dir=beside)).resolve()
        return self._folder / name

    def _next_file(self, name: str) -> Path:
        self._written += 1
        return self._file(f"{name}-{self._written}")
