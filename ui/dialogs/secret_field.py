"""The field in which a secret is typed, over its cell of a table; a stored one is shown on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.kit.icons import icon


class SecretField(QLineEdit):
    """A field for a new secret.

    Signals:
        entered(text): Enter or a click elsewhere ended the typing of a new value.
        left(): nothing was changed, or Escape was pressed.
        reveal_wanted(): the eye was pressed.
    """

    entered = Signal(str)
    left = Signal()
    reveal_wanted = Signal()

    def __init__(self, name: str, stored: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._ended = False
        self.setAccessibleName(f"Secret value of {name}")
        self.setPlaceholderText("Type a new value" if stored else "Type the value")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setFont(theme.mono_font())
        self._eye = self.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setToolTip("Show the value")
        self._eye.triggered.connect(self._reveal)

    def show_secret(self, text: str) -> None:
        """Show the stored value in clear."""
        if not self.isModified():
            self.setText(text)
        self.setEchoMode(QLineEdit.EchoMode.Normal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(self.isModified())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end(self.isModified())

    def _reveal(self) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal)
        if not self.text():
            self.reveal_wanted.emit()

    def _end(self, entered: bool) -> None:
        if self._ended:
            return
        self._ended = True
        if entered:
            self.entered.emit(self.text())
        else:
            self.left.emit()
