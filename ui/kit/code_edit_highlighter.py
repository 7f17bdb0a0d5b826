"""Colours the lines of a code editor: syntax first, then ``{{names}}`` over it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.format.tokens import Kind, Language, Token, tokens
from app.template.json_comments import blank_comments, comments, unclosed
from app.template.scan import scan
from ui import theme
from ui.kit.code_edit_positions import Positions
from ui.kit.variables import NO_VARIABLES, Variables, reference_format

_CODE: Final = 0
_IN_COMMENT: Final = 1  # the state of a line that ends within a comment
_COMMENT: Final = "/*"
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
        units = Positions(text).units
        for start, length, kind in self._tokens(text):
            begin = units(start)
            self.setFormat(begin, units(start + length) - begin, _format(kind, theme.is_dark()))
        for found in scan(text):
            drawn = reference_format(self._variables, found)
            self.setFormat(units(found.start), units(found.end) - units(found.start), drawn)

    def _tokens(self, text: str) -> list[Token]:
        """The tokens of a line; in JSON with the comments, which may go on from line to line."""
        if self._language != "json":
            return tokens(text, self._language)
        held = _COMMENT if self.previousBlockState() == _IN_COMMENT else ""
        whole = held + text
        places = list(comments(whole))
        begun = unclosed(whole)
        self.setCurrentBlockState(_CODE if begun is None else _IN_COMMENT)
        if begun is not None:
            places.append((begun, len(whole)))
            whole = whole[:begun].ljust(len(whole))
        found = tokens(blank_comments(whole), "json")
        found += [(start, end - start, "comment") for start, end in places]
        return [
            (max(start - len(held), 0), length - max(len(held) - start, 0), kind)
            for start, length, kind in found
        ]


@lru_cache(maxsize=32)
def _format(kind: Kind, _is_dark: bool) -> QTextCharFormat:
    """The colour of a kind; the second argument keeps the themes apart."""
    drawn = QTextCharFormat()
    drawn.setForeground(theme.token_color(kind))
    return drawn
