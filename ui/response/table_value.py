"""The panel below a table that shows one value as a whole."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.table.shape import Cell
from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel
from ui.kit.text_view import TextView

_ESCAPE: Final = Qt.Key.Key_Escape


class ValuePanel(QWidget):
    """A value in lines, with where it is from; ``closed`` says that the user is done with it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ElidedLabel("", "muted")
        self._place.set_type(12)
        self.text = TextView("Whole value")
        close = IconButton("close", "Close the value", "Close (Esc)")
        close.clicked.connect(self.close_panel)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 4, 8, 4)
        bar.addWidget(self._place, 1)
        bar.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.text, 1)
        self.hide()

    def show_cell(self, place: str, cell: Cell) -> None:
        """Show a value; ``place`` says which: "email · row 12"."""
        notes = [place]
        if cell.kind in ("missing", "null", "empty"):
            notes.append("empty text" if cell.kind == "empty" else cell.kind)
        if cell.times > 1:
            notes.append(f"{cell.times} times in this row, the last one is shown")
        if not cell.whole:
            notes.append("the value goes on, only its start is shown")
        self._place.setText(" · ".join(notes))
        nested = cell.kind == "nested"
        self.text.show_text(_in_lines(cell).encode("utf-8", "replace"), "json" if nested else "text")
        self.show()

    def place_words(self) -> str:
        """What is said above the value."""
        return self._place.text()

    def forget(self) -> None:
        """Show nothing."""
        self.text.clear()
        self.hide()

    def close_panel(self) -> None:
        """Hide the panel; the keyboard goes back to the table."""
        self.forget()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def _in_lines(cell: Cell) -> str:
    """A nested value indented, on its text; all others as they are."""
    if cell.kind == "nested" and cell.whole:
        try:
            return msgspec.json.format(cell.source, indent=2)
        except (msgspec.DecodeError, RecursionError):
            return cell.source
    return cell.text
