"""One open request: its line on top, the editor and the response side by side, and what happens between."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.errors import AppError, OutsideFiles, UnknownVariables
from app.model.exchange import Exchange, Progress
from app.model.request import Request
from app.workspace import Workspace
from app.workspace.drafts import NEW
from app.workspace.earlier import Earlier
from ui import theme
from ui.kit.tasks import Tasks
from ui.page_secrets import PageSecrets
from ui.permits import may_be_read
from ui.request.context import EditorContext
from ui.request.editor import RequestEditor
from ui.request.request_line import RequestLine
from ui.response.pane import PATIENCE, ResponsePane
from ui.tab import Tab
from ui.unsent import cancelled, cut_short, unsent

NARROW: Final = 1100  # pixels of content; below it the response goes under the request

SOURCES: Final = {
    "host": "from the URL",
    "content-type": "from the body",
    "content-length": "from the body",
    "authorization": "from Auth",
}

_HORIZONTAL: Final = Qt.Orientation.Horizontal
_VERTICAL: Final = Qt.Orientation.Vertical
_ESCAPE: Final = Qt.Key.Key_Escape

# Asks for the values of secrets; gives whether some were set.
Supply = Callable[["RequestPage", tuple[str, ...]], Awaitable[bool]]


async def _supply_nothing(_page: RequestPage, _names: tuple[str, ...]) -> bool:
    return False


class RequestPage(QWidget):
    """The page of one draft. ``key`` is the draft's; it changes when the request moves.

    ``edited`` tells that the draft is another value, ``sent`` gives the exchange just shown, ``browsed``
    an earlier one that is shown now, ``problem`` an AppError for the message bar, and the ``*_wanted``
    signals what only the window can do.
    """

    edited = Signal()
    running_changed = Signal(bool)
    sent = Signal(object)
    browsed = Signal(object)
    problem = Signal(object)
    save_wanted = Signal()
    response_copied = Signal()
    response_save_wanted = Signal()
    file_wanted = Signal()
    hint_chosen = Signal(str)
    explain_wanted = Signal(str)
    split_changed = Signal(str, int)

    def __init__(self, workspace: Workspace, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.exchange: Exchange | None = None  # the one that is shown
        self.earlier = Earlier()
        self.stored = 0  # the number in the history of the newest exchange; 0 while it has none
        self._arriving: Exchange | None = None
        self.tasks = Tasks(self)
        self._workspace = workspace
        self.supply: Supply = _supply_nothing
        self._begun = 0.0  # time.perf_counter of the send under way
        # Born in their places: a style sheet is applied anew to all that changes its parent.
        self.line = RequestLine(self)
        self.splitter = QSplitter(_HORIZONTAL, self)
        self.editor = RequestEditor(self.splitter)
        self.response = ResponsePane(self.splitter)
        self._direction, self._share = "", 45
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(lambda: self.line.set_running(True))
        self._secrets = PageSecrets(lambda: self.tab, self.take_draft, self.tasks)
        self._arrange()
        self._connect()
        self.show_draft()
        self.response.show_nothing()

    def _arrange(self) -> None:
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.editor)
        self.splitter.addWidget(self.response)
        self.splitter.splitterMoved.connect(lambda _place, _handle: self._note_split())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.line.changed.connect(self._take_line)
        self.line.send_requested.connect(lambda: self.send())
        self.line.cancel_requested.connect(self.cancel)
        self.line.save_requested.connect(self.save_wanted)
        self.editor.changed.connect(self._take)
        self._secrets.listen_to(self.editor, self.line)
        self.editor.send_requested.connect(lambda: self.send())
        self.editor.save_requested.connect(self.save_wanted)
        self.editor.file_wanted.connect(self.file_wanted)
        self.response.cancel_requested.connect(self.cancel)
        self.response.copy_requested.connect(self.response_copied)
        self.response.save_requested.connect(self.response_save_wanted)
        self.response.hint_requested.connect(self._follow_hint)
        self.response.example_closed.connect(self.leave_example)
        self.response.earlier_wanted.connect(self.show_earlier)

    # --- the draft --------------------------------------------------------------------------------

    @property
    def tab(self) -> Tab:
        """What the desk knows this page by."""
        return Tab(self._workspace, self.key)

    def belong(self, tab: Tab) -> None:
        """Show the same draft under another key, or in another collection."""
        self._workspace, self.key = tab.workspace, tab.key
        self.show_context()

    @property
    def path(self) -> str:
        """The request's place in the collection; empty when it has none yet."""
        return "" if self.key.startswith(NEW) else self.key

    @property
    def draft(self) -> Request:
        """The request as typed."""
        return self._workspace.drafts[self.key].current

    def show_draft(self) -> None:
        """Paint the draft as the workspace holds it: at first, after undo, after a change outside."""
        request = self.draft
        self.line.show_request(request)
        self.editor.show_request(request)
        self.show_context()

    def show_context(self) -> None:
        """Paint what the surroundings give: variables, inherited auth, automatic headers."""
        scope = self._workspace.scope(self.path, self.draft)
        around = self._workspace.surroundings(self.path)
        context = EditorContext(
            variables=scope,
            automatic=self._automatic(),
            inherited_auth=around.auth,
            auth_giver=around.auth_giver,
            inherited=around.inherited,
            base=around.base,
            options=self._workspace.option_layers(self.path),
            explain=self.explain_wanted.emit,
        )
        self.line.show_context(context)
        self.line.show_preview(self._workspace.preview(self.draft, self.path))
        self.editor.show_context(context)

    def _automatic(self) -> tuple[tuple[str, str, str], ...]:
        lines = self._workspace.automatic_headers(self.draft, self.path)
        return tuple((name, value, SOURCES.get(name.lower(), "added by Sonde")) for name, value in lines)

    def _take(self, request: Request) -> None:
        self._workspace.drafts.edit(self.key, request)
        self.line.show_request(request)
        self.show_context()
        self.edited.emit()

    def _take_line(self, request: Request) -> None:
        self._workspace.drafts.edit(self.key, request)
        self.editor.show_request(request)
        self.show_context()
        self.edited.emit()

    def take_draft(self, request: Request) -> None:
        """Another value of the draft that nobody typed here."""
        self._workspace.drafts.edit(self.key, request)
        self.show_draft()
        self.edited.emit()

    async def settle(self) -> None:
        """Take over what is still being typed; literals of secret fields go to the keyring, and the
        draft holds their ``{{names}}``."""
        self.editor.commit()
        await self._secrets.settle()

    # --- sending ----------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether a send is under way."""
        return self.tasks.running("send")

    def send(self, private: bool = False) -> None:
        """Send the draft, unless a send is under way; a private send is not kept in the history."""
        if not self.running:
            self._begun = time.perf_counter()
            self.tasks.start("send", self._send(private), ended=lambda: self._show_running(False))

    def cancel(self) -> None:
        """Stop the send that is under way. It is shown as cancelled at once: however long the connection
        takes to close, the next send may begin."""
        if self.running:
            total = (time.perf_counter() - self._begun) * 1000
            part = self._keep_part(total)
            self.tasks.cancel("send")
            self._show_running(False)
            self._show(part or cancelled(self.draft, total))

    def _keep_part(self, total: float) -> Exchange | None:
        """What has come of the response, after so many milliseconds; None if its head has not."""
        arriving = self._arriving
        if arriving is None or arriving.response is None:
            return None
        return cut_short(arriving, self._workspace.keep_part(arriving.response), total)

    def _note_progress(self, progress: Progress) -> None:
        self._arriving = progress.exchange
        self.response.show_progress(progress)

    async def _send(self, private: bool) -> None:
        await self.settle()
        request = self.draft
        self._begin_waiting()
        try:
            exchange = await self._exchange(request, private)
        except AppError as problem:
            exchange = unsent(request, problem)
        self._show_running(False)
        self._show(exchange)

    def _begin_waiting(self) -> None:
        self._begun = time.perf_counter()
        self._arriving = None
        self._show_running(True)
        self.response.show_sending()

    def _show_shown(self) -> None:
        """Nothing is sent while the user is asked: what was shown before is seen."""
        self._show_running(False)
        if self.exchange is not None:
            self.response.show_exchange(self.exchange)
        else:
            self.response.show_nothing()

    async def _exchange(self, request: Request, private: bool) -> Exchange:
        """Send; where secrets lack their values, or files outside of the collection would be read, the
        user is asked, and then it is tried again."""
        while True:
            try:
                return await self._workspace.send(request, self.path, self._note_progress, private)
            except UnknownVariables as problem:
                if not problem.valueless:
                    raise
                self._show_shown()
                if not await self.supply(self, problem.valueless):
                    raise
            except OutsideFiles as problem:
                self._show_shown()
                if not await may_be_read(self, self._workspace, problem.files):
                    raise
            self._begin_waiting()

    def _show(self, exchange: Exchange) -> None:
        """Show what came of a send; the one before can still be looked at."""
        gone = self.earlier.add(exchange)
        self._arriving, self.stored = None, 0
        self._show_one(exchange)
        for old in gone:
            self._workspace.forget(old)
        self.sent.emit(exchange)

    def _show_one(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.response.show_exchange(exchange)
        self.response.show_earlier(self.earlier.exchanges, self.earlier.place(exchange))

    def show_example(self, exchange: Exchange, name: str, description: str = "") -> None:
        """Show a saved example in the place of the response."""
        self.exchange = exchange
        self.response.show_example(exchange, name, description)

    def show_stored(self, exchange: Exchange, title: str, hint: str) -> None:
        """Show an exchange of the history in the place of the response."""
        self.exchange = exchange
        self.response.show_stored(exchange, title, hint)

    def keep_stored(self, exchange: Exchange) -> None:
        """Make an exchange of the history the response before the next one."""
        for old in self.earlier.add(exchange):
            self._workspace.forget(old)

    def leave_example(self) -> None:
        """Show the newest response again, if there is one."""
        kept = self.earlier.exchanges
        if kept:
            self.show_earlier(len(kept) - 1)
        else:
            self.exchange = None
            self.response.show_nothing()

    # --- earlier responses ------------------------------------------------------------------------

    def show_earlier(self, place: int) -> None:
        """Show the response with this number among those kept, unless a send is under way."""
        kept = self.earlier.exchanges
        if 0 <= place < len(kept) and not self.running:
            self._show_one(kept[place])
            self.browsed.emit(kept[place])

    def step_earlier(self, by: int) -> None:
        """Show the response so many places later than the one shown."""
        if self.exchange is not None:
            self.show_earlier(self.earlier.place(self.exchange) + by)

    def leave(self) -> None:
        """The page goes: stop what runs, and let go of every response."""
        self.tasks.cancel_all()
        self.response.show_nothing()
        for old in self.earlier.clear():
            self._workspace.forget(old)

    def _show_running(self, running: bool) -> None:
        # An answer that comes in a blink must not make the button flicker.
        if running:
            self._patience.start()
        else:
            self._patience.stop()
            self.line.set_running(False)
        self.running_changed.emit(running)

    def _follow_hint(self, hint: str) -> None:
        if hint == "again":
            self.send()
        else:
            self.hint_chosen.emit(hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What has the keyboard may use Escape first: a list of completions closes before the send stops.
        if event.key() == _ESCAPE and self.running:
            self.cancel()
        else:
            super().keyPressEvent(event)

    # --- layout -----------------------------------------------------------------------------------

    def show_split(self, direction: str, share: int) -> None:
        """Divide the page.

        Args:
            direction: "beside" or "below" for the response, "" for as the width allows.
            share: the request's part in percent.
        """
        self._direction, self._share = direction, min(max(share, 10), 90)
        self._divide()

    def turn(self) -> None:
        """Put the response below if it is beside, and beside if it is below."""
        beside = self.splitter.orientation() == _HORIZONTAL
        self.split_changed.emit("below" if beside else "beside", self._share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        beside = self._direction == "beside" or (not self._direction and self.width() >= NARROW)
        self.splitter.setOrientation(_HORIZONTAL if beside else _VERTICAL)
        whole = self.splitter.width() if beside else self.splitter.height()
        own = whole * self._share // 100
        self.splitter.setSizes([own, whole - own])

    def _note_split(self) -> None:
        own, other = self.splitter.sizes()
        if own and other:
            self.split_changed.emit(self._direction, round(100 * own / (own + other)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("panel"))
