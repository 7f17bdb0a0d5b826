"""The body of a response, in the views that make sense of it, or a word on why there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.format import words
from app.format.languages import SAMPLE_SIZE, TITLES, binary_name
from app.format.reading import Reading, read_body
from app.model.exchange import Exchange, Response
from ui.kit.empty import EmptyState
from ui.kit.notice import MessageBar
from ui.kit.text_view import TextView
from ui.response.body_bar import BodyBar
from ui.response.body_kind import kind_title
from ui.response.body_pages import BodyPage, make_page
from ui.response.body_text import BodyText, Form
from ui.response.body_views import Preference, View, views_of
from ui.response.filter import BodyFilter
from ui.response.find_bar import FindBar
from ui.response.pace import BEGINNING, Pace
from ui.response.strip import Strip

_WRAPPED: Final = 1024 * 1024  # bytes of a text whose lines are wrapped unless the user says so
_STREAMS: Final = ("text", "ndjson")
_FORMS: Final[dict[View, Form]] = {"pretty": "pretty", "raw": "raw", "hex": "hex"}


class BodyView(QWidget):
    """Shows the body of a response.

    Signals:
        save_requested: the user wants the body in a file.
        open_requested: the user wants it in the default program.
        csv_requested: the user wants the rows of its table in a file; see ``write_csv``.
        view_changed: the user looks at it in another view.
        part_left: the whole is shown again in place of a part; see ``show_part``.
    """

    save_requested = Signal()
    open_requested = Signal()
    csv_requested = Signal()
    view_changed = Signal()
    part_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preference = Preference()
        self._reading: Reading | None = None
        self._whole: Reading | None = None  # while a part of it is shown
        self._by_hand = False
        self._offered: tuple[View, ...] = ()
        self._view: View = "raw"
        self._pace: Pace | None = None  # while a body arrives
        self._made: dict[View, BodyPage] = {}
        self._wrap: bool | None = None  # as the user chose
        self._filled: set[View] = set()  # views that were given the body
        self._empty_sentence = ""
        self.bar = BodyBar(self)
        self.filter = BodyFilter(self)
        self.part = Strip(self)
        self._pages = QStackedWidget(self)
        self.texts = BodyText(self._pages)
        self._empty = EmptyState("file", "No body", parent=self._pages)
        for page in (self.texts, self._empty):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.filter)
        column.addWidget(self.part)
        column.addWidget(self._pages, 1)
        self._connect()

    def show_exchange(self, exchange: Exchange) -> None:
        """Show the body of an exchange that has a response."""
        response = exchange.response
        if response is None or response.body.size == 0:
            self.forget()
            self._say(empty_sentence(exchange))
            return
        reading = _read(response)
        if self._stays(reading):
            self._settle(reading)
        else:
            self.show_reading(reading)
        self._offer_filter(reading)

    def show_arriving(self, response: Response) -> None:
        """Show what has come of a body while the rest is on its way."""
        if self._pace is None:
            self.forget()
            self._pace = Pace()
        if response.body.size == 0:
            self._say("Nothing of the body has come yet.")
        elif self._reading is not None:
            if not self._reading.binary and self._pace.allows(response.body.size):
                self._wrap_lines(response.body.size)
                self.texts.grow(response.body)
        elif (reading := _read(response)).binary:
            self._reading = reading
            self._say(f"{binary_name(reading.media_type, response.body.read(SAMPLE_SIZE))} is on its way.")
        else:
            self._show_beginning(reading)

    def show_reading(self, reading: Reading) -> None:
        """Show a body in the view that the user likes for its kind, in place of the one before."""
        self._forget_pages()
        self._reading, self._by_hand, self._pace, self._whole = reading, False, None, None
        self.part.hide()
        self._offered = views_of(reading)
        self._view = self._preference.best(reading, self._offered)
        self.bar.show()
        self._open_view(fresh=True)

    def show_part(self, reading: Reading, sentence: str) -> None:
        """Show a part of the body, such as what a filter found, in place of the whole.

        Args:
            reading: the part.
            sentence: what it is, such as "Filtered: 12 matches".
        """
        if self._whole is None:
            self._whole = self._reading
        whole = self._whole
        self.show_reading(reading)
        self._whole = whole
        self.part.show_state(sentence, "Clear")

    def show_whole(self) -> None:
        """Show the whole body again."""
        whole = self._whole
        if whole is not None:
            self.show_reading(whole)
            self.part_left.emit()

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""
        self._reading, self._pace, self._whole = None, None, None
        self.part.hide()
        self.filter.forget()
        self._forget_pages()
        self.texts.forget()

    def _forget_pages(self) -> None:
        for view in self._filled:
            self._made[view].forget()
        self._filled.clear()

    # What is shown

    @property
    def view(self) -> View:
        """The view in front."""
        return self._view

    @property
    def offered(self) -> tuple[View, ...]:
        """The views that can be chosen."""
        return self._offered

    def choose_view(self, view: View) -> None:
        """Look at the body in this view, and at others of its kind from now on."""
        if self._reading is not None and view in self._offered and view != self._view:
            self._view = view
            self._preference.note(self._reading, view)
            self._open_view()
            self.view_changed.emit()

    @property
    def text(self) -> TextView:
        """The view of pretty, raw and hexadecimal text."""
        return self.texts.text

    @property
    def find_bar(self) -> FindBar:
        """The bar that finds in the text."""
        return self.texts.find_bar

    @property
    def notice(self) -> MessageBar:
        """The bar that tells what is wrong with the text."""
        return self.texts.notice

    @property
    def has_text(self) -> bool:
        """Whether there is a text that can be searched and copied."""
        return self._reading is not None and (not self._reading.binary or self._view == "hex")

    def copy_text(self) -> None:
        """Put the shown text on the clipboard, as far as a clipboard should hold it."""
        if self._reading is not None and self.has_text:
            if not self.texts.has_text:
                self.texts.show_reading(self._reading, "raw")
            elif self._view not in _FORMS:
                self.texts.show_form("raw")
            self.texts.copy_text()

    def write_csv(self, path: Path) -> None:
        """Write the rows of the table in front to a file."""
        if self._view in self._made:
            self._made[self._view].write_csv(path)

    def open_find(self) -> None:
        """Open the find bar with the selected text in it."""
        page = self._made.get(self._view)
        if self.has_text and not (page is not None and page.open_find()):
            self._to_text()
            self.texts.open_find()

    def open_filter(self) -> None:
        """Open the bar that asks for a part of the body."""
        self.filter.open_bar()

    def open_go_to(self) -> None:
        """Open the bar that asks for a line of the text."""
        if self.has_text:
            self._to_text()
            self.texts.open_go_to()

    def _to_text(self) -> None:
        """Look at the text, if another view is in front."""
        if self._view not in _FORMS:
            self.choose_view("pretty" if "pretty" in self._offered else "raw")

    def kind_words(self) -> str:
        """What is said of the text: "JSON · 1,234 lines"."""
        return f"{self.bar.kind.text()} · {self.bar.facts()}"

    def empty_words(self) -> str:
        """What is said in place of a body."""
        return self._empty_sentence

    # A body on its way

    def _show_beginning(self, reading: Reading) -> None:
        """The first bytes of a text are there: it is shown as received, and grows. Of one that rushes in
        the beginning is enough until it is whole: counting its lines would hold up the transfer."""
        if reading.payload.size > BEGINNING:
            reading = replace(reading, payload=replace(reading.payload, size=BEGINNING))
        self._reading = reading
        self._offered, self._view = ("raw",), "raw"
        self.bar.filter.hide()
        self.bar.show()
        self._open_view(fresh=True)

    def _stays(self, reading: Reading) -> bool:
        """Whether a text that was watched arriving stays as it is, now that it has ended: a stream of
        lines, a part of a whole, and whatever the user has begun to work with."""
        if self._pace is None or self._reading is None or self._reading.binary:
            return False
        streams = reading.language in _STREAMS or not reading.payload.complete
        return streams or self.text.caret_offset > 0 or not self.find_bar.isHidden()

    def _settle(self, reading: Reading) -> None:
        """The text is whole: it stays where it is, and the other views are offered."""
        self._reading, self._pace = reading, None
        self._offered = views_of(reading)
        self.texts.grow(reading.payload)
        self.bar.show_views(self._offered, self._view)
        self._show_facts()

    # Showing it

    def _say(self, sentence: str) -> None:
        self._empty_sentence = sentence
        self._empty.show_sentence(sentence)
        self.bar.hide()
        self._pages.setCurrentWidget(self._empty)

    def _open_view(self, fresh: bool = False) -> None:
        """Bring the view in front; a view is given the body when it is looked at."""
        if self._reading is None:
            return
        self.bar.show_views(self._offered, self._view)
        form = _FORMS.get(self._view)
        if form is None:
            if fresh:
                self.texts.forget()
            self._open_page(self._reading)
        elif fresh or not self.texts.has_text:
            self._pages.setCurrentWidget(self.texts)
            self._wrap_lines(self._reading.payload.size)
            self.texts.show_reading(self._reading, form)
        else:
            self._pages.setCurrentWidget(self.texts)
            self.texts.show_form(form)
        self._show_facts()

    def _open_page(self, reading: Reading) -> None:
        """Bring a view in front that is no text: it is made, and given the body, when it is wanted."""
        page = self._made.get(self._view)
        if page is None:
            page = self._made[self._view] = make_page(self._view, self._pages)
            page.save_requested.connect(self.save_requested)
            page.open_requested.connect(self.open_requested)
            page.text_wanted.connect(self._show_place)
            page.filter_wanted.connect(self.filter.ask_path)
            page.csv_requested.connect(self.csv_requested)
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if self._view not in self._filled:
            self._filled.add(self._view)
            page.show_reading(reading)

    def _show_place(self, offset: int) -> None:
        """Show a byte of the body in the text as received."""
        self.choose_view("raw")
        self.text.setFocus()
        self.text.go_to_offset(offset)

    def _read_otherwise(self, language: str, encoding: str) -> None:
        """The user says what the body is."""
        if self._reading is None or language not in ("", *TITLES):
            return
        known = next((each for each in TITLES if each == language), self._reading.language)
        wanted = replace(
            self._reading, language=known, encoding=encoding or self._reading.encoding, binary=False
        )
        if self._whole is not None:
            self.show_part(wanted, self.part.sentence())
        else:
            self.show_reading(wanted)
            self._offer_filter(wanted)
        self._by_hand = True
        self._show_facts()

    def _show_raw(self, for_good: bool) -> None:
        """The text is shown as received; if it cannot be formatted at all, the choice goes."""
        if for_good:
            self._offered = tuple(view for view in self._offered if view != "pretty")
        if self._view == "pretty" or not for_good:
            self._view = "raw"
            self.texts.show_form("raw")
        self.bar.show_views(self._offered, self._view)
        self._show_facts()

    def _offer_filter(self, whole: Reading) -> None:
        self.filter.show_reading(whole)
        self.bar.filter.setVisible(self.filter.is_possible)

    def _wrap_lines(self, size: int) -> None:
        """Wrap as the user chose, else where that takes no time: all lines of the text are measured."""
        wraps = size <= _WRAPPED if self._wrap is None else self._wrap
        self.bar.wrap.setChecked(wraps)
        self.texts.set_wrap(wraps)

    def _choose_wrap(self, wraps: bool) -> None:
        self._wrap = wraps
        self.text.set_wrap(wraps)

    def _show_facts(self) -> None:
        if self._reading is None:
            return
        textual = self._view in _FORMS
        language = self.texts.language if textual else self._reading.language
        self.bar.wrap.setVisible(self._view in ("pretty", "raw"))
        title = kind_title(self._reading, language, self._by_hand)
        self.bar.kind.show_reading(self._reading, title, self._by_hand)
        self.bar.show_facts(self.texts.line_words() if textual else "")

    def _connect(self) -> None:
        self.bar.view_chosen.connect(self.choose_view)
        self.part.pressed.connect(self.show_whole)
        self.part_left.connect(self.filter.part_left)
        self.filter.filtered.connect(self.show_part)
        self.filter.cleared.connect(self.show_whole)
        self.bar.filter.clicked.connect(self.open_filter)
        self.bar.kind.chosen.connect(self._read_otherwise)
        self.texts.lines_changed.connect(self._show_facts)
        self.texts.place_changed.connect(self._show_facts)
        self.bar.wrap.clicked.connect(self._choose_wrap)
        self.texts.raw_wanted.connect(self._show_raw)


def _read(response: Response) -> Reading:
    return read_body(response.body, response.header("content-type") or "")


def empty_sentence(exchange: Exchange) -> str:
    """Why there is no body to show."""
    status = exchange.response.status if exchange.response else 0
    if exchange.request.method == "HEAD":
        return "No body: a response to HEAD has none."
    if status in (204, 205, 304):
        return f"No body: {status} {words.status(status)} has none."
    return "No body: the server sent none."
