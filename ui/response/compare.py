"""Compare two of: this response, earlier ones of the request, saved examples, a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.diff.facts import Fact, count_differences, header_facts, status_facts
from app.diff.rules import DiffRules
from app.diff.side import Side, side_of_file
from app.format import words
from ui.kit.button import IconButton
from ui.kit.combo import ComboBox
from ui.kit.tabs import TextTabs
from ui.response.compare_body import CompareBody
from ui.response.value_table import ValueTable, indented

BODY, HEADERS, STATUS = range(3)
LEFT, RIGHT = range(2)
_FILE: Final = "A file…"
_COLUMNS: Final = ("", "Name", "Left", "Right", "Difference")
_SIGNS: Final = {"same": "", "changed": "±", "added": "+", "removed": "−", "usual": "~"}
_NAMES: Final = {"changed": "changed"}
_INSIDE: Final = Qt.ShortcutContext.WidgetWithChildrenShortcut


class CompareView(QWidget):
    """Two sides and what differs between them.

    Signals:
        file_wanted: the user wants a file on this side (`LEFT` or `RIGHT`); answer with `add_file`.
        rules_changed: the `DiffRules` that the user chose, to be kept.
        closed: the user has seen enough.
    """

    file_wanted = Signal(int)
    rules_changed = Signal(DiffRules)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._candidates: tuple[Side, ...] = ()
        self._chosen = [0, 0]
        self.boxes = (ComboBox("Left side"), ComboBox("Right side"))
        self.swap = IconButton("refresh", "Swap sides", "Swap sides")
        self.tabs = TextTabs(("Body", "Headers", "Status and timing"), "Compare")
        self.body = CompareBody()
        self.headers = ValueTable("Headers compared", _COLUMNS, 3)
        self.status = ValueTable("Status and timing compared", _COLUMNS, 3)
        self._pages = QStackedWidget()
        self._arrange()
        self._connect()

    def show_candidates(self, sides: tuple[Side, ...], left: int = 0, right: int = 1) -> None:
        """Offer these sides and compare two of them, by their indices."""
        self._candidates = sides
        last = max(0, len(sides) - 1)
        self._chosen = [min(left, last), min(right, last)]
        self._show_chosen()

    def add_file(self, path: Path, side: int = RIGHT) -> None:
        """Offer a file too, and compare with it. Raises AppError where it cannot be read."""
        self._candidates = (*self._candidates, side_of_file(path))
        self._chosen[side] = len(self._candidates) - 1
        self._show_chosen()

    def show_rules(self, rules: DiffRules) -> None:
        """Compare by these rules from now on."""
        self.body.show_rules(rules)

    def sides(self) -> tuple[Side, ...]:
        """The two that are compared, none while there are no candidates."""
        return tuple(self._candidates[index] for index in self._chosen) if self._candidates else ()

    def forget(self) -> None:
        """Let go of all bodies: their files may be removed now."""
        self._candidates = ()
        self.body.forget()

    def swap_sides(self) -> None:
        """Make the left the right."""
        self._chosen.reverse()
        self._show_chosen()

    def _choose(self, side: int, index: int) -> None:
        if index == len(self._candidates):
            # The list goes back to what is compared until a file was chosen.
            self.boxes[side].setCurrentIndex(self._chosen[side])
            self.file_wanted.emit(side)
        else:
            self._chosen[side] = index
            self._show_chosen()

    def _show_chosen(self) -> None:
        titles = [side.title for side in self._candidates]
        for box, index in zip(self.boxes, self._chosen, strict=True):
            box.show_items([*titles, _FILE], index)
        if not self._candidates:
            return
        left, right = (self._candidates[index] for index in self._chosen)
        self.headers.show_rows(_rows(header_facts(left, right)))
        self.status.show_rows(_rows(status_facts(left, right)))
        self._badge(HEADERS, count_differences(header_facts(left, right)))
        self._badge(STATUS, count_differences(status_facts(left, right)))
        self.body.show_sides(left, right)

    def _badge(self, tab: int, count: int) -> None:
        self.tabs.set_badge(tab, words.count(count) if count > 0 else "")
        self.tabs.set_tip(tab, words.count(count, "difference") if count >= 0 else "Comparing…")

    def _arrange(self) -> None:
        for box in self.boxes:
            box.setMinimumWidth(80)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 2)
        bar.setSpacing(8)
        bar.addWidget(self.boxes[0], 1)
        bar.addWidget(self.swap)
        bar.addWidget(self.boxes[1], 1)
        for page in (self.body, _page(self.headers), _page(self.status)):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        for side, box in enumerate(self.boxes):
            box.activated.connect(lambda index, number=side: self._choose(number, index))
        self.swap.clicked.connect(self.swap_sides)
        self.tabs.current_changed.connect(self._pages.setCurrentIndex)
        self.body.counted.connect(lambda count: self._badge(BODY, count))
        self.body.rules_changed.connect(self.rules_changed)
        for keys, by in (("F7", 1), ("Shift+F7", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=_INSIDE)
            shortcut.activated.connect(lambda step=by: self.body.step(step))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _page(table: ValueTable) -> QWidget:
    made = QWidget()
    made.setLayout(indented(table))
    return made


def _rows(facts: tuple[Fact, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            _SIGNS[fact.kind],
            fact.name,
            fact.left,
            fact.right,
            fact.note or _NAMES.get(fact.kind, ""),
        )
        for fact in facts
    )
