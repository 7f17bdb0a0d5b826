"""Shows field by field where a file and what was edited here differ, and lets the user choose for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.workspace.merge import Difference, Side
from ui import theme
from ui.dialogs.differences import title, words
from ui.dialogs.sheet import Sheet
from ui.kit import paint
from ui.kit.labels import Label, label
from ui.kit.tabs import Segments

_SIDES: Final[tuple[Side, ...]] = ("mine", "theirs")
_TOP: Final = Qt.AlignmentFlag.AlignTop
_LONG_WORD: Final = re.compile(r"\S{25,}")
_EIGHT: Final = re.compile(r".{8}")
_NOTES: Final = {"mine": "changed here", "theirs": "changed on disk", None: "changed on both sides"}


class ConflictDialog(Sheet):
    """Opened with ``open()``; Cancel leaves both as they are.

    Args:
        sentence: what happened, with the file's name.
        found: where the two differ.

    Signals:
        chosen(dict): whose fact shall stand, by its place.
    """

    chosen = Signal(object)

    def __init__(
        self, sentence: str, found: Sequence[Difference], parent: QWidget | None = None, accept: str = "Apply"
    ) -> None:
        super().__init__("Compare field by field", 760, parent)
        note = label(sentence)
        note.setWordWrap(True)
        self.column.addWidget(note)
        self.column.addSpacing(8)
        # What somebody has to decide comes first.
        self.rows = [_Row(each) for each in sorted(found, key=lambda each: each.side is not None)]
        self.column.addWidget(_listed(self.rows), 1)
        self.add_button("Cancel").clicked.connect(self.reject)
        for index, text in enumerate(("All mine", "All theirs")):
            button = self.add_button(text)
            # Enter in a row takes the choice as it is, not a button that happens to stand first.
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, at=index: self._choose_all(at))
        self.add_primary(accept).clicked.connect(self._accept)
        self.resize(theme.scaled(820), theme.scaled(520))
        if self.rows:
            self.rows[0].choice.setFocus()

    def _choose_all(self, index: int) -> None:
        for row in self.rows:
            row.choice.set_current(index)

    def _accept(self) -> None:
        self.accept()
        self.chosen.emit({row.found.where: _SIDES[row.choice.current] for row in self.rows})


class _Row(QWidget):
    """One fact: before, here and on disk side by side, and the choice between the last two."""

    def __init__(self, found: Difference) -> None:
        super().__init__()
        self.found = found
        name = title(found.where)
        self.choice = Segments(("Mine", "Theirs"), name)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(name, "text", 13, theme.MEDIUM))
        head.addWidget(label(_NOTES[found.side], "muted" if found.side else "amber", 12))
        head.addStretch(1)
        head.addWidget(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 8, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._cells())
        self.choice.set_current(1 if found.side == "theirs" else 0)
        self.choice.current_changed.connect(lambda _index: self._mark())
        self._mark()

    def _cells(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        cells = []
        values = (("Before", self.found.base), ("Mine", self.found.mine), ("On disk", self.found.theirs))
        for column, (heading, value) in enumerate(values):
            grid.setColumnStretch(column, 1)
            above = label(heading, "muted", 12)
            above.setContentsMargins(8, 0, 0, 0)
            grid.addWidget(above, 0, column)
            cells.append(_Cell(words(value), heading))
            grid.addWidget(cells[-1], 1, column, _TOP)
        cells[0].show_chosen(False)
        self._sides = cells[1:]
        return grid

    def _mark(self) -> None:
        for index, cell in enumerate(self._sides):
            cell.show_chosen(index == self.choice.current)

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = QPainter(self)
        line.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border_soft"))


class _Cell(Label):
    """What one side says, framed where it is chosen."""

    def __init__(self, text: str, heading: str) -> None:
        # A label breaks lines between words only, and would cut off the end of a long URL.
        super().__init__(_LONG_WORD.sub(_breakable, text), "text")
        self.set_type(12, mono=True)
        self.setAccessibleName(f"{heading}: {text}")
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setContentsMargins(8, 4, 8, 4)
        self._chosen = False

    def show_chosen(self, chosen: bool) -> None:
        """Frame it, or grey it."""
        self._chosen = chosen
        self.set_token("text" if chosen else "muted")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chosen:
            painter = paint.start(QPainter(self))
            paint.fill_box(painter, self.rect(), theme.color("selection"))
            painter.end()
        super().paintEvent(event)


def _listed(rows: Sequence[_Row]) -> QScrollArea:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for row in rows:
        column.addWidget(row)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName("Differences")
    area.setWidget(content)
    area.setMinimumHeight(theme.scaled(160))
    return area


def _breakable(word: re.Match[str]) -> str:
    """A word with invisible places where a line may end."""
    return _EIGHT.sub("\\g<0>\u200b", word.group())
