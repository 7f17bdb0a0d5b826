"""Colours the lines of a code editor: syntax first, then ``{{names}}`` over it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.format.tokens import Kind, Language, tokens
from app.template.scan import scan
from ui import theme
from ui.kit.variables import NO_VARIABLES, Variables, reference_format

_LONGEST_LINE: Final = 20_000  # characters; a longer line would be felt at each key


class Highlighter(QSyntaxHighlighter):
    """One line at a time, by the same tokens that colour responses."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._language: Language = "text"
        self._variables = NO_VARIABLES

    def show_language(self, language: Language) -> None:
        """Colour by another language."""
        if language != self._language:
            self._language = language
            self.rehighlight()

    def show_variables(self, variables: Variables) -> None:
        """Colour by other known names."""
        self._variables = variables
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if len(text) > _LONGEST_LINE:
            return
        for start, length, kind in tokens(text, self._language):
            self.setFormat(start, length, _format(kind, theme.is_dark()))
        for found in scan(text):
            drawn = reference_format(self._variables, found)
            self.setFormat(found.start, found.end - found.start, drawn)


@lru_cache(maxsize=32)
def _format(kind: Kind, _is_dark: bool) -> QTextCharFormat:
    """The colour of a kind; the second argument keeps the themes apart."""
    drawn = QTextCharFormat()
    drawn.setForeground(theme.token_color(kind))
    return drawn
