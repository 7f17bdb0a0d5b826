"""Start: first paint against a bare QMainWindow, and memory once the window is up and warm."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial

from tests.bench.figure import Figure, as_installed, in_turn, median

RUNS = 9

# Each child prints the monotonic time when Qt is idle for the first time after it painted the window; the
# clock is the same for all processes.
PAINT = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer

class FirstPaint(QObject):
    def __init__(self, window):
        super().__init__()
        self.painted = False
        window.installEventFilter(self)
    def eventFilter(self, watched, event):
        self.painted |= event.type() == QEvent.Type.Paint
        return False
    def tell(self):
        if not self.painted:
            QTimer.singleShot(0, self.tell)
            return
        print(time.monotonic(), flush=True)
        os._exit(0)
"""

BARE = (
    PAINT
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
watcher = FirstPaint(window)
window.show()
QTimer.singleShot(0, watcher.tell)
app.exec()
"""
)

SONDE = (
    PAINT
    + """
from ui.main import parse
from ui.opening import prepare
opening = prepare(parse(sys.argv[1:]))
from ui.program import Program
program = Program(opening)
watcher = FirstPaint(program.frame)
program._fill = watcher.tell
program.run()
"""
)

FILLED = (
    PAINT
    + """
from ui.main import parse
from ui.opening import prepare
opening = prepare(parse(sys.argv[1:]))
from ui.program import Program
program = Program(opening)
fill = program._fill
def fill_and_tell():
    import ui.session
    watcher = FirstPaint(program.frame)
    ui.session.Session._begin = lambda session: watcher.tell()
    fill()
program._fill = fill_and_tell
program.run()
"""
)

# rich comes with a tool of developers, and httpx loads it where it finds it; users have none.
MEMORY = """
import asyncio, os, sys
sys.modules["rich"] = None
import ui.session
async def tell(window, target, send):
    await asyncio.sleep(1)
    print(open("/proc/self/smaps_rollup").read(), flush=True)
    os._exit(0)
ui.session.take_shot = tell
from ui.main import run
run(sys.argv[1:])
"""


def _spawn(code: str, home: str) -> str:
    arguments = ["collections/tour", "--home", home, "--size", "1440x900"]
    if "take_shot" in code:
        arguments += ["--shot", f"{home}/x.png"]
    environment = {"QT_QPA_PLATFORM": "offscreen", **as_installed()}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environment,
    )
    return done.stdout


def _first_paint(code: str, home: str) -> float:
    begun = time.monotonic()
    return (float(_spawn(code, home)) - begun) * 1000


def measure() -> Iterator[Figure]:
    """First paint as a ratio of medians, the filled window in ms, memory in MB (proportional set size)."""
    with tempfile.TemporaryDirectory() as home:
        codes = (BARE, SONDE, FILLED)
        for code in codes:
            _first_paint(code, home)
        runs = in_turn(RUNS, *(partial(_first_paint, code, home) for code in codes))
        bare, sonde, filled = map(median, runs)
        ratio = median([own / other for own, other in zip(runs[1], runs[0], strict=True)])
        detail = f"Sonde {sonde:.0f} ms, bare window {bare:.0f} ms, medians of {RUNS} in turn"
        yield Figure("first paint against a bare QMainWindow", ratio, 2.0, "x", detail)
        ratio = median([own / other for own, other in zip(runs[2], runs[0], strict=True)])
        detail = f"{filled:.0f} ms: the collection and a request are there, on the same scale"
        yield Figure("filled window against a bare QMainWindow", ratio, 6.0, "x", detail)
        rollup = _spawn(MEMORY, home)
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in rollup.split("\n")[1:] if line}
    detail = f"resident {kilobytes['Rss'] / 1024:.0f} MB, the playground's server included"
    yield Figure("memory after start (proportional)", kilobytes["Pss"] / 1024, 130, "MB", detail)
