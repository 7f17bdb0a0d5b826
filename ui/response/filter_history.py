"""The expressions that were used, newest first, for each language; and the way through them by key."""

from __future__ import annotations

from typing import Final

from app.filter.expression import FilterLanguage

MOST: Final = 50
"""Expressions kept of each language."""

Entry = tuple[str, str]
"""A language and an expression."""


class FilterHistory:
    """Remembers expressions. ``older`` and ``newer`` walk through those of one language, beginning at what
    was being typed, which is the newest of all."""

    def __init__(self) -> None:
        self._entries: tuple[Entry, ...] = ()
        self._place = -1  # -1 is what is being typed
        self._typed = ""

    def entries(self) -> tuple[Entry, ...]:
        """All that is remembered, newest first."""
        return self._entries

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Remember these, newest first, and forget what was."""
        self._entries = entries
        self.leave()

    def add(self, language: FilterLanguage, text: str) -> bool:
        """Remember an expression as the newest; tells whether that is news."""
        entry = (language, text)
        if not text.strip() or self._entries[:1] == (entry,):
            return False
        own = (text, *(each for each in self.texts(language) if each != text))[:MOST]
        others = (each for each in self._entries if each[0] != language)
        self._entries = (*((language, each) for each in own), *others)
        self.leave()
        return True

    def texts(self, language: FilterLanguage) -> tuple[str, ...]:
        """The expressions of one language, newest first."""
        return tuple(text for each, text in self._entries if each == language)

    def leave(self) -> None:
        """The walk is over: something is typed."""
        self._place, self._typed = -1, ""

    def older(self, language: FilterLanguage, shown: str) -> str:
        """The expression before the one that is shown, or the same where there is none."""
        if self._place < 0:
            self._typed = shown
        texts = self.texts(language)
        self._place = min(self._place + 1, len(texts) - 1)
        if 0 <= self._place < len(texts) - 1 and texts[self._place] == shown:
            self._place += 1
        return texts[self._place] if texts else shown

    def newer(self, language: FilterLanguage, shown: str) -> str:
        """The expression after the one that is shown; after the newest what had been typed."""
        if self._place < 0:
            return shown
        self._place -= 1
        return self._typed if self._place < 0 else self.texts(language)[self._place]
