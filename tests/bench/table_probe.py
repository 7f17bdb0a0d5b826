"""A body as a table in a process of its own: first paint, stalls while it is used, and memory.

``python -m tests.bench.table_probe FILE CONTENT-TYPE`` prints one line of JSON, in ms and MB.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.format.reading import read_body
from app.model.payload import Payload
from tests.bench.body_probe import Watch, private_memory, wait_until
from ui import theme
from ui.kit.loop import make_loop
from ui.response.table import BodyTable

PAGES = 100
SORTED_COLUMN = 3
FILTER = "user 99"


def measure(path: Path, content_type: str) -> dict[str, object]:
    """Open a body as a table and use it: what each step takes and how long it stalls the window."""
    table = BodyTable()
    table.resize(1200, 800)
    table.show()
    # The first table of a run also loads what starts processes.
    show(table, Payload(len(b"[{}]"), b"[{}]"), content_type)
    QApplication.processEvents()
    watch, idle = Watch(table.grid.viewport()), private_memory()
    took: dict[str, float] = {}
    stalls: dict[str, float] = {}

    def timed(name: str, act: Callable[[], object], done: Callable[[], bool]) -> None:
        watch.take()
        begun = time.perf_counter()
        act()
        wait_until(done)
        took[name] = (time.perf_counter() - begun) * 1000
        stalls[name] = watch.take()

    def open_file() -> None:
        show(table, Payload(path.stat().st_size, None, path), content_type)
        watch.painted = False

    def is_idle() -> bool:
        return table.bar.cancel.isHidden()

    timed("paint", open_file, lambda: watch.painted)
    timed("index", lambda: None, is_idle)
    rows, memory = table.grid.rows.rowCount(), private_memory()
    timed("end", table.grid.scrollToBottom, lambda: True)
    timed("pages", lambda: None, _pages(table))
    timed("sort", lambda: table.grid.sort_wanted.emit(SORTED_COLUMN, "down"), is_idle)
    timed("filter", lambda: table.bar.filter_wanted.emit(FILTER), is_idle)
    memory = max(memory, private_memory()) - idle
    table.forget()
    return {"rows": rows, "took": took, "stalls": stalls, "memory": memory}


def show(table: BodyTable, payload: Payload, content_type: str) -> None:
    """Show a body as the response does."""
    table.show_reading(read_body(payload, content_type))


def _pages(table: BodyTable) -> Callable[[], bool]:
    """Turns a page each time it is asked, back from the end; true after so many."""
    bar = table.grid.verticalScrollBar()
    turned = 0

    def turn() -> bool:
        nonlocal turned
        bar.setValue(bar.value() - bar.pageStep())
        turned += 1
        return turned > PAGES

    return turn


def main() -> None:
    """Measure what the command line names."""
    path, content_type = sys.argv[1:3]
    application = QApplication([])
    theme.apply(application, "light")
    asyncio.set_event_loop(make_loop(application, already_running=True))
    print(json.dumps(measure(Path(path), content_type)), flush=True)


if __name__ == "__main__":
    main()
