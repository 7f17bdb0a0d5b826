"""What the small dialogs share: a heading, a column of content, and a row of buttons at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.kit.button import TALL, PlainButton, PrimaryButton
from ui.kit.labels import label

_MARGIN = 24


class Sheet(QDialog):
    """A dialog that is opened with ``open()`` or ``show()``; subclasses fill ``column``.

    Args:
        title: the heading, which is the window's title too.
        width: pixels at the base text size.
    """

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.scaled(width))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 16)
        outer.setSpacing(16)
        outer.addWidget(label(title, "text", 15, theme.SEMIBOLD))
        self.column = QVBoxLayout()
        self.column.setSpacing(4)
        outer.addLayout(self.column, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)

    def add_field(self, title: str, field: QWidget) -> None:
        """Put a field under its label."""
        if self.column.count():
            self.column.addSpacing(8)
        words = label(title, "muted", 12)
        words.setBuddy(field)
        self.column.addWidget(words)
        self.column.addWidget(field)

    def add_button(self, text: str) -> PlainButton:
        """A plain button, right of those before it."""
        button = PlainButton(text, TALL)
        self._buttons.addWidget(button)
        return button

    def add_primary(self, text: str) -> PrimaryButton:
        """The filled button, which Enter presses from any field."""
        button = PrimaryButton(text)
        button.setDefault(True)
        self._buttons.addWidget(button)
        return button


def text_field(name: str, text: str = "") -> QLineEdit:
    """A line to type into, 34 px high."""
    field = QLineEdit(text)
    field.setAccessibleName(name)
    field.setFixedHeight(theme.scaled(TALL))
    return field
