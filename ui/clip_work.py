"""What is done with the clipboard of the tree: items cut, copied and pasted, and requests as YAML text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication

from app.errors import AppError
from app.files.request_text import add_text, looks_like_item, name_in, text_of
from app.workspace import Workspace
from ui.kit.tasks import listen
from ui.parts import Parts
from ui.request_work import RequestWork
from ui.sidebar.drop import CUT, Move, clip, unpack
from ui.sidebar.place import Place
from ui.sidebar.sidebar import Sidebar
from ui.tree_steps import bring_files
from ui.tree_work import TreeWork


class ClipWork:
    """Handlers for cut, copy and paste."""

    def __init__(self, parts: Parts, tree: TreeWork, requests: RequestWork) -> None:
        self._parts = parts
        self._tree = tree
        self._requests = requests

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Listen to the tree."""
        pairs: tuple[tuple[SignalInstance, Callable[..., object]], ...] = (
            (sidebar.tree.clipped, self.clip),
            (sidebar.tree.paste_wanted, self.paste),
            (sidebar.tree.copy_text_wanted, self.copy_text),
        )
        for signal, handler in pairs:
            listen(signal, handler)

    def clip(self, places: tuple[Place, ...], cut: bool) -> None:
        """Put items into the clipboard; those that were cut move when they are pasted."""
        QApplication.clipboard().setMimeData(clip(places, cut))

    def paste(self, folder: Place) -> None:
        """Copy or move what the clipboard holds into a folder, also from another collection or window; a
        text is read as the YAML of one request."""
        data = QApplication.clipboard().mimeData()
        places = unpack(data)
        if not places:
            self._paste_text(folder, data.text())
            return
        open_here = {str(each.root) for each in self._parts.workspaces}
        if data.hasFormat(CUT) and all(place.root in open_here for place in places):
            self._tree.move(Move(places, folder))
            QApplication.clipboard().clear()
        else:
            self._paste_copies(folder, places)

    def _paste_copies(self, folder: Place, places: tuple[Place, ...]) -> None:
        workspace = self._workspace(folder)
        store = workspace.needed_store()
        made: list[str] = []
        try:
            made.extend(store.take_in(Path(each.root) / each.path, folder.path) for each in places)
            bring_files(self._parts, places, workspace)
        finally:
            workspace.tell()
            if made:
                what = "1 Item" if len(made) == 1 else f"{len(made)} Items"
                self._tree.note_new(f"Paste {what}", workspace, made, f"Pasted {what.lower()}")

    def _paste_text(self, folder: Place, text: str) -> None:
        if not looks_like_item(text):
            raise AppError(
                "There is nothing to paste here.",
                "Copy requests in a tree, or the YAML of one.",
            )
        name = name_in(text)
        workspace = self._workspace(folder)
        path = add_text(workspace.needed_store(), folder.path, text)
        workspace.tell()
        self._tree.note_new(f"Paste “{name}”", workspace, [path], f"Pasted “{name}”")
        self._requests.open(path, workspace=workspace)

    def copy_text(self, place: Place) -> None:
        """Put the YAML of a request into the clipboard: the file as it stands."""
        workspace = self._workspace(place)
        QApplication.clipboard().setText(text_of(workspace.needed_store(), place.path))
        self._parts.toast.show_toast("Copied as YAML")

    def _workspace(self, place: Place) -> Workspace:
        return self._parts.workspace_of(place.root)
