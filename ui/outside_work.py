"""What is done when other programs change the folders of open collections: look, take in, watch on."""

from __future__ import annotations

import asyncio
from functools import partial

from app.files import dotenv
from app.workspace import Workspace
from app.workspace.check import check_behind
from app.workspace.drafts import Meeting
from app.workspace.variables import dotenv_files
from ui.conflict_work import ConflictWork
from ui.file_work import FileWork
from ui.kit.tasks import attempt
from ui.parts import Parts
from ui.tab import Tab
from ui.watching import FolderWatch

Values = dict[str, tuple[dotenv.Entry, ...]]


class OutsideWork:
    """Keeps every open collection as its folder is. Reading is done in a thread, a look at a time."""

    def __init__(self, parts: Parts, conflicts: ConflictWork, files: FileWork) -> None:
        self._parts = parts
        self._conflicts = conflicts
        self._files = files
        self._watches: dict[Workspace, FolderWatch] = {}
        self._again: set[Workspace] = set()
        self._texts: dict[Workspace, Values] = {}
        for workspace in parts.workspaces:
            self._begin(workspace)
        parts.workspaces.opened.connect(self._begin)
        parts.workspaces.closed.connect(self._end)
        parts.desk.current_changed.connect(self._watch_all)

    def look_again(self) -> None:
        """Look for changes in every collection."""
        for workspace in self._parts.workspaces:
            self.look(workspace)

    def look(self, workspace: Workspace) -> None:
        """Look for changes in one collection; a look that is under way is followed by another one."""
        name = f"look {id(workspace)}"
        if self._parts.tasks.running(name):
            self._again.add(workspace)
        else:
            self._parts.tasks.start(name, self._look(workspace))

    async def _look(self, workspace: Workspace) -> None:
        self._again.add(workspace)
        while workspace in self._again:
            self._again.discard(workspace)
            store = workspace.store
            if store is None or workspace not in self._watches:
                return
            found = await asyncio.to_thread(store.look)
            if store is not workspace.store or not workspace.take(found):
                self._again.add(workspace)
            elif workspace not in self._again:
                self._follow_values(workspace)
                self.check(workspace)

    def check(self, workspace: Workspace) -> None:
        """Find what is broken behind the heads of a large collection. That takes so long that looks go on
        beside it, and that one at a time is enough."""
        name = f"check {id(workspace)}"
        if not self._parts.tasks.running(name):
            self._parts.tasks.start(name, check_behind(workspace))

    def _follow_values(self, workspace: Workspace) -> None:
        """Files of values such as .env are no part of the collection's picture, but of what is shown."""
        texts = _values(workspace)
        if self._texts.setdefault(workspace, texts) != texts:
            self._texts[workspace] = texts
            workspace.tell()

    # --- which folders are watched ----------------------------------------------------------------

    def _begin(self, workspace: Workspace) -> None:
        workspace.met.connect(partial(self._hear, workspace))
        workspace.changed.connect(lambda _collection: self._follow(workspace))
        self._follow(workspace)

    def _hear(self, workspace: Workspace, news: tuple[str, Meeting]) -> None:
        key, meeting = news
        self._conflicts.hear(Tab(workspace, key), meeting)

    def _follow(self, workspace: Workspace) -> None:
        """The collection is another value, or its folder is another one."""
        self._watch(workspace)
        self._texts.setdefault(workspace, _values(workspace))
        self._conflicts.show_all()
        self._files.look_again(workspace)

    def _watch_all(self) -> None:
        for workspace in self._watches:
            self._watch(workspace)

    def _watch(self, workspace: Workspace) -> None:
        store = workspace.store
        if store is None:
            return
        watch = self._watches.get(workspace)
        if watch is None or watch.root != store.root.resolve():
            if watch is not None:
                watch.deleteLater()
            watch = self._watches[workspace] = FolderWatch(store.root, self._parts.window)
            watch.changed.connect(lambda: attempt(lambda: self.look(workspace)))
        shown = [tab.key for tab in self._parts.desk.tabs_of(workspace) if not tab.is_new]
        watch.watch(store.folders(), [*shown, *_values(workspace)])

    def _end(self, workspace: Workspace) -> None:
        self._texts.pop(workspace, None)
        watch = self._watches.pop(workspace, None)
        if watch is not None:
            watch.deleteLater()


def _values(workspace: Workspace) -> Values:
    """What stands in the files of ``NAME=value`` lines, by their paths."""
    collection = workspace.collection
    if collection is None:
        return {}
    return {file: dotenv.read(collection.root / file) for file in dotenv_files(collection)}
