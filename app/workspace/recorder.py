"""Records sends in the history after they were shown, in a thread of its own, as the settings allow."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from app.errors import AppError
from app.events import Event
from app.history import History, Origin, Record
from app.history.history import MEGABYTE
from app.http.payload import Spool
from app.logs import known_secrets
from app.model.auth import SECRET_FIELDS
from app.model.exchange import Exchange
from app.model.payload import Payload
from app.model.request import Request
from app.settings import Settings
from app.template.resolve import Resolved
from app.workspace.secret_fields import literal_secrets

REST: Final = 0.25  # seconds in which the response is painted before anything is recorded

_Result = TypeVar("_Result")


class Recorder:
    """The history and the one thread that writes it.

    ``recorded`` tells the number of a new entry, in the loop that called ``note``, ``kept`` the exchange that
    was noted with its number; ``changed`` that entries
    were changed or deleted.

    Args:
        tell: hears, in the loop, what the user should know of the history's file.
    """

    def __init__(self, folder: Path, spool: Spool, tell: Callable[[AppError], object]) -> None:
        self.history = History(folder, lambda problem: self._call(tell, problem))
        self.recorded: Event[int] = Event()
        self.kept: Event[tuple[Exchange, int]] = Event()
        self.changed: Event[None] = Event()
        self._spool = spool
        self._ending = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._settings = Settings()

    def use(self, settings: Settings) -> None:
        """Keep to other settings from now on."""
        self._settings = settings
        self.history.budget = settings.history_budget * MEGABYTE
        self.history.keep_bodies = settings.history_bodies

    def wants(self, origin: Origin, root: Path | None) -> bool:
        """Whether sends from there are recorded; a collection is left out by name or by folder."""
        left_out = {line.strip() for line in self._settings.history_without}
        return self._settings.history and not left_out & {origin.collection_name or "-", str(root)}

    def note(self, record: Record) -> None:
        """Record a send soon. Its bodies are held until then, whoever lets go of the exchange."""
        self._loop = asyncio.get_running_loop()
        held = replace(record, exchange=self._hold(record.exchange))
        self._executor().submit(self._record, held, record.exchange)

    async def run(self, work: Callable[[History], _Result]) -> _Result:
        """Do something with the history in another thread; gives its result."""
        self._loop = asyncio.get_running_loop()
        return await asyncio.to_thread(work, self.history)

    async def change(self, work: Callable[[History], object]) -> None:
        """Change something in the history, and tell so."""
        await self.run(work)
        self.changed.emit(None)

    async def close(self) -> None:
        """Record what waits, delete for good what is out of sight, and let go of the file."""
        self._ending.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.shutdown)
        if self.history.opened:
            await asyncio.to_thread(self.history.purge)
        self.history.close()

    def _executor(self) -> ThreadPoolExecutor:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "history")
        return self._thread

    def _record(self, record: Record, exchange: Exchange) -> None:
        self._ending.wait(REST)
        try:
            number = self.history.record(record)
        finally:
            self._let_go(record.exchange)
        if number is not None:
            self._call(self.recorded.emit, number)
            self._call(self.kept.emit, (exchange, number))

    def _call(self, listener: Callable[[_Result], object], value: _Result) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(listener, value)

    def _hold(self, exchange: Exchange) -> Exchange:
        """The exchange with files of its own for the bodies that came."""
        response = exchange.response and replace(
            exchange.response, body=self._spool.keep(exchange.response.body)
        )
        return replace(exchange, response=response, history=tuple(map(self._hold, exchange.history)))

    def _let_go(self, exchange: Exchange) -> None:
        bodies: Iterable[Payload] = (hop.response.body for hop in exchange.hops if hop.response is not None)
        for body in bodies:
            self._spool.discard(body)


def secrets_of(resolved: Resolved, request: Request) -> tuple[str, ...]:
    """What must not be in the record of a send: the secrets it used, literals that it has where secrets
    should be, those of the auth that it had or inherited, and every secret that passed through this run."""
    inherited = (str(getattr(resolved.auth, name)) for name in SECRET_FIELDS.get(type(resolved.auth), ()))
    literals = (field.value for field in literal_secrets(request) if not field.guess)
    return tuple(dict.fromkeys((*resolved.secrets, *filter(None, inherited), *literals, *known_secrets())))
