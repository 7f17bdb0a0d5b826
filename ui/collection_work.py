"""What is done with the collection: open, create, and everything that changes its tree."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app import paths
from app.errors import AppError
from app.files.store import Store, is_collection
from app.files.trash import Trash
from app.model.collection import Collection, Folder, Item, RequestItem
from app.model.request import Request
from app.workspace import Workspace
from ui.dialogs.new_collection import NewCollectionDialog
from ui.kit.ask import TextQuestion, ask_path, ask_text, choose, finished
from ui.kit.tasks import listen
from ui.palette import Entry
from ui.parts import Parts
from ui.request_work import RequestWork
from ui.sidebar.drop import Move
from ui.sidebar.sidebar import Sidebar
from ui.tab import Tab

_QUESTION: Final = (
    "This folder is no collection yet.",
    "It holds no opencollection.yml. Making it a collection adds that file and reads the folder.",
)


class CollectionWork:
    """Handlers for the sidebar's tree and for the collection as a whole."""

    def __init__(self, parts: Parts, requests: RequestWork) -> None:
        self._parts = parts
        self._requests = requests

    @property
    def _workspace(self) -> Workspace:
        return self._parts.workspace

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "folder.new": lambda: self.new_folder(""),
            "collection.new": self.choose_new,
            "collection.open": self.choose_folder,
            "collection.save_as": self.choose_copy,
            "collection.close": self.leave,
            "collection.samples": self.open_samples,
            "item.rename": lambda: self._on_current(self._ask_name),
            "item.duplicate": lambda: self._on_current(self.duplicate),
            "item.delete": lambda: self._on_current(lambda path: self.delete((path,))),
            "item.restore": self._parts.undo_last,
        }

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Listen to the tree."""
        pairs: tuple[tuple[SignalInstance, Callable[..., object]], ...] = (
            (sidebar.opened, self._requests.open),
            (sidebar.opened_in_tab, self._requests.open),
            (sidebar.renamed, self.rename),
            (sidebar.duplicated, self.duplicate),
            (sidebar.deleted, self.delete),
            (sidebar.moved, self.move),
            (sidebar.new_request_wanted, self._requests.new),
            (sidebar.new_folder_wanted, self.new_folder),
            (sidebar.open_collection_wanted, self.choose_folder),
            (sidebar.new_collection_wanted, self.choose_new),
            (sidebar.copy_path_wanted, self._copy_path),
            (sidebar.reveal_wanted, self._reveal),
        )
        for signal, handler in pairs:
            listen(signal, handler)

    def entries(self) -> list[Entry]:
        """Every request of the collection, for the palette."""
        collection = self._workspace.collection
        return list(_entries(collection, self._requests.open)) if collection else []

    # --- the collection as a whole ----------------------------------------------------------------

    def open_folder(self, folder: str) -> None:
        """Open the collection in a folder. Raises UnreadableFile."""
        self._parts.tasks.start("open", self._open(Path(folder)))

    async def _open(self, root: Path) -> None:
        workspaces = self._parts.workspaces
        known = workspaces.at(root)
        if known is not None:
            self._go_to(known)
        else:
            workspaces.enter(await asyncio.to_thread(Store, root.absolute()))

    def _go_to(self, workspace: Workspace) -> None:
        """Bring an open collection to the front, with the tab of it that was opened last."""
        self._parts.workspaces.switch(workspace)
        tabs = self._parts.desk.tabs_of(workspace)
        if tabs:
            self._parts.desk.open(tabs[-1], preview=True)

    def leave(self) -> None:
        """Close the collection in front; what is not saved in it waits in the journal."""
        workspace = self._parts.workspace
        if workspace.store is not None:
            self._parts.desk.leave(workspace)
            self._parts.undo.clear()
            self._parts.workspaces.leave(workspace)

    def choose_folder(self) -> None:
        """Ask for the folder of a collection and open it."""
        self._parts.tasks.start("open", self._choose_folder())

    async def _choose_folder(self) -> None:
        start = self._workspace.collection.root.parent if self._workspace.collection else Path.home()
        root = await ask_path(self._parts.window, "Open a collection", "folder", start)
        if root is None:
            return
        if is_collection(root):
            await self._open(root)
        elif await choose(self._parts.window, *_QUESTION, ("Make it a collection",)) == 0:
            self._parts.workspaces.create(root, root.name)

    def choose_new(self) -> None:
        """Ask for name and folder of a new collection and make it."""
        self._parts.tasks.start("open", self._choose_new())

    async def _choose_new(self) -> None:
        dialog = NewCollectionDialog(Path.home(), self._parts.window)
        chosen: list[tuple[Path, str]] = []
        dialog.chosen.connect(lambda path, name: chosen.append((path, name)))
        await finished(dialog)
        for root, name in chosen:
            self._parts.workspaces.create(root, name)

    def choose_copy(self) -> None:
        """Ask where a copy of the collection shall be, and go on there."""
        self._parts.tasks.start("open", self._choose_copy())

    async def _choose_copy(self) -> None:
        collection = self._workspace.collection
        if collection is None:
            raise AppError("There is no collection to save.", "Create or open one first.")
        suggested = collection.root.with_name(collection.root.name + " copy")
        root = await ask_path(self._parts.window, "Save the collection as a new folder", "save", suggested)
        if root is not None:
            self._workspace.save_as(root)
            self._parts.undo.clear()

    def open_samples(self) -> None:
        """Open the tour of what Sonde can do."""
        self.open_folder(str(paths.own_samples(self._workspace.services.paths) / "tour"))

    def look_again(self) -> None:
        """Read what other programs changed in any collection; edited drafts are told of."""
        torn = [
            workspace.drafts[key].current.name
            for workspace in self._parts.workspaces
            for key in workspace.refresh()
        ]
        for page in self._parts.desk.pages:
            drafts = page.tab.workspace.drafts
            if page.key in drafts and not drafts[page.key].dirty:
                page.show_draft()
        if torn:
            self._parts.messages.show_message(
                "warning",
                f"Changed outside Sonde while it is edited here: {', '.join(torn)}.",
                "Your edits are kept; when you save you can compare both.",
            )

    # --- the tree ---------------------------------------------------------------------------------

    def new_folder(self, parent: str) -> None:
        """Ask for a name and make a folder."""
        self._parts.tasks.start("folder", self._new_folder(parent))

    async def _new_folder(self, parent: str) -> None:
        store = self._workspace.needed_store()
        name = await ask_text(self._parts.window, TextQuestion("Name of the new folder", accept="Create"))
        if name:
            store.add_folder(parent, name.strip())
            self._workspace.tell()

    def rename(self, path: str, name: str) -> None:
        """Give an item another name; its file keeps its own."""
        store = self._workspace.needed_store()
        store.rename(path, name)
        self._workspace.renamed(path)
        for page in self._parts.desk.pages:
            if page.tab == Tab(self._workspace, path):
                page.show_draft()

    def _ask_name(self, path: str) -> None:
        self._parts.tasks.start("rename", self._rename(path))

    async def _rename(self, path: str) -> None:
        item = self._item(path)
        question = TextQuestion("New name", text=item.name if item else "", accept="Rename")
        name = await ask_text(self._parts.window, question)
        if name:
            self.rename(path, name.strip())

    def duplicate(self, path: str) -> None:
        """Copy a request with everything in its file, and open the copy."""
        copy = self._workspace.needed_store().duplicate(path)
        self._workspace.tell()
        self._requests.open(copy)

    def move(self, move: Move) -> None:
        """Put items elsewhere; open tabs and drafts go with them."""
        store = self._workspace.needed_store()
        for path in move.paths:
            new = store.move(path, move.target, move.before)
            self._workspace.moved({path: new})

    def delete(self, wanted: tuple[str, ...]) -> None:
        """Take items away at once, their tabs too; the toast brings them back."""
        store = self._workspace.needed_store()
        names = [item.name for path in wanted if (item := self._item(path))]
        tokens = [store.delete(path) for path in wanted]
        closed = self._close_below(wanted)
        self._workspace.tell()
        what = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} items"
        bring_back = partial(self._bring_back, self._workspace, tokens, closed)
        self._parts.offer_undo(f"Deleted {what}", bring_back)

    def _close_below(self, wanted: tuple[str, ...]) -> dict[str, Request]:
        """Close the tabs of deleted requests; what each of them held, by path."""
        tabs = self._parts.desk.tabs_of(self._workspace)
        lost = [tab for tab in tabs if any(_is_at(tab.key, path) for path in wanted)]
        closed = {tab.key: tab.workspace.drafts[tab.key].current for tab in lost}
        for tab in lost:
            self._parts.desk.close_tab(tab)
            tab.workspace.drafts.close(tab.key)
        return closed

    def _bring_back(self, workspace: Workspace, tokens: list[Trash], closed: dict[str, Request]) -> None:
        for token in reversed(tokens):
            path = workspace.restore(token)
            for key, held in closed.items():
                if _is_at(key, token.path):
                    new = path + key[len(token.path) :]
                    workspace.drafts.open(new, workspace.request_at(new), held)
                    self._parts.desk.open(Tab(workspace, new))

    def _item(self, path: str) -> Item | None:
        return self._workspace.collection.find(path) if self._workspace.collection else None

    def _on_current(self, action: Callable[[str], object]) -> None:
        page = self._parts.desk.page
        if page is not None and page.path:
            action(page.path)

    def _copy_path(self, path: str) -> None:
        root = self._workspace.needed_store().collection.root
        QApplication.clipboard().setText(str(root / path))

    def _reveal(self, path: str) -> None:
        target = self._workspace.needed_store().collection.root / path
        folder = target if target.is_dir() else target.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _is_at(key: str, path: str) -> bool:
    return key == path or key.startswith(path + "/")


def _entries(collection: Collection, open_request: Callable[[str], object]) -> Iterator[Entry]:
    folders = {item.path: item.name for item in collection.items() if isinstance(item, Folder)}
    for item in collection.items():
        if isinstance(item, RequestItem):
            above = item.path.split("/")[:-1]
            place = [folders.get("/".join(above[: n + 1]), name) for n, name in enumerate(above)]
            yield Entry(
                item.name,
                partial(open_request, item.path),
                " / ".join(place),
                method=item.method,
            )
