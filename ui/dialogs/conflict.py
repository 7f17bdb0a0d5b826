"""Says that a file changed outside while it was edited, shows where, and asks which version stays."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.model.request import Request
from ui import theme
from ui.dialogs.differences import Difference, differences
from ui.dialogs.sheet import Sheet
from ui.kit.labels import Label, label

_TOP = Qt.AlignmentFlag.AlignTop
_LONG_WORD: Final = re.compile(r"\S{25,}")
_EIGHT: Final = re.compile(r".{8}")


class ConflictDialog(Sheet):
    """Opened with ``open()``; Cancel leaves both as they are.

    Args:
        sentence: what happened, with the file's name.
        yours: the request as edited here.
        theirs: the request as the file holds it now, or None where the file is gone.

    Signals:
        keep_mine(): write what was edited here over the file.
        take_theirs(): drop the edits and show the file.
    """

    keep_mine = Signal()
    take_theirs = Signal()

    def __init__(
        self, sentence: str, yours: Request, theirs: Request | None, parent: QWidget | None = None
    ) -> None:
        title = "The file was deleted" if theirs is None else "The file was changed"
        super().__init__(title, 640, parent)
        words = label(sentence)
        words.setWordWrap(True)
        self.column.addWidget(words)
        self.column.addSpacing(8)
        self.differences = differences(yours, theirs) if theirs is not None else ()
        if self.differences:
            self.column.addWidget(_table(self.differences), 1)
            self.resize(theme.scaled(720), theme.scaled(440))
        elif theirs is not None:
            self.column.addWidget(label("Both say the same; only the text of the file differs.", "muted"))
        self.cancel_button = self.add_button("Cancel")
        self.cancel_button.clicked.connect(self.reject)
        self.theirs_button = self.add_button("Take theirs" if theirs is not None else "Close it here too")
        self.theirs_button.clicked.connect(lambda _checked: self._choose(self.take_theirs))
        self.mine_button = self.add_primary("Keep mine")
        self.mine_button.clicked.connect(lambda _checked: self._choose(self.keep_mine))
        # Neither choice can be taken back, so the keyboard starts on the one that changes nothing.
        self.cancel_button.setFocus()

    def _choose(self, signal: SignalInstance) -> None:
        self.accept()
        signal.emit()


def _table(found: tuple[Difference, ...]) -> QScrollArea:
    content = QWidget()
    grid = QGridLayout(content)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for column, title in enumerate(("", "Yours", "In the file")):
        grid.addWidget(label(title, "muted", 12), 0, column)
    for row, difference in enumerate(found, start=1):
        grid.addWidget(label(difference.field, "text", 13, theme.MEDIUM), row, 0, _TOP)
        grid.addWidget(_cell(difference.yours), row, 1, _TOP)
        grid.addWidget(_cell(difference.theirs), row, 2, _TOP)
    grid.setRowStretch(len(found) + 1, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName("Differences")
    area.setWidget(content)
    area.setMinimumHeight(theme.scaled(160))
    return area


def _cell(text: str) -> Label:
    # A label breaks lines between words only, and would cut off the end of a long URL.
    cell = label(_LONG_WORD.sub(_breakable, text), "text", 12, mono=True)
    cell.setAccessibleName(text)
    cell.setWordWrap(True)
    cell.setMinimumWidth(1)
    return cell


def _breakable(word: re.Match[str]) -> str:
    """A word with invisible places where a line may end."""
    return _EIGHT.sub("\\g<0>\u200b", word.group())
