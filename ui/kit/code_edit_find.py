"""The bar over an editor that finds, replaces, and goes to a line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.format import words
from ui import theme
from ui.kit.button import IconButton, PlainButton
from ui.kit.code_edit_search import Found, Wanted
from ui.kit.find_switches import FindSwitches
from ui.kit.labels import label

_FIELD_HEIGHT: Final = 28
_ESCAPE: Final = Qt.Key.Key_Escape
_F3: Final = Qt.Key.Key_F3
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class FindReplaceBar(QWidget):
    """A row to find and one to replace.

    Signals:
        wanted: what is looked for from now on.
        next_wanted, previous_wanted: go on from the cursor.
        replace_wanted, replace_all_wanted: the new text.
        closed: the user is done; the bar has hidden itself.
    """

    wanted = Signal(Wanted)
    next_wanted = Signal()
    previous_wanted = Signal()
    replace_wanted = Signal(str)
    replace_all_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = _field("Find", "Find in the body")
        self.new = _field("Replace with", "Replace with")
        self.switches = FindSwitches(self)
        self.count = label("", "muted", 12)
        self.replace = PlainButton("Replace")
        self.replace_all = PlainButton("Replace all")
        self._previous = IconButton("chevron-up", "Previous place", "Previous place (Shift+F3)")
        self._next = IconButton("chevron-down", "Next place", "Next place (F3)")
        self._close = IconButton("close", "Close the find bar", "Close (Esc)")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        first = _row(self.field, self.count, self.switches, self._previous, self._next, self._close)
        self._second = QWidget(self)
        second = _row(self.new, self.replace, self.replace_all)
        second.setContentsMargins(0, 0, 0, 0)
        self._second.setLayout(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self._second)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._ask)
        self.switches.changed.connect(self._ask)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._close.clicked.connect(self.close_bar)
        self.replace.clicked.connect(lambda: self.replace_wanted.emit(self.new.text()))
        self.replace_all.clicked.connect(lambda: self.replace_all_wanted.emit(self.new.text()))

    def open_bar(self, text: str, replacing: bool) -> None:
        """Show the bar with the keyboard in it, and find this text if there is one."""
        self._second.setVisible(replacing)
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

    def asked(self) -> Wanted:
        """What is looked for."""
        return Wanted(self.field.text(), *self.switches.values())

    def show_found(self, found: Found, current: int) -> None:
        """Say "3 of 12", or what is wrong with an expression. ``current`` counts from 1, 0 for none."""
        total = words.count(len(found.places)) + ("+" if found.more else "")
        text = f"{words.count(current)} of {total}" if current else total
        if not found.places:
            text = "Not found" if self.field.text() else ""
        self.count.setText("Not valid" if found.problem else text)
        self.count.setToolTip(found.problem)
        self.field.setToolTip(found.problem)
        self.count.set_token("red" if found.problem or text == "Not found" else "muted")
        for button in (self._previous, self._next, self.replace, self.replace_all):
            button.setEnabled(bool(found.places))

    def _ask(self) -> None:
        self.wanted.emit(self.asked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, back = Qt.Key(event.key()), bool(event.modifiers() & _SHIFT)
        if key == _ESCAPE:
            self.close_bar()
        elif key in _ENTER and self.new.hasFocus():
            self.replace_wanted.emit(self.new.text())
        elif key == _F3 or (key in _ENTER and not event.modifiers() & _CONTROL):
            (self.previous_wanted if back else self.next_wanted).emit()
        else:
            # What the fields leave over must not be typed into the editor below.
            event.setAccepted(not event.modifiers() & _CONTROL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_bar(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            for field in (self.field, self.new):
                field.setFixedHeight(theme.scaled(_FIELD_HEIGHT))


class GoToBar(QWidget):
    """Asks for a line, or a line and a column as in ``12:5``.

    Signals: ``chosen`` carries both, counted from 1; ``closed`` says that the bar has hidden itself.
    """

    chosen = Signal(int, int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = _field("Line, or line:column", "Go to line")
        self.field.returnPressed.connect(self._choose)
        row = _row(self.field)
        row.setContentsMargins(12, 4, 8, 4)
        self.setLayout(row)
        self.hide()

    def open_bar(self, last: int) -> None:
        """Ask; ``last`` is the number of the last line."""
        self.field.setPlaceholderText(f"Line 1 to {words.count(last)}, or line:column")
        self.show()
        self.field.selectAll()
        self.field.setFocus()

    def close_bar(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def _choose(self) -> None:
        line, _, column = self.field.text().strip().partition(":")
        if line.isdecimal():
            self.chosen.emit(int(line), int(column) if column.isdecimal() else 1)
            self.close_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE:
            self.close_bar()
        else:
            event.setAccepted(not event.modifiers() & _CONTROL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_bar(self)


def _field(hint: str, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setFixedHeight(theme.scaled(_FIELD_HEIGHT))
    return field


def _row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(first, 1)
    for each in others:
        row.addWidget(each)
    return row


def _paint_bar(bar: QWidget) -> None:
    painter = QPainter(bar)
    painter.fillRect(bar.rect(), theme.color("panel"))
    painter.fillRect(0, bar.height() - 1, bar.width(), 1, theme.color("border_soft"))
