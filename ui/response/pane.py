"""The right half of a request page: everything that is known of the last send."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.diff.side import Side
from app.model.exchange import Exchange, Failure, Progress
from ui import theme
from ui.kit.empty import EmptyState
from ui.kit.notice import MessageBar
from ui.kit.tabs import TextTabs
from ui.response.body import BodyView
from ui.response.body_views import View
from ui.response.cookies import CookiesView, cookie_rows
from ui.response.failure import AGAIN, FailureView, phase_sentence
from ui.response.head import ResponseHead
from ui.response.headers import HeadersView
from ui.response.sending import SendingView, amount_words
from ui.response.start import StartView
from ui.response.strip import Strip
from ui.response.timeline import TimelineView
from ui.response.wire import WireView

if TYPE_CHECKING:
    from ui.response.compare import CompareView

BODY, HEADERS, COOKIES, TIMELINE, WIRE, COMPARE = range(6)

PATIENCE: Final = 150  # ms before the pane says that it waits; what is faster must not flicker

UNFINISHED: Final = "This is told when the transfer has ended."
UNTIMED: Final = "An example was not sent just now: it has neither timing nor connection."

_TABS: Final = ("Body", "Headers", "Cookies", "Timeline", "Wire", "Compare")
_SIZE: Final = QSize(480, 360)
_NOTHING, _SENDING, _RESULT = range(3)
_ESCAPE: Final = Qt.Key.Key_Escape
_F3: Final = Qt.Key.Key_F3
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class ResponsePane(QWidget):
    """Shows nothing yet, a send under way, or an exchange.

    Signals:
        cancel_requested: stop the send that is under way.
        copy_requested: the body was put on the clipboard, as the user asked.
        save_requested: the body is wanted in a file; open_requested: in the default program.
        menu_requested: where a menu of what can be done with the response has its place.
        example_closed: the user is done with the example that is shown.
        compare_wanted: what the response can be compared with is to be given to ``show_compare``.
        file_wanted: a file is to be one of the sides that are compared; see ``CompareView``.
        earlier_wanted: another response of the same request is to be shown; its number among those given
            to ``show_earlier``.
        hint_requested: the next step after a failure: "again", or "unverified" to send without
            checking the certificate.
    """

    cancel_requested = Signal()
    copy_requested = Signal()
    save_requested = Signal()
    open_requested = Signal()
    menu_requested = Signal(QPoint)
    example_closed = Signal()
    compare_wanted = Signal()
    file_wanted = Signal(int)
    earlier_wanted = Signal(int)
    hint_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Response")
        # Born in their places: a style sheet is applied anew to all that changes its parent.
        self._pages = QStackedWidget(self)
        self._result = QWidget(self._pages)
        self.head = ResponseHead(self._result)
        self.partial = MessageBar(self._result)
        self.tabs = TextTabs(_TABS, "Response", self._result)
        self._tab_pages = QStackedWidget(self._result)
        self._body_pages = QStackedWidget(self._tab_pages)
        self.body = BodyView(self._body_pages)
        self.failure = FailureView(self._body_pages)
        self.headers = HeadersView(self._tab_pages)
        self.cookies = CookiesView(self._tab_pages)
        self.timeline = TimelineView(self._tab_pages)
        self.wire = WireView(self._tab_pages)
        self.compare: CompareView | None = None  # made when it is looked at
        self.sending = SendingView(self._pages)
        self.receiving = Strip(self._result)
        self._unfinished = EmptyState("clock", UNFINISHED, parent=self._tab_pages)
        self._untimed = EmptyState("clock", UNTIMED, parent=self._tab_pages)
        self._progress: Progress | None = None
        self._since = 0.0
        self._exchange: Exchange | None = None
        self._is_example = False  # not sent just now
        self._is_untimed = False
        self._stale: set[int] = set()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_waiting)
        self._arrange()
        self._connect()

    def show_nothing(self) -> None:
        """Show the shortcuts: nothing was sent yet."""
        self._stop_waiting()
        self.body.forget()
        self.wire.forget()
        if self.compare is not None:
            self.compare.forget()
        self._pages.setCurrentIndex(_NOTHING)

    def show_sending(self, since: float | None = None) -> None:
        """Say that a send is under way, as soon as it takes longer than a blink.

        Args:
            since: the ``time.perf_counter`` of its start; now if it is left out.
        """
        self._since = time.perf_counter() if since is None else since
        self._patience.start(PATIENCE)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the send is; what has come of the response too, if it takes its time."""
        self._progress = progress
        if self._is_waiting():
            self.sending.show_progress(progress)
            self._show_waiting_for(progress)

    def show_exchange(self, exchange: Exchange) -> None:
        """Show what came of a send."""
        self._stop_waiting()
        self.head.show_exchange(exchange)
        self._exchange = exchange
        self._show_body(exchange)
        self._show_tabs(exchange)
        self._pages.setCurrentIndex(_RESULT)

    def show_example(self, exchange: Exchange, name: str, description: str = "") -> None:
        """Show a saved example as the response that it was."""
        hint = description or "It was saved earlier; nothing was sent."
        self.show_stored(exchange, f"Example: {name}", hint)
        self._is_untimed = True
        self._show_tab(self.tabs.current)

    def show_stored(self, exchange: Exchange, title: str, hint: str) -> None:
        """Show what was not sent just now, under a line that says so."""
        self.show_exchange(exchange)
        self._is_example = True
        self.partial.show_message("info", title, hint, ("Close",))

    def _show_tabs(self, exchange: Exchange) -> None:
        self.tabs.set_badge(HEADERS, _count(len(exchange.response.headers) if exchange.response else 0))
        self.tabs.set_badge(COOKIES, _count(len(cookie_rows(exchange))))
        self._exchange = exchange
        self._stale = {HEADERS, COOKIES, TIMELINE, WIRE, COMPARE}
        self.wire.forget()
        if self.compare is not None:
            self.compare.forget()
        self._show_tab(self.tabs.current)

    def show_earlier(self, exchanges: tuple[Exchange, ...], place: int) -> None:
        """Offer the responses of this request, the oldest first; that at ``place`` is the one shown."""
        self.head.earlier.show_exchanges(exchanges, place)

    def open_compare(self) -> None:
        """Look at what differs between the response and the one before."""
        if self._pages.currentIndex() == _RESULT:
            self.tabs.set_current(COMPARE)

    def show_compare(self, sides: tuple[Side, ...], left: int, right: int) -> None:
        """Compare two of these, by their indices."""
        if self.compare is None:
            self.compare = self._make_compare()
        self._stale.discard(COMPARE)
        self.compare.show_candidates(sides, left, right)
        self._tab_pages.setCurrentWidget(self.compare)

    def _open_compare(self) -> None:
        if COMPARE in self._stale:
            self.compare_wanted.emit()
        elif self.compare is not None:
            self._tab_pages.setCurrentWidget(self.compare)

    def _make_compare(self) -> CompareView:
        from ui.response.compare import CompareView

        made = CompareView(self._tab_pages)
        made.file_wanted.connect(self.file_wanted)
        made.closed.connect(lambda: self.tabs.set_current(BODY))
        self._tab_pages.addWidget(made)
        return made

    def open_go_to(self) -> None:
        """Open the bar that asks for a line of the body."""
        if self._pages.currentIndex() == _RESULT and self.body.has_text:
            self.tabs.set_current(BODY)
            self.body.open_go_to()

    def choose_view(self, view: View) -> None:
        """Look at the body in another view, where that makes sense of it."""
        if self._pages.currentIndex() == _RESULT:
            self.tabs.set_current(BODY)
            self.body.choose_view(view)

    def open_find(self) -> None:
        """Open the find bar over the body."""
        if self._pages.currentIndex() == _RESULT and self.body.has_text:
            self.tabs.set_current(BODY)
            self.body.open_find()

    def open_filter(self) -> None:
        """Open the bar that asks for a part of the body."""
        if self._pages.currentIndex() == _RESULT:
            self.tabs.set_current(BODY)
            self.body.open_filter()

    def copy_body(self) -> None:
        """Put the shown text on the clipboard."""
        self.body.copy_text()
        self.copy_requested.emit()

    def _show_tab(self, tab: int) -> None:
        """Show a tab; what is in it is made when it is looked at, since the body shall show at once."""
        views: dict[int, HeadersView | CookiesView | TimelineView | WireView] = {
            HEADERS: self.headers,
            COOKIES: self.cookies,
            TIMELINE: self.timeline,
            WIRE: self.wire,
        }
        if self._progress is not None and tab in (TIMELINE, WIRE, COMPARE):
            self._tab_pages.setCurrentWidget(self._unfinished)
            return
        if self._is_untimed and tab in (TIMELINE, WIRE):
            self._tab_pages.setCurrentWidget(self._untimed)
            return
        if tab == COMPARE:
            self._open_compare()
            return
        if tab in self._stale and self._exchange is not None:
            self._stale.remove(tab)
            views[tab].show_exchange(self._exchange)
        self._tab_pages.setCurrentWidget(self._body_pages if tab == BODY else views[tab])

    def _show_body(self, exchange: Exchange) -> None:
        failure, response = exchange.failure, exchange.response
        if failure is not None and response is None:
            self.body.forget()
            self.failure.show_failure(failure)
            self._body_pages.setCurrentWidget(self.failure)
        else:
            self.body.show_exchange(exchange)
            self._body_pages.setCurrentWidget(self.body)
        self._show_partial(failure if response is not None else None)
        self._show_actions()

    def _show_actions(self) -> None:
        response = self._exchange.response if self._exchange is not None else None
        self.head.show_actions(response is not None and response.body.size > 0, self.body.has_text)

    def _show_partial(self, failure: Failure | None) -> None:
        """Above a response that broke off: what happened, and that what is below is a part."""
        self._is_example = self._is_untimed = False
        if failure is None:
            self.partial.hide()
            return
        reason = f" ({failure.detail})" if failure.detail else ""
        where = "" if failure.kind == "cancelled" else phase_sentence(failure)
        hint = f"{where}{reason} {failure.hint}".strip()
        self.partial.show_message("error", failure.title, hint, ("Send again",))

    def _follow_partial(self) -> None:
        """The button above the body was pressed."""
        if self._is_example:
            self.example_closed.emit()
        else:
            self.hint_requested.emit(AGAIN)

    def _leave_example(self) -> None:
        # Without the line above it, an example would look like what a server just said.
        if self._is_example:
            self.example_closed.emit()

    # A send under way

    def _is_waiting(self) -> bool:
        """Whether a send is under way that takes longer than a blink."""
        return self._since > 0 and not self._patience.isActive()

    def _show_waiting(self) -> None:
        self.sending.start(self._since)
        self._pages.setCurrentIndex(_SENDING)
        if self._progress is not None:
            self.sending.show_progress(self._progress)
            self._show_waiting_for(self._progress)

    def _show_waiting_for(self, progress: Progress) -> None:
        exchange = progress.exchange
        if exchange is None or exchange.response is None:
            self._pages.setCurrentIndex(_SENDING)
            return
        if self._pages.currentIndex() != _RESULT:
            self._begin_arriving(exchange)
        self.body.show_arriving(exchange.response)
        self._show_elapsed((time.perf_counter() - self._since) * 1000)

    def _begin_arriving(self, exchange: Exchange) -> None:
        """The head of the response is there: everything is in its place before the body is."""
        self.partial.hide()
        self.body.forget()
        self._body_pages.setCurrentWidget(self.body)
        self._show_tabs(exchange)
        self.receiving.show()
        self._pages.setCurrentIndex(_RESULT)

    def _show_elapsed(self, elapsed: float) -> None:
        progress = self._progress
        if progress is None or progress.exchange is None or self._pages.currentIndex() != _RESULT:
            return
        self.head.show_arriving(progress.exchange, elapsed)
        done, total = progress.received, progress.received_total
        self.receiving.show_progress(
            f"Receiving… {amount_words(done, total)}", done / total if total else None
        )

    def _stop_waiting(self) -> None:
        self._since, self._progress = 0.0, None
        self._patience.stop()
        self.sending.stop()
        self.receiving.hide()

    def _arrange(self) -> None:
        _fill(self._body_pages, self.body, self.failure)
        _fill(self._tab_pages, self._body_pages, self.headers, self.cookies, self.timeline, self.wire)
        _fill(self._tab_pages, self._unfinished, self._untimed)
        _fill(self._pages, StartView(self._pages), self.sending, self._result)
        result = QVBoxLayout(self._result)
        whole = QVBoxLayout(self)
        for column in (result, whole):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        for widget in (self.head, self.partial, self.tabs):
            result.addWidget(widget)
        result.addWidget(self._tab_pages, 1)
        # Below all, so that nothing moves when it goes.
        result.addWidget(self.receiving)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.tabs.current_changed.connect(self._show_tab)
        self.head.copy_requested.connect(self.copy_body)
        self.head.save_requested.connect(self.save_requested)
        self.head.find_requested.connect(self.open_find)
        self.head.menu_requested.connect(self.menu_requested)
        self.body.open_requested.connect(self.open_requested)
        self.body.save_requested.connect(self.save_requested)
        self.body.view_changed.connect(self._show_actions)
        self.failure.hint_requested.connect(self.hint_requested)
        self.head.earlier.chosen.connect(self.earlier_wanted)
        self.sending.cancel_requested.connect(self.cancel_requested)
        self.sending.ticked.connect(self._show_elapsed)
        self.receiving.pressed.connect(self.cancel_requested)
        self.partial.chosen.connect(lambda _index: self._follow_partial())
        self.partial.dismissed.connect(self._leave_example)

    def sizeHint(self) -> QSize:
        # One size for every state: what a response brings must not move the splitter beside it.
        return _SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE and self.body.find_bar.isVisible():
            self.body.find_bar.close_bar()
        elif event.key() == _ESCAPE and self._is_waiting():
            self.cancel_requested.emit()
        elif event.key() == _F3 and not self.body.find_bar.isHidden():
            back = event.modifiers() & _SHIFT
            (self.body.text.previous_hit if back else self.body.text.next_hit)()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("panel"))


def _fill(stack: QStackedWidget, *pages: QWidget) -> None:
    for page in pages:
        stack.addWidget(page)


def _count(number: int) -> str:
    return str(number) if number else ""
