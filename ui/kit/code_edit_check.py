"""Looks a moment after the last key for what is wrong in a text, and whether comments are in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.format.tokens import Language
from app.template.json_comments import has_comments
from ui.kit.code_edit_format import problem_of

_DELAY: Final = 300  # milliseconds without a key before the text is checked
_LIMIT: Final = 1024 * 1024  # characters; checking more would be felt while typing
_LINE: Final = re.compile(r"line ([\d,\u2009\u202f]+)")


class Checker(QObject):
    """Knows the last answer. ``text`` gives the text that is checked.

    Signals:
        problem_changed: a clause that says what is wrong and where, empty when nothing is.
        comments_changed: whether the text holds comments, which are not sent.
    """

    problem_changed = Signal(str)
    comments_changed = Signal(bool)

    def __init__(self, parent: QObject, text: Callable[[], str]) -> None:
        super().__init__(parent)
        self.language: Language = "text"
        self.problem = ""
        self.line = -1  # the line of the problem, from 0
        self.has_comments = False
        self._text = text
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self.check)

    def wait(self) -> None:
        """Check when no key is pressed for a moment."""
        self._timer.start()

    def check(self) -> None:
        """Check now, and tell when the answer is another one than before."""
        self._timer.stop()
        text = self._text() if self.language != "text" else ""
        problem = problem_of(text, self.language) if len(text) <= _LIMIT else ""
        if problem != self.problem:
            self.problem = problem
            found = _LINE.search(problem)
            self.line = int(re.sub(r"\D", "", found[1])) - 1 if found else -1
            self.problem_changed.emit(problem)
        holds = self.language == "json" and has_comments(text)
        if holds != self.has_comments:
            self.has_comments = holds
            self.comments_changed.emit(holds)
