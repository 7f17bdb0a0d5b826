"""The page of a collection's settings that says what may be written into its files."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.kit.labels import Label

_MARGIN = 12
_WORDS = (
    "Other programs that read OpenCollection then find nothing unknown in these files. What the schema has "
    "no words for, such as retries or a limit of time for connecting, is refused when it is saved. What "
    "stands in the files already stays; “sonde collection check” lists it."
)


class FormatPage(QWidget):
    """One switch. ``changed`` tells that it was switched."""

    changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strict = QCheckBox("Write only the published schema", self)
        words = Label(_WORDS, "muted", self)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(8)
        column.addWidget(self.strict)
        column.addWidget(words, 1)
        self.strict.toggled.connect(self.changed)

    def show_strict(self, strict: bool) -> None:
        """Show whether the collection is strict."""
        self.strict.setChecked(strict)
