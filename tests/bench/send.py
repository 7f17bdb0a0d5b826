"""Send: from the key press to the painted response, on a warm connection to the playground."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.paths import find
from app.playground import PORT, TLS_PORT
from tests.bench.figure import Figure, as_installed, median

RUNS = 200

CODE = """
import asyncio, json, os, sys, time
import ui.session
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

class Painted(QObject):
    future = None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.future and not self.future.done():
            self.future.get_loop().call_soon(self.tell, self.future)
        return False
    def tell(self, future):
        if not future.done():
            future.set_result(time.perf_counter())

async def press(window, target, send):
    page = window.desk.page
    watcher = Painted()
    view = page.response.body.text.viewport()
    view.installEventFilter(watcher)
    loop = asyncio.get_running_loop()
    times, network = [], []
    for number in range(int(os.environ["RUNS"]) + 20):
        answered = loop.create_future()
        def note(exchange):
            watcher.future = loop.create_future()
            answered.set_result(exchange)
        page.sent.connect(note, Qt.ConnectionType.SingleShotConnection)
        begun = time.perf_counter()
        QTest.keyClick(page.line.url, Qt.Key.Key_Return)
        exchange = await answered
        ended = await watcher.future
        if number >= 20:
            times.append((ended - begun) * 1000)
            network.append(exchange.timing.total)
        await asyncio.sleep(0)
    print(json.dumps([times, network]), flush=True)
    os._exit(0)

ui.session.take_shot = press
from ui.main import run
run(sys.argv[1:])
"""


def measure() -> Iterator[Figure]:
    """Median milliseconds of a GET of about 600 bytes; the server is a process of its own."""
    command = [sys.executable, "-m", "app", "playground", "--port", str(PORT), "--tls-port", str(TLS_PORT)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        json.loads(server.stdout.readline())
        with tempfile.TemporaryDirectory() as home:
            settings = find(Path(home)).settings
            settings.parent.mkdir(parents=True)
            settings.write_text(json.dumps({"playground": False}))
            times, network = _press(home)
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()
    detail = f"the exchange itself {median(network):.2f} ms; {RUNS} presses"
    yield Figure("key press to painted response, warm connection", median(times), 5.0, "ms", detail)


def _press(home: str) -> tuple[list[float], list[float]]:
    done = subprocess.run(
        [sys.executable, "-c", CODE, "collections/tour", "--home", home, "--shot", f"{home}/x.png"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={"QT_QPA_PLATFORM": "offscreen", **as_installed(), "RUNS": str(RUNS)},
    )
    times, network = json.loads(done.stdout.splitlines()[-1])
    return times, network
