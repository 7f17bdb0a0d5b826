"""What leaves the history: entries that are deleted, and those that are copied or exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.history import Entry, History, Query
from app.workspace.history_export import har_text, write_har
from app.workspace.structure import Step
from ui.kit.ask import ask_path, choose
from ui.parts import Parts

PURGE_AFTER: Final = 60_000  # ms in which a deleted entry can be brought back
_AGES: Final = (("A day", 1), ("A week", 7), ("A month", 30), ("A year", 365))
_FILTERS: Final = "HTTP Archive (*.har);;All files (*)"


class HistoryChanges:
    """Handlers for what deletes and exports; see `HistoryWork` for the rest."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._recorder = parts.workspaces.services.recorder
        self._purge = QTimer(parts.window, singleShot=True, interval=PURGE_AFTER)
        self._purge.timeout.connect(self._start_purge)
        # What the last run had no time to remove, where it ended in a hurry.
        self._purge.start()

    def _start_purge(self) -> None:
        if self._recorder.history.opened:
            self._parts.tasks.start("history purge", self._recorder.run(lambda history: history.purge()))

    def delete(self, entry: Entry) -> None:
        """Take an entry out of the list; for a while it can be brought back."""
        self._hide(entry.id)
        step = Step(
            "Delete Entry of the History", partial(self._unhide, entry.id), partial(self._hide, entry.id)
        )
        self._parts.did(step, f"Deleted {entry.method} {entry.name or entry.host} from the history")

    def _hide(self, number: int) -> None:
        self._run("hide", lambda history: history.hide([number]))
        self._purge.start()

    def _unhide(self, number: int) -> None:
        def work(history: History) -> None:
            if not history.unhide([number]):
                raise AppError("This entry is gone for good.", "It was deleted more than a minute ago.")

        self._run("unhide", work)

    async def delete_older(self) -> None:
        """Ask how old is too old, and delete that."""
        answer = await choose(
            self._parts.window,
            "Delete entries that are older than…",
            "Pinned ones stay. This cannot be undone.",
            tuple(words for words, _days in _AGES),
            default=2,
        )
        if answer is not None:
            latest = (datetime.now() - timedelta(days=_AGES[answer][1])).timestamp()
            count = await self._recorder.run(lambda history: history.delete_older(latest))
            self._recorder.changed.emit(None)
            self._parts.toast.show_toast(f"Deleted {_entries(count)}")

    async def clear(self) -> None:
        """Ask, and delete everything."""
        answer = await choose(
            self._parts.window,
            "Delete the whole history?",
            "Pinned entries go too. This cannot be undone.",
            ("Delete all",),
        )
        if answer == 0:
            await self._recorder.change(lambda history: history.clear())

    async def copy(self, entry: Entry) -> None:
        """Put an entry into the clipboard as an HTTP Archive, masked as it was kept."""
        spool = self._parts.workspaces.services.spool
        text = await self._recorder.run(lambda history: har_text(history, entry.id, spool))
        QApplication.clipboard().setText(text)
        self._parts.toast.show_toast("Copied as HAR; secrets are masked")

    async def export(self, query: Query) -> None:
        """Ask for a file, and write what is listed into it."""
        start = Path.home() / f"history-{datetime.now():%Y-%m-%d}.har"
        target = await ask_path(self._parts.window, "Export what is listed", "save", start, _FILTERS)
        if target is not None:
            spool = self._parts.workspaces.services.spool
            count = await self._recorder.run(lambda history: write_har(history, query, spool, target))
            self._parts.toast.show_toast(f"Exported {_entries(count)}; secrets are masked")

    def _run(self, name: str, work: Callable[[History], object]) -> None:
        self._parts.tasks.start(f"history {name}", self._recorder.change(work))


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"
