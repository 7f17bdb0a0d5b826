"""The text of a body: pretty, as received or in hexadecimal, with a bar to find and a word on problems."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format import words
from app.format.languages import SAMPLE_SIZE, TITLES, declared_language, language_of
from app.format.pretty import PrettyResult
from app.format.reading import Reading
from app.format.tokens import Language
from app.model.payload import Payload
from ui.kit.hex_text import HexText
from ui.kit.notice import MessageBar
from ui.kit.text_blocks import Octets
from ui.kit.text_go_bar import GoToBar
from ui.kit.text_source import open_text
from ui.kit.text_view import COPY_LIMIT, TextView
from ui.response.body_forms import BodyForms
from ui.response.find_bar import FindBar
from ui.response.strip import Strip

Form = Literal["pretty", "raw", "hex"]


class BodyText(QWidget):
    """One body in one of its forms. The pretty one is made when it is looked at for the first time;
    until it is ready the text is shown as received.

    Signals:
        lines_changed: the number of lines on the screen is known better; place_changed: the caret moved.
        raw_wanted: show the text as received. True where the pretty one cannot be, False where the user
            wishes it for now.
    """

    lines_changed = Signal()
    place_changed = Signal()
    raw_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._forms = BodyForms(self)
        self._reading: Reading | None = None
        self._form: Form = "raw"
        self._language: Language = "text"
        self._lines = (0, True)
        self._place = ""  # where the caret is, once it was moved
        self.strip = Strip(self)
        self.notice = MessageBar(self)
        self.find_bar = FindBar(self)
        self._go_bar: GoToBar | None = None
        self.text = TextView("Response body", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bars = QVBoxLayout()
        for widget in (self.strip, self.notice, self.find_bar):
            self._bars.addWidget(widget)
        column.addLayout(self._bars)
        column.addWidget(self.text, 1)
        self._connect()

    def show_reading(self, reading: Reading, form: Form) -> None:
        """Show a body from its start in place of the one before."""
        self.strip.hide()
        self.notice.hide()
        self._reading, self._form, self._language = reading, form, reading.language
        self._forms.take(reading)
        self._show()

    def grow(self, payload: Payload) -> None:
        """More of the body that is shown has arrived; nothing moves but the end."""
        if self._reading is not None:
            self._reading = replace(self._reading, payload=payload)
            self._forms.grow(payload)

    def set_wrap(self, wraps: bool) -> None:
        """Wrap the lines of the text that is shown next."""
        if wraps != self.text.wraps:
            # Else the lines of the text before would be measured once more.
            if self._reading is None or self._reading.payload.complete:
                self.text.clear()
            self.text.set_wrap(wraps)

    def show_form(self, form: Form) -> None:
        """Show the same body in another form."""
        if self._reading is not None and form != self._form:
            self._form = form
            self._show()

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""
        self._reading = None
        self._forms.forget()
        self.strip.hide()
        self.notice.hide()
        self.text.clear()

    @property
    def has_text(self) -> bool:
        """Whether a text is shown that can be searched and copied."""
        return self._reading is not None

    @property
    def language(self) -> Language:
        """The language that the text is coloured as; another one than declared where that was wrong."""
        return self._language

    def line_words(self) -> str:
        """Where the caret is and how long the text is: "Ln 12, Col 3 · 1,234 lines", with a plus while the
        lines are still being counted."""
        lines, complete = self._lines
        counted = words.count(lines, "line").replace(" ", " " if complete else "+ ")
        return f"{self._place} · {counted}" if self._place else counted

    def copy_text(self) -> None:
        """Put the shown text on the clipboard, as far as a clipboard should hold it."""
        if self._reading is None:
            return
        buffer = self._buffer()
        QGuiApplication.clipboard().setText(bytes(buffer[:COPY_LIMIT]).decode("utf-8", "replace"))
        if len(buffer) > COPY_LIMIT:
            limit, whole = words.size(COPY_LIMIT), words.size(len(buffer))
            self._tell(f"Copied the first {limit} of {whole}; save the body to have all of it.")

    # Showing it

    def _show(self) -> None:
        if self._form == "pretty" and self._forms.result is None:
            self._forms.make_pretty()
        self._place = ""
        self.text.show_text(self._buffer(), "text" if self._form == "hex" else self._language)
        self.find_bar.ask_again()

    def _buffer(self) -> Octets:
        if self._form == "hex" and self._reading is not None:
            return HexText(open_text(self._reading.payload))
        if self._form == "pretty" and self._forms.pretty is not None:
            return self._forms.pretty
        return self._forms.raw

    def _show_raw(self) -> None:
        """The text as received is there."""
        self.strip.hide()
        if self._form == "raw" or (self._form == "pretty" and self._forms.pretty is None):
            self._show()

    def _show_growth(self) -> None:
        """The text as received is longer now; a reader stays where he is."""
        if self._form == "raw":
            self.text.grow(self._forms.raw)

    def _show_pretty(self) -> None:
        """The pretty text is there, or it is known that there will be none."""
        working = self.strip.isVisible()
        self.strip.hide()
        result, reading = self._forms.result, self._reading
        if result is None or reading is None:
            return
        if result.problem:
            self._explain(reading, result)
        if result.payload is None:
            self._form = "raw"
            self.raw_wanted.emit(True)
        if working and self._form == "pretty":
            self._show()

    # Problems

    def _explain(self, reading: Reading, result: PrettyResult) -> None:
        """Say why a body is not formatted, or not as its language has it."""
        if not result.malformed:
            self._tell(f"Shown as received: {result.problem}.")
            return
        if not reading.payload.complete:
            # Half a body is malformed for a reason that the failure bar above tells already.
            return
        hint = "Formatted all the same."
        if result.payload is None:
            sniffed = language_of("", bytes(self._forms.raw[:SAMPLE_SIZE]))
            self._language = "text" if sniffed == reading.language else sniffed
            hint = f"Shown as {TITLES[self._language] if self._language != 'text' else 'text'}."
        if declared_language(reading.media_type) == reading.language:
            said = f"The server says {reading.media_type}, but this is not {TITLES[reading.language]}"
            self._tell(f"{said}: {result.problem}.", hint, result.offset is not None)

    def _tell(self, sentence: str, hint: str = "", has_place: bool = False) -> None:
        self.notice.show_message("warning", sentence, hint, ("Go there",) if has_place else ())

    def _go_there(self) -> None:
        """Show the place of the problem in the text as received."""
        result = self._forms.result
        if result is not None and result.offset is not None:
            self.raw_wanted.emit(False)
            self.text.setFocus()
            self.text.go_to_offset(result.offset)

    def _stop(self) -> None:
        """The user does not want to wait."""
        self._forms.cancel()
        self.strip.hide()
        self._form = "raw"
        self.raw_wanted.emit(False)

    def _note_lines(self, lines: int, complete: bool) -> None:
        self._lines = (lines, complete)
        self.lines_changed.emit()

    def _connect(self) -> None:
        self._forms.progressed.connect(self.strip.show_progress)
        self._forms.raw_made.connect(self._show_raw)
        self._forms.raw_grown.connect(self._show_growth)
        self._forms.pretty_made.connect(self._show_pretty)
        self._forms.failed.connect(lambda clause: self._tell(f"The text cannot be read: {clause}."))
        self.strip.pressed.connect(self._stop)
        self.notice.chosen.connect(lambda _index: self._go_there())
        self.text.lines_changed.connect(self._note_lines)
        self.text.copy_limited.connect(self._tell)
        self.text.caret_moved.connect(self._note_caret)
        self.text.search_changed.connect(self.find_bar.show_count)
        self.text.search_problem.connect(self.find_bar.show_problem)
        self.find_bar.wanted.connect(self.text.search)
        self.find_bar.next_wanted.connect(self.text.next_hit)
        self.find_bar.previous_wanted.connect(self.text.previous_hit)
        self.find_bar.closed.connect(self._leave_find_bar)

    def _note_caret(self, line: int, column: int, offset: int) -> None:
        self._place = f"Ln {line:,}, Col {column:,}" if line else f"Byte {offset:,}"
        self.place_changed.emit()

    # Bars

    def open_find(self) -> None:
        """Open the find bar with the selected text in it."""
        selected = self.text.selected_text() if self.text.has_selection else ""
        self.find_bar.open_bar(selected if "\n" not in selected[:200] and len(selected) < 200 else "")

    def open_go_to(self) -> None:
        """Open the bar that asks for a line."""
        if self._go_bar is None:
            self._go_bar = GoToBar(self)
            self._go_bar.wanted.connect(self._go_to)
            self._go_bar.closed.connect(self.text.setFocus)
            self._bars.addWidget(self._go_bar)
        self._go_bar.open_bar()

    @property
    def go_bar(self) -> GoToBar | None:
        """The bar that asks for a line, once it was opened."""
        return self._go_bar

    def _go_to(self, place: str) -> None:
        bar = self._go_bar
        problem = self.text.go_to(place)
        if bar is not None and problem:
            bar.show_problem(problem)
        elif bar is not None:
            bar.close_bar()

    def _leave_find_bar(self) -> None:
        self.text.end_search()
        self.text.setFocus()
