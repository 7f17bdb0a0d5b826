"""The list that drops down while a name is typed: variables after ``{{``, or words that fit the field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QListView, QWidget

from app.template.scan import open_name
from ui import theme

_INSENSITIVE: Final = Qt.CaseSensitivity.CaseInsensitive
_CONTAINS: Final = Qt.MatchFlag.MatchContains
_POPUP: Final = QCompleter.CompletionMode.PopupCompletion
_REST_OF_NAME: Final = re.compile(r"[\w.$-]*\}\}")
_KEY_PRESS: Final = QEvent.Type.KeyPress
_TABS: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_WIDTH: Final = 260  # pixels
_INDENT: Final = 4  # pixels from the cursor's rectangle to the words below it
ACCEPTING_KEYS: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape}
)


@dataclass(frozen=True, slots=True)
class Insertion:
    """What a chosen word replaces: ``text[start:end]`` becomes ``text``."""

    start: int
    end: int
    text: str


class Completion(QObject):
    """Offers names for the text before a cursor and says what to insert.

    It holds no text: the editor calls ``offer`` after each key that typed something.
    """

    chosen = Signal(Insertion)

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self._names: tuple[str, ...] = ()
        self._words: tuple[str, ...] = ()
        self._start = self._end = 0
        self._braces = False
        # Made when first needed: most editors are never typed in.
        self._list: NameList | None = None

    def set_names(self, names: tuple[str, ...]) -> None:
        """The variables that are offered after ``{{``."""
        self._names = names

    def set_words(self, words: tuple[str, ...]) -> None:
        """The words that are offered for the whole text, such as header names."""
        self._words = words

    def is_open(self) -> bool:
        return self._list is not None and self._list.view.isVisible()

    def takes_key(self, key: int) -> bool:
        """Whether a key belongs to the open list rather than to the editor."""
        return key in ACCEPTING_KEYS and self.is_open()

    def close(self) -> None:
        if self._list is not None:
            self._list.view.hide()

    def offer(self, text: str, cursor: int, place: QRect) -> None:
        """Show what fits the text left of the cursor below ``place``, or close the list."""
        opened = open_name(text, cursor)
        if opened is not None:
            self._start, prefix = opened
            self._braces, words = True, self._names
            self._end = _end_of_name(text, cursor)
        else:
            self._start, prefix, self._end = 0, text[:cursor], len(text)
            self._braces, words = False, self._words if cursor == len(text) and text else ()
        self._show(words, prefix, place)

    def _show(self, words: tuple[str, ...], prefix: str, place: QRect) -> None:
        fitting = [word for word in words if prefix.lower() in word.lower()]
        fitting.sort(key=lambda word: not word.lower().startswith(prefix.lower()))
        if not fitting or fitting == [prefix]:
            self.close()
            return
        if self._list is None:
            self._list = NameList(self._editor)
            self._list.activated.connect(self._choose)
        left = place.x() - QFontMetrics(theme.mono_font()).horizontalAdvance(prefix) - _INDENT
        self._list.show_names(fitting, prefix, QRect(max(left, 0), place.y(), _WIDTH, place.height()))
        # Words for a whole field are only proposed: Enter there must not change what was typed.
        if self._braces:
            self._list.select_first()

    def _choose(self, word: str) -> None:
        text = word + "}}" if self._braces else word
        self.chosen.emit(Insertion(self._start, self._end, text))


class NameList(QCompleter):
    """The list itself, below the cursor of an editor that keeps the focus."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._strings = QStringListModel(self)
        self.setModel(self._strings)
        self.setWidget(editor)
        self.setCompletionMode(_POPUP)
        self.setCaseSensitivity(_INSENSITIVE)
        self.setFilterMode(_CONTAINS)
        self.view = QListView()
        self.view.setObjectName("completion")
        self.setPopup(self.view)

    def show_names(self, names: list[str], prefix: str, place: QRect) -> None:
        self.view.setFont(theme.mono_font())
        self._strings.setStringList(names)
        self.setCompletionPrefix(prefix)
        self.complete(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.view and event.type() == _KEY_PRESS
        if pressed and isinstance(event, QKeyEvent) and event.key() in _TABS:
            self._take_tab(event)
            return True
        return super().eventFilter(watched, event)

    def _take_tab(self, event: QKeyEvent) -> None:
        """Tab takes the marked name. With none marked it is the editor's, and of all who filter its keys:
        Qt would hand it to the editor alone, and the focus would leave the table around it."""
        marked = self.view.currentIndex()
        self.view.hide()
        if marked.isValid():
            self.activated.emit(marked.data())
        else:
            key = QKeyEvent(_KEY_PRESS, event.key(), event.modifiers(), event.text())
            QApplication.sendEvent(self.widget(), key)

    def select_first(self) -> None:
        self.view.setCurrentIndex(self.completionModel().index(0, 0))


def _end_of_name(text: str, cursor: int) -> int:
    """Where a name ends that is being changed: after its closing braces if it has some."""
    rest = _REST_OF_NAME.match(text, cursor)
    return rest.end() if rest else cursor
