"""The list that drops down while a name is typed: variables after ``{{``, or words that fit the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from app.template.scan import open_name

_INSENSITIVE: Final = Qt.CaseSensitivity.CaseInsensitive
_CONTAINS: Final = Qt.MatchFlag.MatchContains
_POPUP: Final = QCompleter.CompletionMode.PopupCompletion
_WIDTH: Final = 260  # pixels
_ACCEPTING_KEYS: Final = frozenset(
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
        self._names: tuple[str, ...] = ()
        self._words: tuple[str, ...] = ()
        self._start = self._end = 0
        self._braces = False
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setWidget(editor)
        self._completer.setCompletionMode(_POPUP)
        self._completer.setCaseSensitivity(_INSENSITIVE)
        self._completer.setFilterMode(_CONTAINS)
        self._popup = QListView()
        self._popup.setObjectName("completion")
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._choose)

    def set_names(self, names: tuple[str, ...]) -> None:
        """The variables that are offered after ``{{``."""
        self._names = names

    def set_words(self, words: tuple[str, ...]) -> None:
        """The words that are offered for the whole text, such as header names."""
        self._words = words

    def is_open(self) -> bool:
        return self._popup.isVisible()

    def takes_key(self, key: int) -> bool:
        """Whether a key belongs to the open list rather than to the editor."""
        return key in _ACCEPTING_KEYS and self.is_open()

    def close(self) -> None:
        self._popup.hide()

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
        self._model.setStringList(fitting)
        self._completer.setCompletionPrefix(prefix)
        place.setWidth(_WIDTH)
        self._completer.complete(place)
        # Words for a whole field are only proposed: Enter there must not change what was typed.
        if self._braces:
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _choose(self, word: str) -> None:
        text = word + "}}" if self._braces else word
        self.chosen.emit(Insertion(self._start, self._end, text))


def _end_of_name(text: str, cursor: int) -> int:
    """Where a name ends that is being changed: after its closing braces if it has some."""
    end = text.find("}}", cursor)
    inside = text[cursor:end] if end >= 0 else "{"
    return end + 2 if not set(inside) & set("{}\n") else cursor
