"""The page of a file as text: of one that is broken, or of a kind that Sonde does not edit yet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.kit.button import PrimaryButton
from ui.kit.code_edit import CodeEdit
from ui.kit.labels import ElidedLabel
from ui.kit.notice import Kind, MessageBar
from ui.tab import Tab

PAUSE: Final = 300  # ms without typing, after which the text is checked
_HEIGHT: Final = 52


class FilePage(QWidget):
    """Text with a sentence above it that says what is wrong, or what this file is.

    ``saved`` is the text that the file holds. ``paused`` tells that the typing paused, ``edited`` every
    edit; ``chosen`` the index of a button of the sentence.
    """

    edited = Signal()
    paused = Signal()
    save_wanted = Signal()
    chosen = Signal(int)

    def __init__(self, tab: Tab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab = tab
        self.saved = ""
        self.bar = MessageBar(self)
        self.text = CodeEdit("Text of the file", self)
        self.text.show_language("yaml")
        self._name = ElidedLabel()
        self._name.set_type(13, theme.MEDIUM, mono=True)
        self.save_button = PrimaryButton("Save")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._arrange()
        self.bar.chosen.connect(self.chosen)
        self.save_button.clicked.connect(lambda _checked: self.save_wanted.emit())
        self.text.edited.connect(lambda _text: self._note())
        self._pause.timeout.connect(self.paused)
        self.setFocusProxy(self.text)

    def _arrange(self) -> None:
        head = QWidget(self)
        head.setFixedHeight(theme.scaled(_HEIGHT))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(head)
        column.addWidget(self.text, 1)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that the file does not hold."""
        return self.text.text() != self.saved

    def show_file(self, text: str) -> None:
        """Show what the file holds."""
        self.saved = text
        self.text.show_text(text)
        self.text.setReadOnly(False)
        self._name.setText(self.tab.key)
        self._show_state()

    def show_unreadable(self) -> None:
        """There is no text to show: the sentence says why."""
        self._name.setText(self.tab.key)
        self.text.setReadOnly(True)
        self._show_state()

    def show_note(self, kind: Kind, sentence: str, hint: str, actions: tuple[str, ...] = ()) -> None:
        """Say something above the text, unless it is what is said already."""
        if (sentence, hint) != (self.bar.sentence(), self.bar.hint()) or not self.bar.isVisibleTo(self):
            self.bar.show_message(kind, sentence, hint, actions)

    def replace_text(self, text: str) -> None:
        """Put another text in the place of what was typed; undo brings that back."""
        cursor = self.text.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def _note(self) -> None:
        self._show_state()
        self._pause.start()
        self.edited.emit()

    def _show_state(self) -> None:
        self.save_button.setEnabled(self.dirty)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("panel"))
