"""What is done with the history: search it, look at an entry, open it again, compare, pin, name."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.history import Entry, History
from app.history.history import PAGE
from app.model.exchange import Exchange
from app.workspace import Workspace
from ui.history_changes import HistoryChanges
from ui.kit.ask import TextQuestion, ask_text
from ui.kit.tasks import listen
from ui.page import RequestPage
from ui.parts import Parts
from ui.sidebar.history_model import day_words
from ui.sidebar.sidebar import HISTORY, Sidebar
from ui.tab import Tab

MASKED: Final = "Nothing was sent; secrets were masked when it was kept."
LATER_PAGE: Final = 1000  # entries that are read when the end of the list comes near
MOST_READ: Final = 5000  # entries that are read again at once
NO_BODY: Final = "Its bodies are no longer kept. Nothing was sent."


class HistoryWork:
    """Handlers for the sidebar's history; it is read when it is looked at, and follows from then on."""

    def __init__(self, parts: Parts, sidebar: Sidebar) -> None:
        self._parts = parts
        self._sidebar = sidebar
        self._page = sidebar.history
        self._recorder = parts.workspaces.services.recorder
        self._shown: tuple[Workspace, Exchange] | None = None
        sidebar.tabs.current_changed.connect(lambda tab: self.show() if tab == HISTORY else None)
        self._page.query_changed.connect(lambda _query: self.show())
        self._page.more_wanted.connect(self._load_more)
        listen(self._page.chosen, self._do)
        self._changes = changes = HistoryChanges(parts)
        self._page.clear_wanted.connect(lambda: self._start("clear", changes.clear()))
        self._page.older_wanted.connect(lambda: self._start("clear", changes.delete_older()))
        self._page.export_wanted.connect(lambda: self._start("export", changes.export(self._page.query)))
        self._recorder.recorded.connect(lambda _number: self._follow())
        self._recorder.changed.connect(lambda _none: self.show())

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {"history.search": self.search, "request.send_private": self._send_private}

    def search(self) -> None:
        """Put the keyboard into the search of the history."""
        self._sidebar.setVisible(True)
        self._sidebar.focus_history()

    def _send_private(self) -> None:
        if self._parts.desk.page is not None:
            self._parts.desk.page.send(private=True)

    # --- the list ---------------------------------------------------------------------------------

    def show(self) -> None:
        """Paint the newest entries that fit, and what can be filtered by."""
        self._start("list", self._show())

    async def _show(self) -> None:
        query = self._page.query
        # What was scrolled to is read again as well, so that a pin down there moves nothing.
        count = max(PAGE, min(self._page.list.entries.rowCount(), MOST_READ))
        entries = await self._recorder.run(partial(History.search, query=query, count=count))
        if query == self._page.query:
            self._page.show_entries(entries, ended=len(entries) < count)
        facets = await self._recorder.run(lambda history: (history.hosts(), history.collections()))
        self._page.show_facets(*facets)

    def _load_more(self, before: int) -> None:
        self._start("more", self._show_more(before))

    async def _show_more(self, before: int) -> None:
        query = self._page.query
        search = partial(History.search, query=query, before=before, count=LATER_PAGE)
        entries = await self._recorder.run(search)
        if query == self._page.query:
            self._page.list.entries.append(entries, ended=len(entries) < LATER_PAGE)

    def _follow(self) -> None:
        if self._page.isVisible():
            self._start("new", self._show_new())

    async def _show_new(self) -> None:
        query, newest = self._page.query, self._page.list.entries.newest()
        entries = await self._recorder.run(lambda history: history.search(query, after=newest))
        if newest == self._page.list.entries.newest() and query == self._page.query:
            self._page.list.entries.prepend(entries)
            self._page.show_filled()

    def _start(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        self._parts.tasks.start(f"history {name}", coroutine)

    # --- one entry --------------------------------------------------------------------------------

    def _do(self, what: str, entry: Entry) -> None:
        actions: dict[str, Callable[[], object]] = {
            "preview": lambda: self._start("preview", self._preview(entry)),
            "reopen": lambda: self._start("open", self._reopen(entry)),
            "again": lambda: self._start("open", self._send_again(entry)),
            "compare": lambda: self._start("open", self._compare(entry)),
            "pin": lambda: self._change(lambda history: history.pin(entry.id, not entry.pinned)),
            "name": lambda: self._start("name", self._name(entry)),
            "copy": lambda: QApplication.clipboard().setText(entry.url),
            "har": lambda: self._start("copy", self._changes.copy(entry)),
            "delete": lambda: self._changes.delete(entry),
        }
        actions[what]()

    def _change(self, work: Callable[[History], object]) -> None:
        self._start("change", self._recorder.change(work))

    async def _stored(self, entry: Entry) -> Exchange:
        new_path = self._parts.workspaces.services.spool.new_path
        return await self._recorder.run(lambda history: history.exchange(entry.id, new_path))

    async def _preview(self, entry: Entry) -> None:
        """Show a response of the history in the page in front, where one is."""
        page = self._parts.desk.page
        if page is None:
            await self._reopen(entry)
        elif not page.running:
            exchange = await self._stored(entry)
            page.show_stored(exchange, _title(entry), MASKED if entry.whole else NO_BODY)
            if self._shown is not None:
                self._shown[0].forget(self._shown[1])
            self._shown = (page.tab.workspace, exchange)

    async def _reopen(self, entry: Entry) -> RequestPage | None:
        """Open the request as it was typed, in a tab of its own."""
        request = await self._recorder.run(lambda history: history.request(entry.id))
        workspaces = self._parts.workspaces
        known = (
            each for each in workspaces if each.collection and each.collection.id == entry.origin.collection
        )
        workspace = next(known, workspaces.current)
        self._parts.desk.open(Tab(workspace, workspace.drafts.new(request)))
        return self._parts.desk.page

    async def _send_again(self, entry: Entry) -> None:
        page = await self._reopen(entry)
        if page is not None:
            page.send()

    async def _compare(self, entry: Entry) -> None:
        """Send the request again, and show what differs from what came then."""
        exchange = await self._stored(entry)
        page = await self._reopen(entry)
        if page is not None:
            page.keep_stored(exchange)
            page.sent.connect(lambda _exchange: page.response.open_compare(), _ONCE)
            page.send()

    async def _name(self, entry: Entry) -> None:
        question = TextQuestion("A name for this entry", "It can be searched.", entry.name, "Keep")
        name = await ask_text(self._parts.window, question)
        if name is not None:
            await self._recorder.change(lambda history: history.name(entry.id, name))


_ONCE: Final = Qt.ConnectionType.SingleShotConnection


def _title(entry: Entry) -> str:
    day = "" if entry.at.date() == datetime.now().date() else f"{day_words(entry.at.date())}, "
    return f"From history, {day}{entry.at:%H:%M}: {entry.method} {entry.url}"
