"""Bodies of any size: stalls, first paint, search and memory of the text view, beside QPlainTextEdit.

Each view and file is measured in a process of its own. ``make bench ARGS="bodies FILE"`` measures a file.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench import table
from tests.bench.body_files import write_log, write_one_line, write_pretty
from tests.bench.figure import Figure, as_installed

PEER_LIMIT = 10_000_000  # bytes; beyond that QPlainTextEdit takes minutes
SIZES = {"1 MB": 10**6, "10 MB": 10**7, "100 MB": 10**8}
LARGEST = 10**9
_TIME_LIMIT = 600  # seconds

_FORMATTED = {".json": "application/json", ".xml": "application/xml"}
_LANGUAGES = {".json": "json", ".xml": "xml", ".html": "html", ".css": "css", ".js": "javascript"}


def measure(*files: Path) -> Iterator[Figure]:
    """The rows of the given files, or of files of every size."""
    if files:
        for path in files:
            yield from _rows(path.name, path)
        return
    folder = Path(tempfile.mkdtemp(prefix="sonde-bodies-"))
    try:
        for title, size in SIZES.items():
            yield from _rows(f"{title} pretty", write_pretty(folder / "pretty.json", size))
            yield from _rows(f"{title} one line", write_one_line(folder / "line.json", size))
        if shutil.disk_usage(folder).free > 2 * LARGEST:
            yield from _rows("1 GB log", write_log(folder / "lines.log", LARGEST))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    yield from table.measure()


def _rows(title: str, path: Path) -> Iterator[Figure]:
    ours = _probe("ours", path)
    peer = _probe("peer", path) if path.stat().st_size <= PEER_LIMIT * 1.01 else {}
    large = path.stat().st_size > SIZES["100 MB"] * 1.01
    stalls: dict[str, float] = ours["stalls"]
    worst = max(stalls, key=lambda name: stalls[name])
    theirs = max(peer["stalls"].values()) if peer else None
    yield Figure(
        f"{title}: longest stall", stalls[worst], 16, "ms", f"while: {worst}{_beside(theirs, stalls[worst])}"
    )
    limits = {"paint": ("first paint", 50), "end": ("jump to end", 50), "miss": ("search miss", 150)}
    for name, (words, limit) in limits.items():
        if name == "miss" and large:
            limit *= 10
        yield Figure(f"{title}: {words}", ours[name], limit, "ms", _beside(peer.get(name), ours[name]))
    yield Figure(
        f"{title}: private memory", ours["memory"], 40, "MB", _beside(peer.get("memory"), ours["memory"])
    )
    detail = f"index in {ours['index']:.0f} ms; stalls: " + ", ".join(
        f"{name} {value:.0f}" for name, value in stalls.items()
    )
    yield Figure(f"{title}: a page turned", ours["pages"] / 200, 50, "ms", detail)
    if path.suffix in _FORMATTED and not large:
        yield from _pane_rows(title, path)


def _pane_rows(title: str, path: Path) -> Iterator[Figure]:
    """The way of a body through the whole pane: from the last byte to the raw and to the pretty text."""
    told = _run("pane_probe", str(path), _FORMATTED[path.suffix])
    stalls = f"stalls: first {told['stall first']:.0f}, then {told['stall pretty']:.0f}"
    yield Figure(f"{title}: raw painted after the last byte", told["raw"], 50, "ms")
    yield Figure(f"{title}: pretty after the last byte", told["pretty"], 1500, "ms")
    yield Figure(
        f"{title}: longest stall in the pane",
        max(told["stall first"], told["stall pretty"]),
        16,
        "ms",
        stalls,
    )
    yield Figure(f"{title}: private memory of the pane", told["memory"], 40, "MB")


def _beside(theirs: float | None, ours: float) -> str:
    if theirs is None:
        return ""
    return f"  QPlainTextEdit {theirs:.0f}, ratio {theirs / max(ours, 0.1):.1f}"


def _probe(which: str, path: Path) -> dict[str, Any]:
    return _run("body_probe", which, str(path), _LANGUAGES.get(path.suffix, "text"))


def _run(module: str, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.bench.{module}", *words]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_TIME_LIMIT, check=True, env=as_installed()
    )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured
