"""The line numbers beside a code editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import theme

Lines = Callable[[int], Iterable[tuple[int, int, int]]]
"""Number from 0, top and height in pixels of each line in sight, down to a place in pixels."""

_MARGIN: Final = 12
_GAP: Final = 12
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class Gutter(QWidget):
    """Paints the numbers of the lines that its editor shows.

    Args:
        lines: the lines that are in sight.
        wrong: the line that is marked, from 0; -1 for none.
    """

    def __init__(self, editor: QPlainTextEdit, lines: Lines, wrong: Callable[[], int]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._lines = lines
        self._wrong = wrong

    def width_needed(self) -> int:
        """Pixels for the highest number and its margins."""
        digits = max(len(str(self._editor.blockCount())), 2)
        return QFontMetrics(theme.mono_font()).horizontalAdvance("9" * digits) + _MARGIN + _GAP

    def sizeHint(self) -> QSize:
        return QSize(self.width_needed(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("panel"))
        painter.setFont(theme.mono_font())
        current = self._editor.textCursor().blockNumber()
        width = self.width() - _GAP
        for number, top, height in self._lines(event.rect().bottom()):
            token = "red" if number == self._wrong() else "muted"
            painter.setPen(theme.color(token if token == "red" or number == current else "faint"))
            painter.drawText(0, top, width, height, _RIGHT, str(number + 1))
