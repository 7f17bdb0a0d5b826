"""The collections that are open in one window: each a workspace of its own, one of them current."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.errors import UnreadableFile
from app.events import Event
from app.files.secrets import Secrets
from app.files.store import Store, create_collection
from app.paths import Paths
from app.workspace.services import Services
from app.workspace.workspace import Workspace

KEY_LIMIT: Final = 1.0  # seconds that the end waits for the keyring


class Workspaces:
    """Opens and closes workspaces. There is always a current one: while no collection is open it is
    ``loose``, which holds requests that belong to none.

    ``opened`` and ``closed`` tell which workspace came or went, ``switched`` the current one.
    """

    def __init__(self, paths: Paths, secrets: Secrets | None = None) -> None:
        self.services = Services(paths, secrets)
        self.loose = Workspace(self.services)
        self.current = self.loose
        self.opened: Event[Workspace] = Event()
        self.closed: Event[Workspace] = Event()
        self.switched: Event[Workspace] = Event()
        self._open: list[Workspace] = []

    def __iter__(self) -> Iterator[Workspace]:
        return iter(tuple(self._open))

    def __len__(self) -> int:
        return len(self._open)

    def at(self, root: Path) -> Workspace | None:
        """The workspace of the collection in a folder, if it is open."""
        wanted = root.resolve()
        return next((each for each in self._open if each.root and each.root.resolve() == wanted), None)

    def open(self, root: Path) -> Workspace:
        """Open the collection in a folder, or go to it when it is open. Raises UnreadableFile when the
        folder is none."""
        return self.at(root) or self.enter(Store(root))

    async def open_large(self, root: Path) -> Workspace:
        """The same, with the folder read in a thread: thousands of files hold up nobody. Raises alike."""
        if (known := self.at(root)) is not None:
            return known
        store = await asyncio.to_thread(_read, root)
        # It may have been opened elsewhere meanwhile.
        return self.at(root) or self.enter(store)

    def create(self, root: Path, name: str) -> Workspace:
        """Make a new collection folder and open it."""
        return self.enter(create_collection(root, name))

    def enter(self, store: Store) -> Workspace:
        """Take in a store that was opened elsewhere, and make it current."""
        workspace = Workspace(self.services, store)
        self._open.append(workspace)
        self.switch(workspace)
        self.opened.emit(workspace)
        return workspace

    def switch(self, workspace: Workspace) -> None:
        """Make another workspace the current one."""
        if workspace is not self.current:
            self.current = workspace
            self.switched.emit(workspace)

    def leave(self, workspace: Workspace) -> None:
        """Close one collection; what is not saved in it stays in the journal."""
        workspace.close()
        workspace.drafts.release()
        self._open.remove(workspace)
        if workspace is self.current:
            self.switch(self._open[-1] if self._open else self.loose)
        self.closed.emit(workspace)

    def keep(self) -> None:
        """Write every edit that is not saved to the journal. Raises UnreadableFile when some cannot be
        written; the others are."""
        problem: UnreadableFile | None = None
        for workspace in (*self._open, self.loose):
            try:
                workspace.drafts.flush()
            except UnreadableFile as error:
                problem = problem or error
        if problem is not None:
            raise problem

    async def close(self) -> None:
        """Write the journal, close all collections and every connection, and empty the spool."""
        for workspace in (*self._open, self.loose):
            workspace.close()
        if self.services.journal.lacks_secrets:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(KEY_LIMIT):
                    await self.services.journal.complete()
        await self.services.close()


def _read(root: Path) -> Store:
    """Read a folder so far that its picture is ready to be shown."""
    store = Store(root)
    store.collection.items()
    return store
