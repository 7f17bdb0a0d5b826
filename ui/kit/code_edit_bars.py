"""The bars over an editor, made when they are first wanted: most bodies are only looked at."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.kit.code_edit_find import FindReplaceBar, GoToBar
from ui.kit.code_edit_finder import Finder


class Bars(QObject):
    """One of them is shown at a time.

    Signals:
        changed: another bar is shown, or none.
        marks_changed: other places are to be marked.
        line_chosen: the line and column to go to, both from 1.
    """

    changed = Signal()
    marks_changed = Signal()
    line_chosen = Signal(int, int)

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._made: list[QWidget] = []

    @cached_property
    def find_bar(self) -> FindReplaceBar:
        """What asks for a text."""
        bar = FindReplaceBar(self._editor)
        bar.closed.connect(self.changed)
        self._made.append(bar)
        return bar

    @cached_property
    def finder(self) -> Finder:
        """What finds and replaces."""
        made = Finder(self._editor, self.find_bar)
        made.marks_changed.connect(self.marks_changed)
        return made

    @cached_property
    def go_to_bar(self) -> GoToBar:
        """What asks for a line."""
        bar = GoToBar(self._editor)
        bar.closed.connect(self._leave_go_to)
        bar.chosen.connect(self.line_chosen)
        self._made.append(bar)
        return bar

    def shown(self) -> QWidget | None:
        """The bar that is shown."""
        return next((bar for bar in self._made if not bar.isHidden()), None)

    def places(self, first: int, last: int) -> list[tuple[int, int]]:
        """The places to mark between two places of the document."""
        return self.finder.places(first, last) if self._made else []

    def open_find(self, replacing: bool) -> None:
        """Show the bar that finds, with what is selected."""
        self.go_to_bar.hide()
        self.finder.open_bar(replacing)
        self.changed.emit()

    def open_go_to(self) -> None:
        """Ask for a line to go to."""
        self.find_bar.hide()
        self.go_to_bar.open_bar(self._editor.blockCount())
        self.changed.emit()

    def _leave_go_to(self) -> None:
        self.changed.emit()
        self._editor.setFocus()
