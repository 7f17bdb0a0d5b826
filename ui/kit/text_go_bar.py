"""The bar that asks where to go in a text: a line, a line and column, or a byte."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui import theme
from ui.kit.button import IconButton
from ui.kit.labels import label

_ESCAPE: Final = Qt.Key.Key_Escape
_RETURN_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIELD_HEIGHT: Final = 28
_FIELD_WIDTH: Final = 200
_HINT: Final = "line, line:column or @byte"


class GoToBar(QWidget):
    """A field in one row.

    Signals:
        wanted: the place that was typed, on Enter. Whoever goes there says with ``show_problem`` why not,
            or closes the bar.
        closed: the user is done; the bar has hidden itself.
    """

    wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_HINT)
        self.field.setAccessibleName("Go to line")
        self.field.setFixedHeight(theme.scaled(_FIELD_HEIGHT))
        self.field.setFixedWidth(theme.scaled(_FIELD_WIDTH))
        self._said = label("", "muted", 12)
        close = IconButton("close", "Close the bar", "Close (Esc)")
        close.clicked.connect(self.close_bar)
        self.field.textEdited.connect(lambda: self.show_problem(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(label("Go to", "muted", 12))
        row.addWidget(self.field)
        row.addWidget(self._said, 1)
        row.addWidget(close)
        self.hide()

    def open_bar(self) -> None:
        """Show the bar with the keyboard in it."""
        self.show_problem("")
        self.show()
        self.field.selectAll()
        self.field.setFocus()

    def close_bar(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def show_problem(self, sentence: str) -> None:
        """Say why there is no such place; nothing takes it back."""
        self._said.setText(sentence)
        self._said.set_token("red" if sentence else "muted")

    def problem_words(self) -> str:
        """What the bar says is wrong."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE:
            self.close_bar()
        elif event.key() in _RETURN_KEYS:
            self.wanted.emit(self.field.text())
        else:
            super().keyPressEvent(event)
