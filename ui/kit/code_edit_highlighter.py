"""Colours the lines of a code editor: syntax first, then ``{{names}}`` over it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from app.format.tokens import Kind, Language, Token, tokens
from app.template.json_comments import blank_comments, comments, unclosed
from app.template.scan import scan
from ui import theme
from ui.kit.code_edit_positions import Positions
from ui.kit.variables import NO_VARIABLES, Variables, reference_format

_SLICE: Final = 0.006  # seconds of colouring before the loop has its turn
_NEW: Final = -1  # Qt's state of a line that was never coloured
_CODE: Final = 0
_IN_COMMENT: Final = 1  # the state of a line that ends within a comment
_COMMENT: Final = "/*"
_LONGEST_LINE: Final = 20_000  # characters; a longer line would be felt at each key


class Highlighter(QSyntaxHighlighter):
    """One line at a time, by the same tokens that colour responses.

    A long text is coloured a little at a time, beginning with the lines that ``visible`` gives: colouring
    two megabytes takes seconds. ``is_colouring`` while that changes the document, which is no edit.
    """

    def __init__(
        self, document: QTextDocument, visible: Callable[[], Iterable[QTextBlock]] = lambda: ()
    ) -> None:
        super().__init__(document)
        self.is_colouring = False
        self._language: Language = "text"
        self._variables = NO_VARIABLES
        self._visible = visible
        self._spent = 0.0  # seconds since the loop last had its turn
        self._rest: QTextCursor | None = None  # where the lines begin that are still to be coloured
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    def show_language(self, language: Language) -> None:
        """Colour by another language."""
        if language != self._language:
            self._language = language
            self._colour_all()

    def show_variables(self, variables: Variables) -> None:
        """Colour by other known names."""
        self._variables = variables
        self._colour_all()

    def _colour_all(self) -> None:
        self.is_colouring = True
        self.rehighlight()
        self.is_colouring = False

    def highlightBlock(self, text: str) -> None:
        if self._spent > _SLICE:
            self._put_off()
            return
        begun = time.perf_counter()
        self._colour(text)
        self._spent += time.perf_counter() - begun
        if not self._timer.isActive():
            self._timer.start()

    def _put_off(self) -> None:
        """This line has to wait, and all after it are looked at again."""
        place = self.currentBlock().position()
        if self._rest is None:
            self._rest = QTextCursor(self.document())
            self._rest.setPosition(place)
        elif place < self._rest.position():
            self._rest.setPosition(place)

    def _go_on(self) -> None:
        self._spent = 0.0
        if self._rest is None:
            return
        rest, self._rest = self._rest, None
        self.is_colouring = True
        for block in self._visible():
            if block.userState() == _NEW and block.position() >= rest.position():
                self.rehighlightBlock(block)
        block = rest.block()
        while block.isValid() and self._spent <= _SLICE:
            self.rehighlightBlock(block)
            block = block.next()
        self.is_colouring = False
        if block.isValid() and self._rest is None:
            rest.setPosition(block.position())
            self._rest = rest
        self._timer.start()

    def _colour(self, text: str) -> None:
        self.setCurrentBlockState(_CODE)
        if len(text) > _LONGEST_LINE:
            return
        units = (lambda place: place) if text.isascii() else Positions(text).units
        is_dark = theme.is_dark()
        for start, length, kind in self._tokens(text):
            begin = units(start)
            self.setFormat(begin, units(start + length) - begin, _format(kind, is_dark))
        for found in scan(text):
            drawn = reference_format(self._variables, found)
            self.setFormat(units(found.start), units(found.end) - units(found.start), drawn)

    def _tokens(self, text: str) -> list[Token]:
        """The tokens of a line; in JSON with the comments, which may go on from line to line."""
        if self._language != "json":
            return tokens(text, self._language)
        if "//" not in text and "/*" not in text and self.previousBlockState() != _IN_COMMENT:
            return tokens(text, "json")
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
