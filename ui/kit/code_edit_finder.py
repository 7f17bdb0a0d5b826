"""Finds in an editor what its bar asks for: marks the places, goes through them, replaces them."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.kit.code_edit_find import FindReplaceBar
from ui.kit.code_edit_positions import Positions
from ui.kit.code_edit_search import Found, Wanted, find, replacement

_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_DELAY: Final = 120  # milliseconds after a key in the text before it is searched again
_LONGEST_START: Final = 200  # characters of a selection that are looked for when the bar opens


class Finder(QObject):
    """Works for one editor and its bar. ``marks_changed`` tells that other places are to be marked."""

    marks_changed = Signal()

    def __init__(self, editor: QPlainTextEdit, bar: FindReplaceBar) -> None:
        super().__init__(editor)
        self._editor = editor
        self._bar = bar
        self._found = Found()
        self._text = ""
        self._positions = Positions("")
        self._again = QTimer(self, singleShot=True, interval=_DELAY)
        self._again.timeout.connect(self._search)
        bar.wanted.connect(self._begin)
        bar.next_wanted.connect(lambda: self.step(1))
        bar.previous_wanted.connect(lambda: self.step(-1))
        bar.replace_wanted.connect(self._replace)
        bar.replace_all_wanted.connect(self._replace_all)
        bar.closed.connect(self._end)
        editor.document().contentsChange.connect(self._note_change)

    def open_bar(self, replacing: bool) -> None:
        """Begin to look, for what is selected if that is a piece of a line."""
        selected = self._editor.textCursor().selectedText()
        short = len(selected) <= _LONGEST_START and "\u2029" not in selected
        self._bar.open_bar(selected if short else "", replacing)

    def step(self, by: int) -> None:
        """Go to the next place, or with -1 to the one before; around the ends."""
        if self._again.isActive():
            self._search()
        places = self._found.places
        if not places:
            return
        cursor = self._editor.textCursor()
        starts = [start for start, _ in places]
        if by > 0:
            at = bisect_left(starts, self._positions.characters(cursor.selectionEnd()))
        else:
            at = bisect_left(starts, self._positions.characters(cursor.selectionStart())) - 1
        self._go_to(at % len(places))

    def places(self, first: int, last: int) -> list[tuple[int, int]]:
        """The places to mark between two places of the document."""
        if self._bar.isHidden():
            return []
        start, end = self._positions.characters(first), self._positions.characters(last)
        low = bisect_left(self._found.places, (start, -1))
        high = bisect_left(self._found.places, (end, -1))
        units = self._positions.units
        return [(units(a), units(b)) for a, b in self._found.places[low:high]]

    def _begin(self, _wanted: Wanted) -> None:
        self._search()
        if self._found.places and not self._current():
            start = self._positions.characters(self._editor.textCursor().selectionStart())
            at = bisect_left(self._found.places, (start, -1))
            self._go_to(at % len(self._found.places))

    def _note_change(self, _place: int, removed: int, added: int) -> None:
        # New colours are told as a change that removes and adds as much, and a typed letter may look so too.
        if not self._bar.isHidden() and (removed or added):
            self._again.start()

    def _search(self) -> None:
        self._again.stop()
        self._text = self._editor.document().toRawText().replace("\u2029", "\n")
        self._positions = Positions(self._text)
        self._found = find(self._text, self._bar.asked())
        self._tell()

    def _tell(self) -> None:
        self._bar.show_found(self._found, self._current())
        self.marks_changed.emit()

    def _current(self) -> int:
        """The number of the place that is selected, from 1; 0 for none."""
        cursor = self._editor.textCursor()
        place = tuple(map(self._positions.characters, (cursor.selectionStart(), cursor.selectionEnd())))
        at = bisect_left(self._found.places, place)
        return at + 1 if at < len(self._found.places) and self._found.places[at] == place else 0

    def _go_to(self, index: int) -> None:
        start, end = self._found.places[index]
        cursor = self._editor.textCursor()
        cursor.setPosition(self._positions.units(start))
        cursor.setPosition(self._positions.units(end), _KEEP)
        self._editor.setTextCursor(cursor)
        self._tell()

    def _replace(self, new: str) -> None:
        """Replace the place that is selected and go on to the next one."""
        if self._again.isActive():
            self._search()
        current = self._current()
        if current:
            place = self._found.places[current - 1]
            self._editor.textCursor().insertText(replacement(self._text, place, self._bar.asked(), new))
            self._search()
        self.step(1)

    def _replace_all(self, new: str) -> None:
        """Replace every place in one step of undo."""
        self._search()
        if not self._found.places:
            return
        wanted, parts, last = self._bar.asked(), [], self._found.places[0][0]
        for start, end in self._found.places:
            parts += [self._text[last:start], replacement(self._text, (start, end), wanted, new)]
            last = end
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self._positions.units(self._found.places[0][0]))
        cursor.setPosition(self._positions.units(last), _KEEP)
        # One piece from the first place to the last: thousands of small edits would be felt.
        cursor.insertText("".join(parts))
        self._search()

    def _end(self) -> None:
        self._found = Found()
        self._editor.setFocus()
        self.marks_changed.emit()
