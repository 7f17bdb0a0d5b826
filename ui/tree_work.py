"""What is done with the items of the tree: new, renamed, duplicated, moved, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.files.trash import Trash
from app.model.collection import Collection, Folder, Item
from app.model.request import Request
from app.workspace import Workspace
from app.workspace.structure import Step
from ui.kit.ask import TextQuestion, ask_text
from ui.kit.tasks import listen
from ui.parts import Parts
from ui.request_work import RequestWork
from ui.sidebar.drop import CUT, Move, clip, unpack
from ui.sidebar.place import Place
from ui.sidebar.sidebar import Sidebar
from ui.tab import Tab


class TreeWork:
    """Handlers for the sidebar's tree and for the item in front."""

    def __init__(self, parts: Parts, requests: RequestWork) -> None:
        self._parts = parts
        self._requests = requests

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "folder.new": lambda: self.new_folder(Place()),
            "item.rename": lambda: self._on_current(self._ask_name),
            "item.duplicate": lambda: self._on_current(self.duplicate),
            "item.delete": lambda: self._on_current(lambda place: self.delete((place,))),
            "item.restore": self._parts.undo_last,
            "item.redo": self._parts.redo_last,
        }

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Listen to the tree."""
        pairs: tuple[tuple[SignalInstance, Callable[..., object]], ...] = (
            (sidebar.opened, self._open),
            (sidebar.opened_in_tab, self._open),
            (sidebar.renamed, self.rename),
            (sidebar.duplicated, self.duplicate),
            (sidebar.deleted, self.delete),
            (sidebar.moved, self.move),
            (sidebar.undo_wanted, self._parts.undo_last),
            (sidebar.redo_wanted, self._parts.redo_last),
            (sidebar.clipped, self.clip),
            (sidebar.paste_wanted, self.paste),
            (sidebar.new_request_wanted, self._new_request),
            (sidebar.new_folder_wanted, self.new_folder),
            (sidebar.copy_path_wanted, self._copy_path),
            (sidebar.reveal_wanted, self._reveal),
        )
        for signal, handler in pairs:
            listen(signal, handler)

    def _workspace(self, place: Place) -> Workspace:
        return self._parts.workspace_of(place.root)

    def _open(self, place: Place, preview: bool = False) -> None:
        self._requests.open(place.path, preview, self._workspace(place))

    def _new_request(self, folder: Place) -> None:
        self._requests.new(folder.path, self._workspace(folder))

    # --- one item ---------------------------------------------------------------------------------

    def new_folder(self, parent: Place) -> None:
        """Ask for a name and make a folder."""
        self._parts.tasks.start("folder", self._new_folder(parent))

    async def _new_folder(self, parent: Place) -> None:
        self._workspace(parent).needed_store()
        name = await ask_text(self._parts.window, TextQuestion("Name of the new folder", accept="Create"))
        if name:
            self._add_folder(parent, name.strip())

    def _add_folder(self, parent: Place, name: str) -> None:
        workspace = self._workspace(parent)
        path = workspace.needed_store().add_folder(parent.path, name)
        workspace.tell()
        undo = partial(self._take_away, workspace, [path])
        self._parts.undo.add(Step(f"New folder “{name}”", undo, lambda: self._add_folder(parent, name)))

    def rename(self, place: Place, name: str) -> None:
        """Give an item another name; its file keeps its own."""
        workspace = self._workspace(place)
        item = _item(workspace, place.path) if place.path else workspace.collection
        before = item.name if item else name
        self._name(place, name)
        self._parts.undo.add(
            Step(
                f"Rename “{before}”",
                lambda: self._name(place, before),
                lambda: self.rename(place, name),
            )
        )

    def _name(self, place: Place, name: str) -> None:
        workspace = self._workspace(place)
        workspace.needed_store().rename(place.path, name)
        workspace.renamed(place.path)
        for page in self._parts.desk.pages:
            if page.tab == Tab(workspace, place.path):
                page.show_draft()

    def _ask_name(self, place: Place) -> None:
        self._parts.tasks.start("rename", self._rename(place))

    async def _rename(self, place: Place) -> None:
        item = _item(self._workspace(place), place.path)
        question = TextQuestion("New name", text=item.name if item else "", accept="Rename")
        name = await ask_text(self._parts.window, question)
        if name:
            self.rename(place, name.strip())

    def duplicate(self, place: Place) -> None:
        """Copy a request with everything in its file, and open the copy."""
        workspace = self._workspace(place)
        copy = workspace.needed_store().duplicate(place.path)
        workspace.tell()
        undo = partial(self._take_away, workspace, [copy])
        self._parts.undo.add(Step("Duplicate", undo, lambda: self.duplicate(place)))
        self._requests.open(copy, workspace=workspace)

    # --- several ----------------------------------------------------------------------------------

    def move(self, move: Move) -> None:
        """Put items elsewhere, also into another collection; open tabs and drafts go with them."""
        source, target = self._parts.workspace_of(move.source), self._workspace(move.target)
        if move.source not in ("", str(source.root)):
            raise AppError("These items are of a collection that is not open here.", "Copy and paste them.")
        back: list[tuple[str, str, str | None]] = []
        for path in move.paths:
            if source is target:
                following = _following(source, path)
                new = self._place(source, path, move.target.path, move.before)
                back.append((new, path.rpartition("/")[0], following))
            else:
                self._hand_over(Tab(source, path), Tab(target, move.target.path), move.before)

        if back:
            what = "1 item" if len(back) == 1 else f"{len(back)} items"
            undo = partial(self._move_back, source, back)
            self._parts.undo.add(Step(f"Move {what}", undo, lambda: self.move(move)))

    def _place(self, workspace: Workspace, path: str, folder: str, before: str | None) -> str:
        new = workspace.needed_store().move(path, folder, before)
        workspace.moved({path: new})
        return new

    def _move_back(self, workspace: Workspace, back: list[tuple[str, str, str | None]]) -> None:
        for path, folder, following in reversed(back):
            self._place(workspace, path, folder, following)

    def _hand_over(self, item: Tab, folder: Tab, before: str | None) -> None:
        """Move one item into a folder of another collection."""
        source, target, path = item.workspace, folder.workspace, item.key
        store = target.needed_store()
        new = store.take_in(source.needed_store().root / path, folder.key)
        if before is not None:
            new = store.move(new, folder.key, before)
        for key in source.drafts.open_keys():
            if _is_at(key, path):
                place = Tab(target, new + key[len(path) :])
                target.drafts.adopt(place.key, source.drafts, key)
                self._parts.desk.rekey(Tab(source, key), place)
        source.needed_store().delete(path)
        source.tell()
        target.tell()

    def clip(self, places: tuple[Place, ...], cut: bool) -> None:
        """Put items into the clipboard; those that were cut move when they are pasted."""
        QApplication.clipboard().setMimeData(clip(places, cut))

    def paste(self, folder: Place) -> None:
        """Copy or move what the clipboard holds into a folder, also from another collection or window."""
        data = QApplication.clipboard().mimeData()
        places = unpack(data)
        if not places:
            raise AppError("There is nothing to paste here.", "Cut or copy requests in the tree first.")
        source = places[0].root
        if data.hasFormat(CUT) and any(str(each.root) == source for each in self._parts.workspaces):
            self.move(Move(source, tuple(place.path for place in places), folder))
            QApplication.clipboard().clear()
            return
        workspace = self._workspace(folder)
        store = workspace.needed_store()
        made = [store.take_in(Path(place.root) / place.path, folder.path) for place in places]
        workspace.tell()
        what = "1 item" if len(made) == 1 else f"{len(made)} items"
        self._parts.offer_undo(f"Pasted {what}", partial(self._take_away, workspace, made))

    def delete(self, wanted: tuple[Place, ...]) -> None:
        """Take items away at once, their tabs too; the toast brings them back."""
        below: dict[Workspace, list[str]] = {}
        for place in wanted:
            below.setdefault(self._workspace(place), []).append(place.path)
        names: list[str] = []
        undo: list[Callable[[], object]] = []
        for workspace, paths in below.items():
            names += [item.name for path in paths if (item := _item(workspace, path))]
            tokens = [workspace.needed_store().delete(path) for path in paths]
            undo.append(partial(self._bring_back, workspace, tokens, self._close_below(workspace, paths)))
            workspace.tell()
        what = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} items"
        self._parts.offer_undo(
            f"Deleted {what}", lambda: [step() for step in undo], lambda: self.delete(wanted)
        )

    def _take_away(self, workspace: Workspace, paths: list[str]) -> None:
        """Delete what was made just now, with its tabs."""
        for path in paths:
            workspace.needed_store().delete(path)
        self._close_below(workspace, paths)
        workspace.tell()

    def _close_below(self, workspace: Workspace, wanted: list[str]) -> dict[str, Request]:
        """Close the tabs of deleted requests; what each of them held, by path."""
        tabs = self._parts.desk.tabs_of(workspace)
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

    def _on_current(self, action: Callable[[Place], object]) -> None:
        page = self._parts.desk.page
        if page is not None and page.path:
            action(Place(page.tab.root, page.path))

    def _copy_path(self, place: Place) -> None:
        root = self._workspace(place).needed_store().root
        QApplication.clipboard().setText(str(root / place.path))

    def _reveal(self, place: Place) -> None:
        target = self._workspace(place).needed_store().root / place.path
        folder = target if target.is_dir() else target.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _item(workspace: Workspace, path: str) -> Item | None:
    return workspace.collection.find(path) if workspace.collection else None


def _following(workspace: Workspace, path: str) -> str | None:
    """The path of the item that stands behind another one in its folder."""
    collection = workspace.needed_store().collection
    folder = collection.find(path.rpartition("/")[0]) if "/" in path else collection
    siblings = folder.children if isinstance(folder, Folder | Collection) else ()
    paths = [item.path for item in siblings]
    behind = paths[paths.index(path) + 1 :] if path in paths else []
    return behind[0] if behind else None


def _is_at(key: str, path: str) -> bool:
    return key == path or key.startswith(path + "/")
