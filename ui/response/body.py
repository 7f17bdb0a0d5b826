"""The body: pretty or raw, a picture, or a word on why there is none."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.format import words
from app.format.charset import encoding_of, to_utf8
from app.format.languages import SAMPLE_SIZE, TITLES, declared_language, is_binary, language_of
from app.format.pretty import INLINE_LIMIT, PrettyResult, pretty, pretty_now
from app.format.tokens import Language
from app.model.exchange import Exchange, Response
from app.model.payload import Payload
from ui.kit.empty import EmptyState
from ui.kit.labels import label
from ui.kit.notice import MessageBar
from ui.kit.tabs import Segments
from ui.kit.tasks import Tasks
from ui.kit.text_source import Buffer, open_buffer
from ui.kit.text_view import COPY_LIMIT, TextView
from ui.response.find_bar import FindBar
from ui.response.picture import BinaryView

PRETTY: Final = 0
RAW: Final = 1

_TEXT, _BINARY, _EMPTY = range(3)
_UTF8: Final = ("utf-8", "utf-8-sig", "ascii")


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text body on the screen. ``formatted`` is None while it is being formatted and where it cannot be."""

    raw: Buffer
    language: Language
    formatted: Buffer | None = None
    formatting: bool = False


class BodyView(QWidget):
    """Shows the body of a response. ``save_requested``: the user wants it in a file."""

    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._shown: ShownText | None = None
        self.segments = Segments(("Pretty", "Raw"), "View")
        self.segments.current_changed.connect(self._show_text)
        self._kind = label("", "muted", 12)
        self.notice = MessageBar()
        self.find_bar = FindBar()
        self.text = TextView("Response body")
        self.binary = BinaryView()
        self._empty_sentence = ""
        self._empty = EmptyState("file", "No body")
        self._pages = QStackedWidget()
        for page in (self._text_page(), self.binary, self._empty):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()

    def show_exchange(self, exchange: Exchange) -> None:
        """Show the body of an exchange that has a response."""
        self.forget()
        response = exchange.response
        if response is None or response.body.size == 0:
            self._empty_sentence = empty_sentence(exchange)
            self._empty.show_sentence(self._empty_sentence)
            self._pages.setCurrentIndex(_EMPTY)
        elif is_binary(response.body.read(SAMPLE_SIZE)):
            self.binary.show_body(response)
            self._pages.setCurrentIndex(_BINARY)
        else:
            self._show_response(response)
            self._pages.setCurrentIndex(_TEXT)

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""
        self._tasks.cancel("pretty")
        self._shown = None
        self.notice.hide()
        self.text.clear()

    @property
    def has_text(self) -> bool:
        """Whether a text is shown that can be searched and copied."""
        return self._shown is not None

    def copy_text(self) -> None:
        """Put the shown text on the clipboard, as far as a clipboard should hold it."""
        if self._shown is None:
            return
        buffer = self._current(self._shown)
        QGuiApplication.clipboard().setText(bytes(buffer[:COPY_LIMIT]).decode("utf-8", "replace"))
        if len(buffer) > COPY_LIMIT:
            whole = words.size(len(buffer))
            self._tell(
                f"Copied the first {words.size(COPY_LIMIT)} of {whole}; save the body to have all of it."
            )

    def open_find(self) -> None:
        """Open the find bar with the selected text in it."""
        if self.has_text:
            selected = self.text.selected_text() if self.text.has_selection else ""
            self.find_bar.open_bar(selected if "\n" not in selected[:200] and len(selected) < 200 else "")

    def kind_words(self) -> str:
        """What is said of the text: "JSON · 1,234 lines"."""
        return self._kind.text()

    def empty_words(self) -> str:
        """What is said in place of a body."""
        return self._empty_sentence

    # What the text is

    def _show_response(self, response: Response) -> None:
        sample = response.body.read(SAMPLE_SIZE)
        encoding = encoding_of(response.header("content-type") or "", sample)
        language = language_of(response.content_type, to_utf8(sample, encoding))
        raw = open_buffer(response.body)
        if encoding not in _UTF8:
            raw = to_utf8(bytes(raw), encoding)
        self._shown = ShownText(raw, language)
        if language == "text":
            self._show_text()
        elif response.body.size <= INLINE_LIMIT:
            self._show_formatted(response, pretty_now(response.body.read(), language, encoding))
        else:
            self._format_later(response, language, encoding)

    def _format_later(self, response: Response, language: Language, encoding: str) -> None:
        if self._shown is not None:
            self._shown = replace(self._shown, formatting=True)
        self._show_text()
        path = response.body.path
        folder = path.parent if path else Path(tempfile.gettempdir())
        self._tasks.start(
            "pretty",
            pretty(response.body, language, folder, encoding),
            done=lambda result: self._show_formatted(response, result),
        )

    def _show_formatted(self, response: Response, result: PrettyResult) -> None:
        if self._shown is None:
            return
        if result.payload is not None:
            self._shown = replace(self._shown, formatted=_take(result.payload), formatting=False)
        else:
            self._shown = self._explain(self._shown, response, result)
        self._show_text()

    def _explain(self, shown: ShownText, response: Response, result: PrettyResult) -> ShownText:
        """Say why a body is not formatted, where somebody could have expected it."""
        if not result.malformed:
            self._tell(f"Shown as received: {result.problem}.")
            return replace(shown, formatting=False)
        sniffed = language_of("", bytes(shown.raw[:SAMPLE_SIZE]))
        language: Language = "text" if sniffed == shown.language else sniffed
        # Half a body is malformed for a reason that the failure bar above tells already.
        if declared_language(response.content_type) and response.body.complete:
            wanted, seen = TITLES[shown.language], TITLES[language]
            self._tell(
                f"The server says {response.content_type}, but this is not {wanted}: {result.problem}.",
                f"Shown as {seen if language != 'text' else 'text'}.",
            )
        return ShownText(shown.raw, language if response.body.complete else shown.language)

    def _tell(self, sentence: str, hint: str = "") -> None:
        self.notice.show_message("warning", sentence, hint)

    # Showing it

    def _current(self, shown: ShownText) -> Buffer:
        if self.segments.current == PRETTY and shown.formatted is not None:
            return shown.formatted
        return shown.raw

    def _show_text(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self._bar.setFixedHeight(self.segments.sizeHint().height() + 12)
        self.segments.setVisible(shown.formatting or shown.formatted is not None)
        self.text.show_text(self._current(shown), shown.language)
        self.find_bar.ask_again()

    def _show_lines(self, lines: int, complete: bool) -> None:
        if self._shown is None:
            return
        formatting = " · formatting…" if self._shown.formatting else ""
        more = "" if complete else "+"
        counted = words.count(lines, "line").replace(" ", f"{more} ")
        self._kind.setText(f"{TITLES[self._shown.language]} · {counted}{formatting}")

    def _text_page(self) -> QWidget:
        # A text without segments must not stand higher than one with them.
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.segments)
        row.addStretch(1)
        row.addWidget(self._kind)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._bar, self.notice, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        return page

    def _connect(self) -> None:
        self.binary.save_requested.connect(self.save_requested)
        self.text.lines_changed.connect(self._show_lines)
        self.text.copy_limited.connect(self._tell)
        self.text.search_changed.connect(self.find_bar.show_count)
        self.find_bar.wanted.connect(self.text.search)
        self.find_bar.next_wanted.connect(self.text.next_hit)
        self.find_bar.previous_wanted.connect(self.text.previous_hit)
        self.find_bar.closed.connect(self._leave_find_bar)

    def _leave_find_bar(self) -> None:
        self.text.end_search()
        self.text.setFocus()


def empty_sentence(exchange: Exchange) -> str:
    """Why there is no body to show."""
    status = exchange.response.status if exchange.response else 0
    if exchange.request.method == "HEAD":
        return "No body: a response to HEAD has none."
    if status in (204, 205, 304):
        return f"No body: {status} {words.status(status)} has none."
    return "No body: the server sent none."


def _take(payload: Payload) -> Buffer:
    """The bytes of a formatted body; a file is mapped, and its name goes at once where that works."""
    buffer = open_buffer(payload)
    if payload.path is not None:
        # Windows keeps a mapped file; the owner of the folder removes it later.
        with suppress(OSError):
            payload.path.unlink()
    return buffer
