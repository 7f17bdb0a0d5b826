"""The bar that asks for a text to find, and tells which of how many places is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from app.format import words
from ui import theme
from ui.kit.button import IconButton
from ui.kit.labels import label

_ESCAPE: Final = Qt.Key.Key_Escape
_RETURN_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_F3: Final = Qt.Key.Key_F3
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_FIELD_HEIGHT: Final = 28


class FindBar(QWidget):
    """A field, a check box and two arrows.

    Signals:
        wanted: the text to find and whether upper and lower case differ; an empty text finds nothing.
        next_wanted, previous_wanted: go on from the place that is shown.
        closed: the user is done; the bar has hidden itself.
    """

    wanted = Signal(str, bool)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find")
        self.field.setAccessibleName("Find in the body")
        self.field.setFixedHeight(theme.scaled(_FIELD_HEIGHT))
        self.match_case = QCheckBox("Match case")
        self._count = label("", "muted", 12)
        self._previous = IconButton("chevron-up", "Previous place", "Previous place (Shift+F3)")
        self._next = IconButton("chevron-down", "Next place", "Next place (F3)")
        close = IconButton("close", "Close the find bar", "Close (Esc)")
        self.field.textChanged.connect(self._ask)
        self.match_case.toggled.connect(self._ask)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addWidget(self.match_case)
        row.addSpacing(4)
        for button in (self._previous, self._next, close):
            row.addWidget(button)
        self.show_count(0, 0, True)
        self.hide()

    def open_bar(self, text: str = "") -> None:
        """Show the bar with the keyboard in it, and find this text if there is one."""
        self.show()
        if text:
            self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus()
        self._ask()

    def close_bar(self) -> None:
        """Hide the bar; the marks in the text go."""
        self.hide()
        self.closed.emit()

    def ask_again(self) -> None:
        """Find the same in a new text, if the bar is open."""
        if not self.isHidden():
            self._ask()

    def show_count(self, current: int, found: int, finished: bool) -> None:
        """Say "3 of 12"; an ellipsis stands for hits that may still come."""
        more = "" if finished else "…"
        if found:
            self._count.setText(f"{words.count(current)} of {words.count(found)}{more}")
        else:
            missing = "Not found" if finished else "Searching…"
            self._count.setText(missing if self.field.text() else "")
        self._count.set_token("red" if self._count.text() == "Not found" else "muted")
        self._previous.setEnabled(found > 0)
        self._next.setEnabled(found > 0)

    def count_words(self) -> str:
        """What the bar says of the hits."""
        return self._count.text()

    def _ask(self) -> None:
        self.wanted.emit(self.field.text(), self.match_case.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, back = event.key(), bool(event.modifiers() & _SHIFT)
        if key == _ESCAPE:
            self.close_bar()
        elif key == _F3 or key in _RETURN_KEYS:
            (self.previous_wanted if back else self.next_wanted).emit()
        else:
            super().keyPressEvent(event)
