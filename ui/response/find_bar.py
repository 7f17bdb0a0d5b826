"""The bar that asks for a text to find, and tells which of how many places is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.format import words
from ui import theme
from ui.kit.button import IconButton
from ui.kit.find_switches import FindSwitches
from ui.kit.labels import label

_ESCAPE: Final = Qt.Key.Key_Escape
_RETURN_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_F3: Final = Qt.Key.Key_F3
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_FIELD_HEIGHT: Final = 28


class FindBar(QWidget):
    """A field, three switches and two arrows.

    Signals:
        wanted: the text to find, whether upper and lower case differ, whether only whole words count, and
            whether it is a regular expression; an empty text finds nothing.
        next_wanted, previous_wanted: go on from the place that is shown.
        closed: the user is done; the bar has hidden itself.
    """

    wanted = Signal(str, bool, bool, bool)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find")
        self.field.setAccessibleName("Find in the body")
        self.field.setFixedHeight(theme.scaled(_FIELD_HEIGHT))
        self.switches = FindSwitches(self)
        self._count = label("", "muted", 12)
        self._problem = label("", "red", 12)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._previous = IconButton("chevron-up", "Previous place", "Previous place (Shift+F3)")
        self._next = IconButton("chevron-down", "Next place", "Next place (F3)")
        self._close = IconButton("close", "Close the find bar", "Close (Esc)")
        self._lay_out()
        self._connect()
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

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be found, or why the search ended early; it goes with the next search."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if self._count.text() == "Not found":
            self._count.setText("")

    def count_words(self) -> str:
        """What the bar says of the hits."""
        return self._count.text()

    def problem_words(self) -> str:
        """What the bar says is wrong."""
        return self._problem.text()

    def _ask(self) -> None:
        self.show_problem("")
        self.wanted.emit(self.field.text(), *self.switches.values())

    def _connect(self) -> None:
        self.field.textChanged.connect(self._ask)
        self.switches.changed.connect(self._ask)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._close.clicked.connect(self.close_bar)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.switches)
        row.addWidget(self._count)
        arrows = QHBoxLayout()
        arrows.setSpacing(0)
        for button in (self._previous, self._next, self._close):
            arrows.addWidget(button)
        row.addLayout(arrows)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, back = event.key(), bool(event.modifiers() & _SHIFT)
        if key == _ESCAPE:
            self.close_bar()
        elif key == _F3 or key in _RETURN_KEYS:
            (self.previous_wanted if back else self.next_wanted).emit()
        else:
            super().keyPressEvent(event)
