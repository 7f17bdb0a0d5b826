"""A body that has just arrived, in the pane that shows it: first as received, then pretty.

``python -m tests.bench.pane_probe FILE CONTENT-TYPE`` prints one line of JSON, in ms and MB.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.model.exchange import Exchange, Response, SentRequest, Timing
from app.model.payload import Payload
from tests.bench.body_probe import Watch, private_memory, wait_until
from ui import theme
from ui.kit.loop import make_loop
from ui.response.body import BodyView


def measure(path: Path, content_type: str) -> dict[str, float]:
    """From the last byte to the first paint and to the pretty text, and what that costs."""
    view = BodyView()
    view.resize(900, 800)
    view.show()
    # Pretty-printing starts a process: the first one of a run also loads what starts them.
    view.show_exchange(_exchange(Payload(len(b"[1]"), b"[1]"), content_type))
    QApplication.processEvents()
    watch, idle = Watch(view.text.viewport()), private_memory()
    view.text.viewport().update()
    wait_until(lambda: watch.painted)
    watch.take()
    watch.painted = False
    begun = time.perf_counter()
    payload = Payload(path.stat().st_size, None, path)
    view.show_exchange(_exchange(payload, content_type))
    wait_until(lambda: watch.painted and view.text.source.size > 100)
    raw = time.perf_counter() - begun
    stalls = {"first": watch.take()}
    wait_until(lambda: view.text.source.size not in (0, payload.size))
    watch.painted = False
    # It may have been painted in the same turn; once more costs no more than the first time.
    view.text.viewport().update()
    wait_until(lambda: watch.painted)
    pretty = time.perf_counter() - begun
    wait_until(view.text.is_settled)
    stalls["pretty"] = watch.take()
    told = {"raw": raw * 1000, "pretty": pretty * 1000, "memory": private_memory() - idle}
    view.forget()
    return told | {f"stall {name}": value for name, value in stalls.items()}


def _exchange(body: Payload, content_type: str) -> Exchange:
    response = Response(200, "OK", "HTTP/1.1", (("Content-Type", content_type),), body)
    return Exchange(SentRequest("GET", "http://127.0.0.1/", "/", "HTTP/1.1"), response, Timing())


def main() -> None:
    """Measure what the command line names, on a copy, as the formatted body is written beside it."""
    path, content_type = sys.argv[1:3]
    application = QApplication([])
    theme.apply(application, "light")
    asyncio.set_event_loop(make_loop(application, already_running=True))
    folder = Path(tempfile.mkdtemp(prefix="sonde-pane-"))
    try:
        copied = Path(shutil.copy(path, folder))
        print(json.dumps(measure(copied, content_type)), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
