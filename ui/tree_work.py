"""What is done with the items of the tree: new, renamed, duplicated, moved, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QUrl, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.workspace import Workspace
from app.workspace.structure import Step, Steps
from ui.actions import Actions
from ui.kit.ask import TextQuestion, ask_text
from ui.kit.tasks import listen
from ui.parts import Parts
from ui.request_work import RequestWork
from ui.sidebar.drop import Move
from ui.sidebar.place import Place
from ui.sidebar.sidebar import Sidebar
from ui.tab import Tab
from ui.tree_steps import Presence, Relocation, bring_files


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
            (sidebar.tree.opened, self._open),
            (sidebar.opened_in_tab, self._open),
            (sidebar.tree.renamed, self.rename),
            (sidebar.tree.duplicated, self.duplicate),
            (sidebar.tree.deleted, self.delete),
            (sidebar.tree.moved, self.move),
            (sidebar.tree.undo_wanted, self._parts.undo_last),
            (sidebar.tree.redo_wanted, self._parts.redo_last),
            (sidebar.new_request_wanted, self._new_request),
            (sidebar.new_folder_wanted, self.new_folder),
            (sidebar.tree.copy_path_wanted, self._copy_path),
            (sidebar.reveal_wanted, self._reveal),
        )
        for signal, handler in pairs:
            listen(signal, handler)

    def name_steps(self, actions: Actions) -> None:
        """Let the two actions always say what they would take back and do again."""

        def show(steps: Steps) -> None:
            for name, verb, words in (
                ("item.restore", "Undo", steps.undo_words),
                ("item.redo", "Redo", steps.redo_words),
            ):
                actions[name].setText(f"{verb} {words or 'the Last Change of the Tree'}")
                actions[name].setEnabled(bool(words))

        self._parts.undo.changed.connect(show)
        show(self._parts.undo)

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
        workspace = self._workspace(parent)
        store = workspace.needed_store()
        name = await ask_text(self._parts.window, TextQuestion("Name of the new folder", accept="Create"))
        if name:
            path = store.add_folder(parent.path, name.strip())
            workspace.tell()
            self.note_new(f"New Folder “{name.strip()}”", workspace, [path])

    def note_new(self, words: str, workspace: Workspace, paths: list[str], told: str = "") -> None:
        """Items were made: that can be taken back."""
        made = Presence(self._parts.desk, workspace, paths)
        self._parts.did(Step(words, made.take, made.give_back, (workspace,)), told)

    def rename(self, place: Place, name: str) -> None:
        """Give an item another name; its file keeps its own."""
        workspace = self._workspace(place)
        store = workspace.needed_store()
        item = store.needed_item(place.path) if place.path else store.collection
        before = item.name
        self._name(workspace, place.path, name)
        undo = partial(self._name, workspace, place.path, before)
        redo = partial(self._name, workspace, place.path, name)
        self._parts.did(Step(f"Rename “{before}”", undo, redo, (workspace,)))

    def _name(self, workspace: Workspace, path: str, name: str) -> None:
        workspace.needed_store().rename(path, name)
        workspace.renamed(path)
        page = self._parts.desk.page_of(Tab(workspace, path))
        if page is not None:
            page.show_draft()

    def _ask_name(self, place: Place) -> None:
        self._parts.tasks.start("rename", self._rename(place))

    async def _rename(self, place: Place) -> None:
        item = self._workspace(place).needed_store().needed_item(place.path)
        question = TextQuestion("New name", text=item.name, accept="Rename")
        name = await ask_text(self._parts.window, question)
        if name:
            self.rename(place, name.strip())

    def duplicate(self, place: Place) -> None:
        """Copy a request with everything in its file, and open the copy."""
        workspace = self._workspace(place)
        name = workspace.needed_store().needed_item(place.path).name
        copy = workspace.needed_store().duplicate(place.path)
        workspace.tell()
        self.note_new(f"Duplicate “{name}”", workspace, [copy])
        self._requests.open(copy, workspace=workspace)

    # --- several ----------------------------------------------------------------------------------

    def move(self, move: Move) -> None:
        """Put items elsewhere, also into another collection; open tabs and drafts go with them."""
        items = [Tab(self._owner(place), place.path) for place in move.places]
        target = Tab(self._workspace(move.target), move.target.path)
        relocation = Relocation(self._parts.desk, items, target, move.before)
        what = _counted([item.workspace.needed_store().needed_item(item.key).name for item in items])
        bring_files(self._parts, move.places, target.workspace)
        relocation.go()
        step = Step(f"Move {what}", relocation.go_back, relocation.go, relocation.workspaces)
        self._parts.did(step, f"Moved {what.replace('Items', 'items')}")

    def _owner(self, place: Place) -> Workspace:
        workspace = self._parts.workspace_of(place.root)
        if place.root not in ("", str(workspace.root)):
            raise AppError("These items are of a collection that is not open here.", "Copy and paste them.")
        return workspace

    def delete(self, wanted: tuple[Place, ...]) -> None:
        """Take items away at once, their tabs too; the toast brings them back."""
        below: dict[Workspace, list[str]] = {}
        for place in wanted:
            below.setdefault(self._owner(place), []).append(place.path)
        what = _counted([self._owner(place).needed_store().needed_item(place.path).name for place in wanted])
        gone = [Presence(self._parts.desk, workspace, paths) for workspace, paths in below.items()]
        _take(gone)
        step = Step(f"Delete {what}", partial(_give_back, gone), partial(_take, gone), tuple(below))
        self._parts.did(step, f"Deleted {what.replace('Items', 'items')}")

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


def _take(items: list[Presence]) -> None:
    for each in items:
        each.take()


def _give_back(items: list[Presence]) -> None:
    for each in items:
        each.give_back()


def _counted(names: list[str]) -> str:
    return f"“{names[0]}”" if len(names) == 1 else f"{len(names)} Items"
