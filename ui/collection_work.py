"""What is done with collections as a whole: open, create, copy, close, and find in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from app import paths
from app.errors import AppError
from app.files.scan import ENDINGS
from app.files.store import is_collection
from app.model.collection import Folder, RequestItem
from app.workspace import Workspace
from ui.collection_copy import save_copy
from ui.kit.ask import ask_path, choose
from ui.kit.path_drop import PathDrop
from ui.kit.tasks import attempt, listen
from ui.new_collection import make_collection
from ui.palette import Entry
from ui.parts import Parts
from ui.request_work import RequestWork
from ui.sidebar.sidebar import Sidebar

_QUESTION: Final = (
    "This folder is no collection yet.",
    "It holds no opencollection.yml. Making it a collection adds that file and reads the folder.",
)


class CollectionWork:
    """Handlers for what the top bar, the menu and the rows of collections ask for."""

    def __init__(self, parts: Parts, requests: RequestWork) -> None:
        self._parts = parts
        self._requests = requests
        PathDrop(parts.window, _can_be_opened, lambda path: attempt(lambda: self.open_dropped(path)))

    @property
    def _workspace(self) -> Workspace:
        return self._parts.workspace

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "collection.new": self.choose_new,
            "collection.open": self.choose_folder,
            "collection.save_as": self.choose_copy,
            "collection.close": self.leave,
            "collection.samples": self.open_samples,
        }

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Listen to the rows of collections."""
        listen(sidebar.open_collection_wanted, self.choose_folder)
        listen(sidebar.new_collection_wanted, self.choose_new)
        listen(
            sidebar.tree.save_as_wanted, lambda place: self.choose_copy(self._parts.workspace_of(place.root))
        )
        listen(sidebar.tree.close_wanted, lambda place: self.leave(self._parts.workspace_of(place.root)))

    def entries(self) -> list[Entry]:
        """Every request of every collection, for the palette; those of the one in front come first."""
        front = self._workspace
        each = sorted(self._parts.workspaces, key=lambda workspace: workspace is not front)
        return [entry for workspace in each for entry in self._entries(workspace, len(each) > 1)]

    def _entries(self, workspace: Workspace, several: bool) -> Iterator[Entry]:
        collection = workspace.needed_store().collection
        folders = {item.path: item.name for item in collection.items() if isinstance(item, Folder)}
        for item in collection.items():
            if isinstance(item, RequestItem):
                above = item.path.split("/")[:-1]
                place = [folders.get("/".join(above[: n + 1]), name) for n, name in enumerate(above)]
                if several:
                    place.insert(0, collection.name)
                run = partial(self._requests.open, item.path, workspace=workspace)
                yield Entry(item.name, run, " / ".join(place), method=item.method)

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
            await workspaces.open_large(root.absolute())

    def _go_to(self, workspace: Workspace) -> None:
        """Bring an open collection to the front, with the tab of it that was opened last."""
        self._parts.workspaces.switch(workspace)
        tabs = self._parts.desk.tabs_of(workspace)
        if tabs:
            self._parts.desk.open(tabs[-1], preview=True)

    def leave(self, workspace: Workspace | None = None) -> None:
        """Close a collection, the one in front where none is named; what is not saved in it waits in the
        journal."""
        workspace = workspace or self._workspace
        if workspace.store is not None:
            self._parts.desk.leave(workspace)
            self._parts.undo.forget(workspace)
            self._parts.workspaces.leave(workspace)

    def choose_folder(self) -> None:
        """Ask for the folder of a collection and open it."""
        self._parts.tasks.start("open", self._choose_folder())

    async def _choose_folder(self) -> None:
        start = self._workspace.collection.root.parent if self._workspace.collection else Path.home()
        root = await ask_path(self._parts.window, "Open a collection", "folder", start)
        if root is not None:
            await self._enter(root)

    def open_dropped(self, path: Path) -> None:
        """Open the collection in a folder, or of a file, and that file."""
        work = self._enter(path) if path.is_dir() else self._open_file(path)
        self._parts.tasks.start(f"open {path}", work)

    async def _open_file(self, file: Path) -> None:
        root = next(filter(is_collection, file.parents), None)
        if root is None:
            raise AppError(
                f"{file.name} lies in no collection: no folder above it holds an opencollection.yml.",
                "Drop the folder to make it a collection.",
            )
        await self._open(root)
        workspace = self._parts.workspaces.at(root)
        self._requests.open(file.relative_to(root).as_posix(), workspace=workspace)

    async def _enter(self, root: Path) -> None:
        """Open the collection in a folder, or make it one if the user wants that."""
        if is_collection(root):
            await self._open(root)
        elif await choose(self._parts.window, *_QUESTION, ("Make it a collection",)) == 0:
            self._parts.workspaces.create(root, root.name)

    def choose_new(self) -> None:
        """Ask for name and folder of a new collection and make it."""
        self._parts.tasks.start("open", make_collection(self._parts))

    def choose_copy(self, workspace: Workspace | None = None) -> None:
        """Ask where a copy of a collection, or of the one in front, shall be, and go on there."""
        self._parts.tasks.start("open", self._choose_copy(workspace or self._workspace))

    async def _choose_copy(self, workspace: Workspace) -> None:
        collection = workspace.collection
        if collection is None:
            raise AppError("There is no collection to save.", "Create or open one first.")
        suggested = collection.root.with_name(collection.root.name + " copy")
        root = await ask_path(self._parts.window, "Save the collection as a new folder", "save", suggested)
        if root is not None:
            await save_copy(self._parts, workspace, root)

    def open_samples(self) -> None:
        """Open the tour of what Sonde can do."""
        self.open_folder(str(paths.own_samples(self._workspace.services.paths) / "tour"))


def _can_be_opened(path: Path) -> bool:
    return path.is_dir() or path.suffix in ENDINGS
