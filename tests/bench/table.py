"""A table of a million rows: first paint, stalls, order and memory, in a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.body_files import write_table
from tests.bench.figure import Figure, as_installed

ROWS = 1_000_000
_TIME_LIMIT = 600  # seconds
_TYPES = {".csv": "text/csv", ".ndjson": "application/x-ndjson"}


def measure(*files: Path) -> Iterator[Figure]:
    """The rows of the given files, or of a million records as JSON."""
    if files:
        for path in files:
            yield from _rows(path.name, path)
        return
    folder = Path(tempfile.mkdtemp(prefix="sonde-table-"))
    try:
        yield from _rows("table", write_table(folder / "table.json", ROWS))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rows(title: str, path: Path) -> Iterator[Figure]:
    measured = _probe(path)
    took: dict[str, float] = measured["took"]
    stalls: dict[str, float] = measured["stalls"]
    of_rows = f"{measured['rows']:,} rows of {path.stat().st_size / 1e6:,.0f} MB"
    worst = max(stalls, key=lambda name: stalls[name])
    others = ", ".join(f"{name} {value:.0f}" for name, value in stalls.items())
    yield Figure(f"{title}: first paint", took["paint"], 150, "ms", of_rows)
    yield Figure(f"{title}: longest stall", stalls[worst], 50, "ms", f"while: {worst}; {others}")
    yield Figure(f"{title}: all rows found", took["index"] / 1000, 30, "s")
    yield Figure(f"{title}: sorted by a number", took["sort"] / 1000, 30, "s")
    yield Figure(f"{title}: sorted and filtered", took["filter"] / 1000, 30, "s")
    yield Figure(f"{title}: private memory", measured["memory"], 40, "MB")


def _probe(path: Path) -> dict[str, Any]:
    content_type = _TYPES.get(path.suffix, "application/json")
    command = [sys.executable, "-m", "tests.bench.table_probe", str(path), content_type]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_TIME_LIMIT, check=True, env=as_installed()
    )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured
