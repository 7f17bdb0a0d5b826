"""What the pane shows while a request is under way: the time so far, the bytes so far, and Cancel."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.format import words
from app.model.exchange import Progress
from ui import theme
from ui.kit.button import PlainButton
from ui.kit.labels import label

_TICK: Final = 100  # ms between two figures; faster ones cannot be read
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_STEPS: Final = 1000
_BAR_WIDTH: Final = 240
_BAR_HEIGHT: Final = 4

_PHASES: Final = {
    "prepare": "Preparing…",
    "blocked": "Waiting for a free connection…",
    "dns": "Looking up the host…",
    "connect": "Connecting…",
    "tls": "Agreeing on encryption…",
    "send": "Sending…",
    "wait": "Waiting for the response…",
    "receive": "Receiving…",
}


class SendingView(QWidget):
    """Ticks from ``start`` to ``stop``; ``ticked`` carries the milliseconds so far."""

    cancel_requested = Signal()
    ticked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begun = 0.0
        self._elapsed = label("", "text", 20, theme.MEDIUM)
        self._phase = label("", "muted")
        self._amount = label("", "muted", 12)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(theme.scaled(_BAR_WIDTH), _BAR_HEIGHT)
        self._bar.setAccessibleName("Progress of the transfer")
        self.cancel = PlainButton("Cancel", icon_name="close")
        self.cancel.setToolTip("Cancel (Esc)")
        self.cancel.clicked.connect(self.cancel_requested)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._elapsed, self._phase, self._bar, self._amount):
            column.addWidget(widget, 0, _CENTER)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.cancel, 0, _CENTER)
        column.addLayout(row)
        column.addStretch(3)

    def start(self, since: float) -> None:
        """Begin to tick; ``since`` is the ``time.perf_counter`` of the key press."""
        self._begun = since
        self._amount.setText("")
        self._phase.setText("Sending…")
        self._show_bar(0, None)
        self._timer.start(_TICK)
        self._tick()

    def stop(self) -> None:
        """Stop ticking."""
        self._timer.stop()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the send is."""
        hop = f" · redirect {progress.hop}" if progress.hop else ""
        self._phase.setText(_doing(progress) + hop)
        receiving = progress.phase == "receive"
        done = progress.received if receiving else progress.sent
        total = progress.received_total if receiving else progress.sent_total
        self._amount.setText(amount_words(done, total) if done else "")
        self._show_bar(done, total)

    def words(self) -> tuple[str, str, str]:
        """What is shown: the time, the phase, the amount."""
        return self._elapsed.text(), self._phase.text(), self._amount.text()

    def _show_bar(self, done: int, total: int | None) -> None:
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(min(_STEPS, _STEPS * done // total) if total else 0)

    def _tick(self) -> None:
        elapsed = (time.perf_counter() - self._begun) * 1000
        self._elapsed.setText(f"{elapsed / 1000:.1f} s" if elapsed < 60_000 else words.milliseconds(elapsed))
        self.ticked.emit(elapsed)


def _doing(progress: Progress) -> str:
    if progress.waiting:
        return f"Waiting {words.milliseconds(progress.waiting)} before attempt {progress.attempt}"
    again = f" · attempt {progress.attempt}" if progress.attempt > 1 else ""
    return _PHASES[progress.phase] + again


def amount_words(done: int, total: int | None) -> str:
    """How much of how much: "4.3 MB of 97.4 MB"; only how much where the whole is not known."""
    return f"{words.size(done)} of {words.size(total)}" if total else words.size(done)
