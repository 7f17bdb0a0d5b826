"""One control per kind of option: shows the own value, or greyed what is inherited, and reports changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from app.model.options import RETRIABLE
from app.workspace.secret_fields import looks_secret
from ui import theme
from ui.kit.button import LOW, IconButton
from ui.kit.combo import ComboBox
from ui.kit.duration import duration_words, read_duration
from ui.kit.secret_edit import SecretEdit
from ui.kit.variable_edit import VariableEdit
from ui.kit.variables import Variables
from ui.request.option_rows import OptionRow
from ui.request.option_values import line_texts, read_lines

_LINES: Final = 64
_TEXT_MARGIN: Final = 7
_ARROW_ROOM: Final = 40
_ELIDE_RIGHT: Final = Qt.TextElideMode.ElideRight
_FAILURES: Final = {
    "dns": "DNS",
    "connect": "Connecting",
    "tls": "TLS",
    "proxy": "Proxy",
    "timeout": "Time limit",
    "reset": "Reset",
    "protocol": "Protocol",
}
_STATUS: Final = re.compile(r"[1-5]\d\d")
_TEXT: Final = QPalette.ColorRole.Text
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_IGNORED: Final = QSizePolicy.Policy.Ignored
_FIXED: Final = QSizePolicy.Policy.Fixed


class OptionField(QWidget):
    """A control for one row.

    Signals:
        changed: the value that the user gave; None when nothing was left.
        file_wanted: a file shall be chosen for it; answer with ``take``.
    """

    changed = Signal(object)
    file_wanted = Signal()

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.first: QWidget = self  # what gets the keyboard
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(4)

    def show_value(self, value: Any) -> None:
        """Show an own value, None for none."""

    def show_inherited(self, words: str) -> None:
        """Show in grey, where there is no own value, what is inherited and from where."""

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""

    def take(self, value: Any) -> None:
        """Report a value as if it had been typed."""
        self.changed.emit(value)

    def put(self, widget: QWidget) -> None:
        """Make a widget the control: it gets the keyboard and the name."""
        self.first = widget
        widget.setAccessibleName(self.row.label)
        widget.setToolTip(self.row.sentence)
        self.line.addWidget(widget, 1)


class GreyBox(ComboBox):
    """A list whose words are grey while they only say what is inherited."""

    _grey = False

    def show_grey(self, grey: bool) -> None:
        """Whether the words are grey."""
        self._grey = grey
        self._restyle()

    def _restyle(self) -> None:
        super()._restyle()
        colors = self.palette()
        colors.setColor(_TEXT, theme.color("faint" if self._grey else "text"))
        self.setPalette(colors)


class ChoiceField(OptionField):
    """One of few values, or the first entry: what is inherited."""

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self._open = 0 if row.part else 1
        self._inherited = ""
        self.box = GreyBox(row.label, ("",) * self._open + tuple(text for _, text in row.choices), self)
        # The widest entry must not decide how narrow the pane can be.
        self.box.setSizePolicy(_IGNORED, _FIXED)
        self.box.setMinimumContentsLength(1)
        self.box.activated.connect(self._choose)
        self.put(self.box)

    def show_value(self, value: Any) -> None:
        values = [choice for choice, _ in self.row.choices]
        self.box.setCurrentIndex(values.index(value) + self._open if value in values else 0)
        self.box.show_grey(self._open == 1 and self.box.currentIndex() == 0)

    def show_inherited(self, words: str) -> None:
        self._inherited = words
        self._elide()

    def _elide(self) -> None:
        """A list cuts its words off without a sign that there are more."""
        if self._open:
            room = self.width() - theme.scaled(_ARROW_ROOM)
            words = self.box.fontMetrics().elidedText(self._inherited, _ELIDE_RIGHT, room)
            self.box.setItemText(0, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The layout has not reached the list yet, which is as wide as the field.
        self._elide()

    def _choose(self, index: int) -> None:
        self.box.show_grey(index < self._open)
        self.changed.emit(None if index < self._open else self.row.choices[index - self._open][0])


class SpanField(OptionField):
    """A time span or a count, typed as text; empty for what is inherited."""

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self._read: Callable[[str], Any] = {
            "time": read_duration,
            "count": _read_count,
            "statuses": _read_statuses,
        }[row.kind]
        says: dict[str, Callable[[Any], str]] = {
            "time": duration_words,
            "count": str,
            "statuses": _status_words,
        }
        self._say = says[row.kind]
        self.edit = QLineEdit(self)
        self.edit.setFixedHeight(theme.scaled(LOW))
        self.edit.textEdited.connect(self._take)
        self.edit.editingFinished.connect(self._settle)
        self._value: Any = None
        self.put(self.edit)

    def show_value(self, value: Any) -> None:
        self._value = value
        text = self.edit.text()
        # What is being typed stays as long as it means the same.
        if (self._read(text) if text else None) != value:
            self.edit.setText("" if value is None else self._say(value))
        self._warn(False)

    def show_inherited(self, words: str) -> None:
        self.edit.setPlaceholderText(words)

    def _take(self, text: str) -> None:
        value = self._read(text) if text.strip() else None
        self._warn(bool(text.strip()) and value is None)
        if (value is not None or not text.strip()) and value != self._value:
            self._value = value
            self.changed.emit(value)

    def _settle(self) -> None:
        """What was typed is over: it is shown as it was understood."""
        self.edit.setText("" if self._value is None else self._say(self._value))
        self._warn(False)

    def _warn(self, wrong: bool) -> None:
        if bool(self.edit.property("warning")) != wrong:
            self.edit.setProperty("warning", wrong)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
        hint = "Type a time such as 30 s or 500 ms." if self.row.kind == "time" else "Type whole numbers."
        self.edit.setToolTip(hint if wrong else self.row.sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE and hasattr(self, "edit"):
            self.edit.setFixedHeight(theme.scaled(LOW))


def _status_words(codes: tuple[int, ...]) -> str:
    return ", ".join(map(str, codes))


def _read_count(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _read_statuses(text: str) -> tuple[int, ...] | None:
    words = text.replace(",", " ").split()
    return tuple(map(int, words)) if words and all(map(_STATUS.fullmatch, words)) else None


class TextField(OptionField):
    """A line of text with variables, or the path of a file with a button to find it.

    Signals:
        secret_wanted: the login in the text is to go to the keyring.
    """

    secret_wanted = Signal()

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self.edit = VariableEdit(row.label, "", self)
        self.edit.set_height(LOW)
        self.offer = self.edit.offer_secret(self.secret_wanted.emit, whole=False)
        self.edit.textEdited.connect(self._take)
        self.edit.textChanged.connect(lambda text: self.offer.show(looks_secret("", text)))
        self.put(self.edit)
        if row.kind == "path":
            choose = IconButton("folder-open", f"Choose a file: {row.label}", "Choose a file", self)
            choose.clicked.connect(self.file_wanted)
            self.line.addWidget(choose)

    def show_value(self, value: Any) -> None:
        # A proxy without a URL is none at all: while it is typed anew the field may be empty.
        if not (self.row.name == "proxy.url" and self.edit.hasFocus() and not self.edit.text()):
            self.edit.show_text(value or "")

    def show_inherited(self, words: str) -> None:
        self.edit.setPlaceholderText(words)

    def show_variables(self, variables: Variables) -> None:
        self.edit.show_variables(variables)

    def _take(self, text: str) -> None:
        if text or self.row.name != "proxy.url":
            self.changed.emit(text or None)


class SecretField(OptionField):
    """A password or passphrase; what is typed goes to the keyring.

    Signals:
        secret_entered: the literal that was typed.
        plain_wanted: the secret is wanted as plain text in the file.
    """

    secret_entered = Signal(str)
    plain_wanted = Signal()

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self.edit = SecretEdit(row.label, self)
        self.edit.changed.connect(lambda text: self.changed.emit(text or None))
        self.edit.secret_entered.connect(self.secret_entered)
        self.edit.plain_wanted.connect(self.plain_wanted)
        self.first = self.edit.edit
        self.line.addWidget(self.edit, 1)

    def show_value(self, value: Any) -> None:
        self.edit.show_value(value or "")

    def show_variables(self, variables: Variables) -> None:
        self.edit.show_variables(variables)


class LinesField(OptionField):
    """Several lines of text; none for what is inherited."""

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.document().setDocumentMargin(_TEXT_MARGIN)
        self._value: Any = None
        self._restyle()
        self.edit.textChanged.connect(self._take)
        self.put(self.edit)

    def show_value(self, value: Any) -> None:
        self._value = value
        if read_lines(self.row, self.edit.toPlainText()) != (value or None):
            self.edit.setPlainText("\n".join(line_texts(value)))

    def show_inherited(self, words: str) -> None:
        self.edit.setPlaceholderText(words)

    def _take(self) -> None:
        value = read_lines(self.row, self.edit.toPlainText())
        if value != (self._value or None):
            self._value = value
            self.changed.emit(value)

    def _restyle(self) -> None:
        self.edit.setFont(theme.mono_font())
        self.edit.setFixedHeight(theme.scaled(_LINES))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE and hasattr(self, "edit"):
            self._restyle()


class SwitchField(OptionField):
    """On or off; inherited with the option that it is a part of."""

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self.box = QCheckBox(self)
        self.box.setFixedHeight(theme.scaled(LOW))
        self.box.clicked.connect(lambda on: self.changed.emit(on))
        self.put(self.box)

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class FailuresField(OptionField):
    """Which failures count."""

    def __init__(self, row: OptionRow, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, kind in enumerate(RETRIABLE):
            box = self.boxes[kind] = QCheckBox(_FAILURES[kind], self)
            box.setAccessibleName(f"{row.label}: {_FAILURES[kind]}")
            box.clicked.connect(lambda _on: self.changed.emit(self._value()))
            grid.addWidget(box, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.first = self.boxes[RETRIABLE[0]]
        self.line.addLayout(grid, 1)

    def show_value(self, value: Any) -> None:
        for kind, box in self.boxes.items():
            box.setChecked(kind in (value or ()))

    def _value(self) -> tuple[str, ...]:
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())


_MAKERS: Final[dict[str, type[OptionField]]] = {
    "choice": ChoiceField,
    "time": SpanField,
    "count": SpanField,
    "statuses": SpanField,
    "text": TextField,
    "path": TextField,
    "secret": SecretField,
    "lines": LinesField,
    "switch": SwitchField,
    "failures": FailuresField,
}


def make_field(row: OptionRow, parent: QWidget) -> OptionField:
    """The control for a row of the table."""
    made = _MAKERS[row.kind](row, parent)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, _FIXED)
    return made
