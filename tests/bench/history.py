"""A history of 100,000 entries, and a table of 1,000 environments with 1,000 variables each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.bench.figure import Figure, as_installed

ENTRIES = 100_000
SIDE = 1_000
_TIME_LIMIT = 300  # seconds
_LIMITS = {
    "newest": (500, "the newest 200, with the opening of the file"),
    "a word of all": (250, ""),
    "a rare word": (250, ""),
    "a word, a class and a host": (250, ""),
    "nothing": (500, "every entry is looked at"),
    "list": (1_000, "all of them in the list"),
    "row": (100, "one more, just sent"),
    "end": (150, "the last one, scrolled to"),
    "table": (4_000, f"{SIDE:,} columns of {SIDE:,} rows"),
    "edit": (100, "one cell"),
    "rename": (4_000, "one name in all columns"),
    "undo": (500, ""),
}


def measure() -> Iterator[Figure]:
    """What a search, a list and a table of such sizes take, with what they paint."""
    folder = tempfile.mkdtemp(prefix="sonde-history-")
    command = [sys.executable, "-m", "tests.bench.history_probe", folder, str(ENTRIES), str(SIDE)]
    environment = as_installed() | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_TIME_LIMIT, check=True, env=environment
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    took: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    for name, (limit, words) in _LIMITS.items():
        yield Figure(f"history: {name}", took[name], limit, "ms", words)
