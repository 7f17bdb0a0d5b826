"""A body of more text than an editor holds: shown whole, read-only, and offered to become a file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.format.words import size as size_words
from app.model.body import TextBody
from ui.kit.button import PlainButton
from ui.kit.code_edit import TEXT_LIMIT
from ui.kit.labels import ElidedLabel
from ui.kit.text_view import TextView
from ui.request.body_kinds import language_of


def is_large(text: str) -> bool:
    """Whether a text is more than the editor takes."""
    # Most texts are far from the limit: no need to count their bytes.
    return len(text) * 4 > TEXT_LIMIT and len(text.encode("utf-8", "surrogatepass")) > TEXT_LIMIT


class LargeText(QWidget):
    """Shows a ``TextBody``. ``keep_wanted`` asks to put its text into a file."""

    keep_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.words = ElidedLabel("", "muted", self)
        self.words.set_type(12)
        self.keep = PlainButton("Keep as a file…", parent=self)
        self.view = TextView("Body", self)
        self.setFocusProxy(self.view)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.keep.clicked.connect(lambda: self.keep_wanted.emit(self._text))

    def show_body(self, body: TextBody) -> None:
        """Show a text unless it is the one shown."""
        if body.text == self._text:
            return
        self._text = body.text
        data = body.text.encode("utf-8", "surrogatepass")
        self.words.setText(f"{size_words(len(data))}: too large to edit here, sent whole")
        self.view.show_text(data, language_of(body.kind))

    def forget(self) -> None:
        """Let go of the text."""
        self._text = ""
        self.view.clear()
