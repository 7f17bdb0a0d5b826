"""One view with one body in a process of its own: how long its thread stalls, and what memory it takes.

``python -m tests.bench.body_probe ours|peer FILE LANGUAGE`` prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from app.model.payload import Payload
from ui import theme
from ui.kit.text_source import open_text
from ui.kit.text_view import TextView

MISSING = "no such text in it"
PAGES = 200
_TICK = 2  # ms
_LONGEST_WAIT = 120_000  # ms


class Watch(QObject):
    """A precise timer whose longest gap is the longest stall; it also sees when a widget was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self._last = time.perf_counter()
        self.longest = 0.0
        self.painted = False
        watched.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def take(self) -> float:
        """The longest stall in ms since this was asked last."""
        self._tick()
        longest, self.longest = self.longest, 0.0
        return max(0.0, longest * 1000 - _TICK)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False


def wait_until(done: Callable[[], bool]) -> None:
    """Let the loop of Qt run until something is so."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start(0)
    QTimer.singleShot(_LONGEST_WAIT, loop.quit)
    if not done():
        loop.exec()


def private_memory() -> float:
    """Megabytes that this process alone has written; clean pages of libraries come and go with others."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) / 1024


class Ours:
    """The text view, as the response shows it."""

    def __init__(self, path: Path, language: str) -> None:
        self.view = TextView("Body")
        self.view.set_wrap(True)
        self._path, self._language = path, language
        self._searched = False
        self.view.search_changed.connect(self._hear)

    def _hear(self, _current: int, _found: int, finished: bool) -> None:
        self._searched = finished

    def show(self) -> None:
        size = self._path.stat().st_size
        self.view.show_text(open_text(Payload(size, None, self._path)), self._language)

    def complete(self) -> bool:
        return self.view.source.complete

    def to_end(self) -> None:
        self.view.go_to_offset(self.view.source.size)

    def find(self) -> None:
        self._searched = False
        self.view.search(MISSING)

    def found(self) -> bool:
        return self._searched

    def turn(self, direction: int) -> None:
        self.view.scroll_by(direction * (self.view.verticalScrollBar().pageStep() - 1))

    def extras(self, watch: Watch) -> dict[str, float]:
        """What only this view does: folding, wrapping anew, selecting."""
        told: dict[str, float] = {}
        for name, action in (
            ("fold", lambda: self.view.fold_all(2)),
            ("unfold", self.view.unfold_all),
            ("no wrap", lambda: self.view.set_wrap(False)),
            ("wrap", lambda: self.view.set_wrap(True)),
            ("narrow", lambda: self.view.resize(700, 800)),
            ("select", self.view.select_all),
        ):
            action()
            QApplication.processEvents()
            wait_until(self.view.is_settled)
            told[name] = watch.take()
        return told


class Peer:
    """QPlainTextEdit, as one would use it."""

    def __init__(self, path: Path, _language: str) -> None:
        self.view = QPlainTextEdit()
        self._path = path

    def show(self) -> None:
        self.view.setPlainText(self._path.read_text("utf-8"))

    def complete(self) -> bool:
        return True

    def to_end(self) -> None:
        self.view.moveCursor(QTextCursor.MoveOperation.End)

    def find(self) -> None:
        self.view.moveCursor(QTextCursor.MoveOperation.Start)
        self.view.find(MISSING)

    def found(self) -> bool:
        return True

    def turn(self, direction: int) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep())

    def extras(self, _watch: Watch) -> dict[str, float]:
        return {}


def measure(shown: Ours | Peer) -> dict[str, object]:
    """Everything that is asked of a view of a body, in ms and MB."""
    view = shown.view
    view.resize(1200, 800)
    view.show()
    QApplication.processEvents()
    watch, idle = Watch(view.viewport()), private_memory()
    view.viewport().update()
    wait_until(lambda: watch.painted)
    told: dict[str, object] = {}
    stalls: dict[str, float] = {}

    def timed(name: str, act: Callable[[], None], done: Callable[[], bool]) -> None:
        watch.take()
        begun = time.perf_counter()
        act()
        wait_until(done)
        told[name] = (time.perf_counter() - begun) * 1000
        stalls[name] = watch.take()

    def show() -> None:
        shown.show()
        watch.painted = False
        view.viewport().update()

    timed("paint", show, lambda: watch.painted)
    timed("index", lambda: None, shown.complete)
    timed("end", lambda: _show_end(shown, view.viewport()), lambda: True)
    timed("miss", shown.find, shown.found)
    timed("pages", lambda: None, _pages(shown, view))
    stalls |= shown.extras(watch)
    told["memory"] = private_memory() - idle
    told["stalls"] = stalls
    return told


def _show_end(shown: Ours | Peer, viewport: QWidget) -> None:
    shown.to_end()
    viewport.repaint()


def _pages(shown: Ours | Peer, view: QWidget) -> Callable[[], bool]:
    """Turns a page each time it is asked, back from the end; true after so many."""
    turned = 0

    def turn() -> bool:
        nonlocal turned
        shown.turn(-1)
        turned += 1
        return turned > PAGES

    return turn


def main() -> None:
    """Measure what the command line names."""
    which, path, language = sys.argv[1:4]
    application = QApplication([])
    theme.apply(application, "light")
    shown = (Ours if which == "ours" else Peer)(Path(path), language)
    print(json.dumps(measure(shown)))


if __name__ == "__main__":
    main()
