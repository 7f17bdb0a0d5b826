"""Writes what must outlive the program: edits while one types, the layout after it has changed. Edits with
secrets wait for the key that seals them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.errors import AppError
from app.workspace.revival import still_sealed
from ui import layout
from ui.kit.tasks import Tasks
from ui.page_memory import watch
from ui.window import Window

JOURNAL_AFTER: Final = 500  # ms from the first edit that is not in the journal
AGAIN_AFTER: Final = 5_000  # ms, where the journal could not be written
LAYOUT_AFTER: Final = 500  # ms without a change

log = logging.getLogger(__name__)


class Keeping(QObject):
    """Listens to a window.

    Args:
        file: for the layout; None keeps none.
    """

    def __init__(self, window: Window, file: Path | None) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self._written: layout.Layout | None = None
        self._told = False
        self._journal = QTimer(self, singleShot=True)
        self._journal.timeout.connect(self._write_journal)
        self._layout = QTimer(self, singleShot=True, interval=LAYOUT_AFTER)
        self._layout.timeout.connect(self.write_layout)
        window.edited.connect(self._note_edit)
        self._tasks: Tasks | None = None  # none before the loop runs
        self._told_sealed: set[str] = set()
        window.workspaces.services.journal.key_wanted.connect(lambda _none: self._fetch_key())
        self._watch()

    def begin(self) -> None:
        """The loop runs: what is sealed may be opened now."""
        self._tasks = Tasks(self)
        self._fetch_key()
        self._note_edit()  # What an earlier version left readable may be sealed now.

    def _fetch_key(self) -> None:
        wanted = self._window.workspaces.services.journal.wants_key
        # It may take as long as the user takes to type the keyring's password.
        if wanted and self._tasks is not None and not self._tasks.running("key"):
            self._tasks.start("key", self._unseal())

    async def _unseal(self) -> None:
        workspaces = self._window.workspaces
        journal = workspaces.services.journal
        await journal.complete()
        for workspace in (*workspaces, workspaces.loose):
            if journal.unopened(workspace.local) and workspace.local not in self._told_sealed:
                self._window.remembered.unseal(workspace)
            problem = still_sealed(workspace)
            if problem is not None and workspace.local not in self._told_sealed:
                self._told_sealed.add(workspace.local)
                self._window.show_problem(problem)

    def _watch(self) -> None:
        """Listen to everything that ``kept_layout`` tells."""
        window = self._window
        tree, note = window.sidebar.tree, lambda *_values: self._layout.start()
        window.desk.page_made.connect(lambda page: watch(page, self._layout.start))
        for page in window.desk.pages:
            watch(page, self._layout.start)
        changes = (window.rearranged, window.desk.tabs_changed, window.body.splitterMoved)
        for signal in (*changes, tree.expanded, tree.collapsed, tree.verticalScrollBar().valueChanged):
            signal.connect(note)
        window.workspaces.services.recorder.kept.connect(note)

    def write_layout(self) -> None:
        """Write the layout if it is another one than was written last; it is a small file."""
        self._layout.stop()
        found = self._window.kept_layout()
        if self._file is not None and found != self._written:
            layout.write(self._file, found)
            self._written = found

    def _note_edit(self) -> None:
        # Not put off by the next key: who types without a pause must not lose it all.
        if not self._journal.isActive():
            self._journal.start(JOURNAL_AFTER)

    def _write_journal(self) -> None:
        try:
            self._window.workspaces.keep()
            self._told = False
        except AppError as problem:
            log.warning("%s", problem)
            self._journal.start(AGAIN_AFTER)
            if not self._told:
                self._told = True
                self._window.show_problem(problem)
