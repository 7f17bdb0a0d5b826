"""A strip across a view that tells what it stands for: how far some work is, or what part is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.kit.button import PlainButton
from ui.kit.labels import ElidedLabel

_LINE: Final = 2  # pixels; the line of the progress along the lower edge


class Strip(QWidget):
    """Words on the left, one button on the right, and a line that grows while something is done.

    ``pressed``: the button was.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done: float | None = None
        self._words = ElidedLabel("", "muted")
        self._words.set_type(12)
        self.button = PlainButton("Cancel", 24)
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_progress(self, sentence: str, done: float | None, action: str = "Cancel") -> None:
        """Say what is being done.

        Args:
            sentence: such as "Formatting…".
            done: from 0 to 1, None where it is not known.
            action: the words of the button.
        """
        self._done = done
        self._show(f"{sentence} {done:.0%}" if done else sentence, action)

    def show_state(self, sentence: str, action: str) -> None:
        """Say what the view shows, and what the button would do about it."""
        self._done = None
        self._show(sentence, action)

    def sentence(self) -> str:
        """What the strip says."""
        return self._words.text()

    def _show(self, sentence: str, action: str) -> None:
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        if self.button.text() != action:
            self.button.show_words(action)
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border_soft"))
        if self._done:
            line = QRect(0, self.height() - _LINE, round(self.width() * min(self._done, 1.0)), _LINE)
            painter.fillRect(line, theme.color("accent"))
