"""The last response of each page comes back after a restart, out of the history, once it is looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from app.errors import AppError
from app.history import Entry, History
from app.model.exchange import Exchange
from app.workspace import Services
from ui.kept_page import KeptPage
from ui.page import RequestPage
from ui.page_memory import put_back_response
from ui.sidebar.history_model import day_words

MASKED: Final = "Secrets were masked when it was kept."
NO_BODY: Final = "Its body is no longer kept."


class LastResponses:
    """Knows which entry of the history each page shows, and shows that of the last run.

    A response that the history does not keep, as the user set it or sent it, does not come back either.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._pages: list[tuple[RequestPage, KeptPage]] = []  # before the loop runs
        self._begun = False

    def note(self, exchange: Exchange, number: int, pages: tuple[RequestPage, ...]) -> None:
        """The history keeps an exchange under this number; the page that shows it remembers that."""
        for page in pages:
            newest = page.earlier.exchanges[-1:]
            if newest and newest[0] is exchange:
                page.stored = number

    def begin(self) -> None:
        """The loop runs: what was asked for until now is brought back."""
        self._begun = True
        for page, kept in self._pages:
            self.bring_back(page, kept)
        self._pages.clear()

    def bring_back(self, page: RequestPage, kept: KeptPage) -> None:
        """Show what a page showed in the last run, unless something is sent before it is read."""
        if not kept.response:
            return
        page.stored = kept.response
        if self._begun:
            page.tasks.start("last response", self._bring_back(page, kept))
        else:
            self._pages.append((page, kept))

    async def _bring_back(self, page: RequestPage, kept: KeptPage) -> None:
        def read(history: History) -> tuple[Entry | None, Exchange]:
            return history.entry(kept.response), history.exchange(kept.response, new_path)

        new_path = self._services.spool.new_path
        try:
            entry, exchange = await self._services.recorder.run(read)
        except AppError:
            page.stored = 0  # It was deleted from the history.
            return
        if page.exchange is None and not page.running:
            page.keep_stored(exchange)
            page.show_stored(exchange, _title(exchange.started), _hint(entry))
            put_back_response(page, kept)
            page.browsed.emit(exchange)
        else:
            page.tab.workspace.forget(exchange)


def _title(at: datetime) -> str:
    day = "" if at.date() == datetime.now().date() else f"{day_words(at.date())}, "
    return f"From {day}{at:%H:%M}, before the restart"


def _hint(entry: Entry | None) -> str:
    return MASKED if entry is None or entry.whole else f"{NO_BODY} {MASKED}"
