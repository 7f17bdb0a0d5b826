"""The text of a body: pretty, as received or in hexadecimal, with a bar to find and a word on problems."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format import words
from app.format.charset import to_utf8
from app.format.languages import SAMPLE_SIZE, TITLES, declared_language, language_of
from app.format.pretty import INLINE_LIMIT, PrettyResult, pretty, pretty_now
from app.format.reading import Reading
from app.format.tokens import Language
from app.model.payload import Payload
from ui.kit.hex_text import HexText
from ui.kit.notice import MessageBar
from ui.kit.tasks import Tasks
from ui.kit.text_source import Buffer, open_buffer
from ui.kit.text_view import COPY_LIMIT, TextView
from ui.response.find_bar import FindBar
from ui.response.strip import Strip

Form = Literal["pretty", "raw", "hex"]

_UTF8: Final = ("utf-8", "utf-8-sig", "ascii")


class BodyText(QWidget):
    """One body in one of its forms. The pretty one is made when it is looked at for the first time;
    until it is ready the text is shown as received.

    Signals:
        lines_changed: the number of lines on the screen is known better.
        pretty_refused: the body is shown as received, since it cannot be formatted, which a sentence
            explains, or since the user did not want to wait (True).
    """

    lines_changed = Signal()
    pretty_refused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._reading: Reading | None = None
        self._form: Form = "raw"
        self._raw: Buffer = b""
        self._formatted: Buffer | None = None
        self._refused = False
        self._language: Language = "text"
        self._lines = (0, True)
        self.strip = Strip(self)
        self.notice = MessageBar(self)
        self.find_bar = FindBar(self)
        self.text = TextView("Response body", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.strip, self.notice, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        self._connect()

    def show_reading(self, reading: Reading, form: Form) -> None:
        """Show a body from its start."""
        self.forget()
        self._reading = reading
        self._language = reading.language
        self._form = form
        self._raw = _open_text(reading)
        self._show()

    def grow(self, payload: Payload) -> None:
        """More of the body that is shown has arrived; nothing moves but the end."""
        if self._reading is None:
            return
        self._reading = replace(self._reading, payload=payload)
        self._raw = _open_text(self._reading)
        if self._form == "raw":
            self._show()

    def show_form(self, form: Form) -> None:
        """Show the same body in another form."""
        if self._reading is not None and form != self._form:
            self._form = form
            self._show()

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""
        self._tasks.cancel("pretty")
        self._reading, self._formatted, self._refused = None, None, False
        self._raw = b""
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
        """How long the text is: "1,234 lines", with a plus while they are still being counted."""
        lines, complete = self._lines
        return words.count(lines, "line").replace(" ", " " if complete else "+ ")

    def copy_text(self) -> None:
        """Put the shown text on the clipboard, as far as a clipboard should hold it."""
        if self._reading is None:
            return
        buffer = self._buffer()
        QGuiApplication.clipboard().setText(bytes(buffer[:COPY_LIMIT]).decode("utf-8", "replace"))
        if len(buffer) > COPY_LIMIT:
            limit, whole = words.size(COPY_LIMIT), words.size(len(buffer))
            self._tell(f"Copied the first {limit} of {whole}; save the body to have all of it.")

    def open_find(self) -> None:
        """Open the find bar with the selected text in it."""
        selected = self.text.selected_text() if self.text.has_selection else ""
        self.find_bar.open_bar(selected if "\n" not in selected[:200] and len(selected) < 200 else "")

    # Showing it

    def _show(self) -> None:
        if self._form == "pretty" and self._formatted is None and not self._refused:
            self._format()
        plain = self._form == "hex"
        self.text.show_text(self._buffer(), "text" if plain else self._language)
        self.find_bar.ask_again()

    def _buffer(self) -> Buffer:
        if self._form == "hex" and self._reading is not None:
            return HexText(open_buffer(self._reading.payload))
        if self._form == "pretty" and self._formatted is not None:
            return self._formatted
        return self._raw

    # Formatting it

    def _format(self) -> None:
        reading = self._reading
        if reading is None or self._tasks.running("pretty"):
            return
        if reading.payload.size <= INLINE_LIMIT:
            self._take(pretty_now(reading.payload.read(), reading.language, reading.encoding))
            return
        path = reading.payload.path
        folder = path.parent if path else Path(tempfile.gettempdir())
        self.strip.show_progress("Formatting…", None)
        self._tasks.start(
            "pretty",
            pretty(reading.payload, reading.language, folder, reading.encoding, self._show_progress),
            done=self._take_later,
        )

    def _show_progress(self, done: float) -> None:
        self.strip.show_progress("Formatting…", done)

    def _take_later(self, result: PrettyResult) -> None:
        self.strip.hide()
        self._take(result)
        if self._form == "pretty" and self._formatted is not None:
            self._show()

    def _take(self, result: PrettyResult) -> None:
        if result.payload is not None:
            self._formatted = _take_over(result.payload)
            return
        self._refuse(result)
        self.pretty_refused.emit(False)

    def _refuse(self, result: PrettyResult) -> None:
        """Show the text as received, and say why where somebody could have expected otherwise."""
        self._refused, self._form = True, "raw"
        reading = self._reading
        if reading is None:
            return
        if not result.malformed:
            self._tell(f"Shown as received: {result.problem}.")
            return
        if not reading.payload.complete:
            # Half a body is malformed for a reason that the failure bar above tells already.
            return
        sniffed = language_of("", bytes(self._raw[:SAMPLE_SIZE]))
        self._language = "text" if sniffed == reading.language else sniffed
        if declared_language(reading.media_type):
            wanted = TITLES[reading.language]
            self._tell(
                f"The server says {reading.media_type}, but this is not {wanted}: {result.problem}.",
                f"Shown as {TITLES[self._language] if self._language != 'text' else 'text'}.",
            )

    def _cancel_formatting(self) -> None:
        self._tasks.cancel("pretty")
        self.strip.hide()
        self._form = "raw"
        self.pretty_refused.emit(True)

    def _tell(self, sentence: str, hint: str = "") -> None:
        self.notice.show_message("warning", sentence, hint)

    def _note_lines(self, lines: int, complete: bool) -> None:
        self._lines = (lines, complete)
        self.lines_changed.emit()

    def _connect(self) -> None:
        self.strip.pressed.connect(self._cancel_formatting)
        self.text.lines_changed.connect(self._note_lines)
        self.text.copy_limited.connect(self._tell)
        self.text.search_changed.connect(self.find_bar.show_count)
        self.find_bar.wanted.connect(self.text.search)
        self.find_bar.next_wanted.connect(self.text.next_hit)
        self.find_bar.previous_wanted.connect(self.text.previous_hit)
        self.find_bar.closed.connect(self._leave_find_bar)

    def _leave_find_bar(self) -> None:
        self.text.end_search()
        self.text.setFocus()


def _open_text(reading: Reading) -> Buffer:
    """The text as UTF-8, as it was received."""
    buffer = open_buffer(reading.payload)
    if reading.encoding in _UTF8 or reading.binary:
        return buffer
    return to_utf8(bytes(buffer), reading.encoding)


def _take_over(payload: Payload) -> Buffer:
    """The bytes of a formatted body; a file is mapped, and its name goes at once where that works."""
    buffer = open_buffer(payload)
    if payload.path is not None:
        # Windows keeps a mapped file; the owner of the folder removes it later.
        with suppress(OSError):
            payload.path.unlink()
    return buffer
