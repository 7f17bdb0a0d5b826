"""Says how far a file is copied, and lets that be stopped."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.format.words import size as size_words
from ui.dialogs.sheet import Sheet
from ui.kit.labels import label

_STEPS: Final = 1000
_PACE: Final = 100  # milliseconds between two looks at how far it is


class CopyingDialog(Sheet):
    """Shows ``copied`` of ``total`` bytes; whoever copies sets ``copied`` and looks whether it is stopped."""

    def __init__(self, name: str, total: int, parent: QWidget | None = None) -> None:
        super().__init__(f"Saving {name}", 420, parent)
        self.copied = 0
        self.stopped = False
        self._total = max(total, 1)
        self.bar = QProgressBar(maximum=_STEPS, textVisible=False)
        self.bar.setAccessibleName("How far the file is saved")
        self.words = label("", "muted", 12)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.words)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.rejected.connect(self._stop)
        self._pace = QTimer(self, interval=_PACE)
        self._pace.timeout.connect(self.show_progress)
        self._pace.start()
        self.show_progress()

    def show_progress(self) -> None:
        """Paint how far it is."""
        self.bar.setValue(self.copied * _STEPS // self._total)
        self.words.setText(f"{size_words(self.copied)} of {size_words(self._total)}")

    def _stop(self) -> None:
        self.stopped = True
