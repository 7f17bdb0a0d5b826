"""The filter of a body: it asks for a part by an expression, and gives that part to whoever shows it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.filter.expression import Expression, Filtered, languages_for
from app.filter.run import filter_body
from app.format import words
from app.format.reading import Reading
from app.model.payload import Payload
from app.work.job import JobProblem
from ui.kit.tasks import Tasks
from ui.response.filter_bar import FilterBar
from ui.response.strip import Strip

_PATIENCE: Final = 400  # milliseconds before it is said that something is being done


class BodyFilter(QWidget):
    """A bar, and below it a strip while an expression takes its time.

    Signals:
        filtered: the part that was found, a Reading, and a sentence that says what it is.
        cleared: the whole is wanted again.
    """

    filtered = Signal(object, str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._whole: Reading | None = None
        self._file: Path | None = None  # of the part that is shown
        self._shown = False  # whether a part is shown
        self.bar = FilterBar(self)
        self.strip = Strip(self)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.strip)
        self._patience.timeout.connect(lambda: self.strip.show_progress("Filtering…", None))
        self.strip.pressed.connect(self._stop)
        self.bar.wanted.connect(self._ask)
        self.bar.closed.connect(self._clear)

    def show_reading(self, reading: Reading) -> None:
        """Take the body that is asked from now on; what was asked of the one before is asked again."""
        self.forget()
        offered = languages_for(reading)
        # For a body that cannot be asked the bar is out of sight, with what was typed, until one can be.
        self.setVisible(bool(offered))
        if not offered:
            return
        self._whole = reading
        self.bar.show_languages(offered)
        asked = self.bar.expression()
        if asked is not None and not self.bar.isHidden():
            self._ask(asked)

    def forget(self) -> None:
        """Let go of the body and of the part that was found."""
        self._tasks.cancel_all()
        self._whole, self._shown = None, False
        self._remove_file()

    @property
    def is_possible(self) -> bool:
        """Whether there is a body that can be asked something."""
        return self._whole is not None

    def open_bar(self) -> None:
        """Open the bar with the keyboard in it."""
        if self._whole is not None:
            self.bar.open_bar()

    def ask_path(self, path: str) -> None:
        """Ask for what a path leads to; the first language of every body has such paths."""
        if self._whole is None:
            return
        if self._shown:
            self.bar.show_problem("This path is one of the matches. Clear the filter to ask the whole body.")
        else:
            self.bar.open_bar(path, languages_for(self._whole)[0])

    def part_left(self) -> None:
        """The whole is shown again: nothing is asked any more."""
        if not self.bar.isHidden():
            self._shown = False
            self.bar.close_bar()

    def _ask(self, expression: Expression) -> None:
        self._tasks.cancel("ask")
        self.bar.show_problem("")
        self.bar.show_note("")
        if not expression.text:
            self._clear()
        elif self._whole is not None:
            self._patience.start()
            whole = self._whole
            take = partial(self._take, whole)
            self._tasks.start("ask", self._find(whole, expression), take, self._rest)

    async def _find(self, reading: Reading, expression: Expression) -> Filtered | JobProblem:
        try:
            return await filter_body(reading, expression, _folder(reading.payload))
        except JobProblem as problem:
            return problem

    def _take(self, whole: Reading, found: Filtered | JobProblem) -> None:
        if isinstance(found, JobProblem):
            self.bar.show_problem(_sentence(found))
            return
        if whole is not self._whole:
            # It was there already when the body went.
            _remove(found.reading.payload.path)
            return
        self.bar.show_note(found.note)
        former, self._file = self._file, found.reading.payload.path
        self._shown = True
        self.filtered.emit(found.reading, _found_words(found))
        _remove(former)

    def _rest(self) -> None:
        self._patience.stop()
        self.strip.hide()

    def _stop(self) -> None:
        self._tasks.cancel("ask")
        self._rest()

    def _clear(self) -> None:
        self._stop()
        if self._shown:
            self._shown = False
            self.cleared.emit()
        self._remove_file()

    def _remove_file(self) -> None:
        _remove(self._file)
        self._file = None


def _folder(payload: Payload) -> Path:
    """Where files may be written that go with a body."""
    return payload.path.parent if payload.path else Path(tempfile.gettempdir())


def _remove(path: Path | None) -> None:
    if path is not None:
        # Windows keeps an open file; the owner of the folder removes it later.
        with suppress(OSError):
            path.unlink()


def _found_words(found: Filtered) -> str:
    """What was found: "Filtered: 12 matches · 240 ms"."""
    number = "1 match" if found.count == 1 else f"{words.count(found.count)} matches"
    return f"Filtered: {number if found.count else 'no match'} · {words.milliseconds(found.seconds * 1000)}"


def _sentence(problem: JobProblem) -> str:
    clause = str(problem).rstrip(".")
    return f"{clause[:1].upper()}{clause[1:]}."
