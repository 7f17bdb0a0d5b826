"""The field that searches the history: words and terms, completed while they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from app.history import terms
from ui.kit.variable_completion import ACCEPTING_KEYS, NameList
from ui.sidebar.filter_field import FilterField

_HELP: Final = "Words in the URL, the headers or the bodies, and terms (Ctrl+H):"
_POPUP: Final = Qt.FocusReason.PopupFocusReason


class HistorySearch(FilterField):
    """A filter field that knows the terms of the history."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Search history")
        self.setPlaceholderText("Search the history")
        self.setToolTip("\n".join([_HELP, *(f"{key}: {words}" for key, words in terms.KEYS.items())]))
        self._known: Mapping[str, Sequence[str]] = {}
        self._words = terms.Words(0, 0)
        self._list: NameList | None = None  # made when first needed
        self.textEdited.connect(lambda _text: self._offer())

    def show_known(self, known: Mapping[str, Sequence[str]]) -> None:
        """Offer these values, by the name of their term."""
        self._known = known

    def choices(self) -> tuple[str, ...]:
        """What is offered now."""
        return self._words.choices if self._is_open() else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ACCEPTING_KEYS and self._is_open():
            event.ignore()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._offer()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != _POPUP and self._list is not None:
            self._list.view.hide()
        super().focusOutEvent(event)

    def _is_open(self) -> bool:
        return self._list is not None and self._list.view.isVisible()

    def _offer(self) -> None:
        self._words = words = terms.complete(self.text(), self.cursorPosition(), self._known)
        if words.choices:
            if self._list is None:
                self._list = NameList(self)
                self._list.activated.connect(self._take)
            self._list.show_names(list(words.choices), "", self.rect())
            self._list.select_first()
        elif self._list is not None:
            self._list.view.hide()

    def _take(self, word: str) -> None:
        words, text = self._words, self.text()
        ended = word if word.endswith(":") else f"{word} "
        rest = text[words.end :]
        self.setText(text[: words.start] + ended + (rest.lstrip() if ended.endswith(" ") else rest))
        self.setCursorPosition(words.start + len(ended))
        if word.endswith(":"):
            # The list of names closes after this; that of the values comes then.
            QTimer.singleShot(0, self, self._offer)
