"""What is done with open requests: new, save, close, undo, choose files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.errors import AppError, Conflict
from app.model.auth import InheritAuth, NoAuth
from app.model.request import Request
from app.workspace.drafts import NEW
from ui.dialogs.conflict import ConflictDialog
from ui.dialogs.save_request import SaveRequestDialog
from ui.kit.ask import ask_path, choose, finished
from ui.page import RequestPage
from ui.parts import Parts

TABS: Final = ("params", "headers", "body", "auth", "docs", "options")


class RequestWork:
    """Handlers for the page in front."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._workspace = parts.workspace
        self._desk = parts.desk

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        handlers: dict[str, Callable[[], object]] = {
            "request.new": self.new,
            "request.save": self.save,
            "request.save_all": self.save_all,
            "tab.close": lambda: self._on_page(lambda page: self.close(page.key)),
            "tab.reopen": self.reopen,
            "edit.undo": lambda: self._step(self._workspace.drafts.undo),
            "edit.redo": lambda: self._step(self._workspace.drafts.redo),
            "edit.find": lambda: self._on_page(lambda page: page.response.open_find()),
            "request.send": lambda: self._on_page(lambda page: page.send()),
            "request.cancel": lambda: self._on_page(lambda page: page.cancel()),
            "request.url": lambda: self._on_page(lambda page: page.line.focus_url()),
            "request.method": lambda: self._on_page(lambda page: page.line.focus_method()),
            "response.copy": lambda: self._on_page(lambda page: page.response.copy_body()),
            "view.response": lambda: self._on_page(_toggle_response),
            "view.direction": lambda: self._on_page(lambda page: page.turn()),
        }
        for index, name in enumerate(TABS):
            handlers[f"request.{name}"] = partial(self._show_tab, index)
        return handlers

    def _show_tab(self, index: int) -> None:
        self._on_page(lambda page: page.editor.show_tab(index))

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page that was just made."""
        page.save_wanted.connect(self.save)
        page.response_copied.connect(lambda: self._parts.toast.show_toast("Copied the body"))
        page.file_wanted.connect(self.choose_file)

    def _on_page(self, action: Callable[[RequestPage], object]) -> None:
        if self._desk.page is not None:
            action(self._desk.page)

    # --- opening and closing ----------------------------------------------------------------------

    def new(self, folder: str = "") -> None:
        """Open an empty request; it gets a place in the collection when it is saved."""
        auth = InheritAuth() if self._workspace.collection else NoAuth()
        key = self._workspace.drafts.new(Request(auth=auth))
        self._workspace.places[key] = folder
        self._desk.open(key)
        self._on_page(lambda page: page.line.focus_url())

    def open(self, path: str, preview: bool = False) -> None:
        """Open the request at a path of the collection."""
        request = self._workspace.request_at(path)
        if request is not None:
            self._workspace.drafts.open(path, request)
            self._desk.open(path, preview)

    def reopen(self) -> None:
        """Open the tab that was closed last."""
        key = self._desk.last_closed()
        if key is not None:
            self.open(key)

    def close(self, key: str) -> None:
        """Close a tab; edits are asked about."""
        draft = self._workspace.drafts[key]
        if draft.dirty and (draft.saved is not None or draft.current.url):
            self._parts.tasks.start(f"close {key}", self._ask_and_close(key))
        else:
            self._drop(key)

    async def _ask_and_close(self, key: str) -> None:
        name = self._workspace.drafts[key].current.name or self._workspace.drafts[key].current.url
        answer = await choose(
            self._parts.window,
            f"Save the changes to “{name}”?",
            "Without saving, what you typed since the last save is gone.",
            ("Save", "Do not save"),
        )
        if answer == 0:
            saved = await self._save(key)
            if saved is not None:
                self._drop(saved)
        elif answer == 1:
            self._drop(key)

    def _drop(self, key: str) -> None:
        in_front = key == self._desk.current_key
        self._desk.close_tab(key)
        self._workspace.drafts.close(key)
        if in_front:
            # Else Qt gives the keyboard to whatever stands first in the window.
            self._desk.take_keyboard()

    def show_tab_menu(self, key: str, place: QPoint) -> None:
        """The context menu of a tab."""
        menu = QMenu(self._parts.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        others = [other for other in self._desk.keys if other != key]
        menu.addAction("Close", lambda: self.close(key))
        menu.addAction("Close the others", lambda: self._close_each(others))
        menu.addAction("Close all", lambda: self._close_each(self._desk.keys))
        menu.addSeparator()
        menu.addAction("Keep open", lambda: self._desk.keep(key))
        menu.popup(place)

    def _close_each(self, keys: Iterable[str]) -> None:
        for key in tuple(keys):
            self.close(key)

    def _step(self, step: Callable[[str], bool]) -> None:
        page = self._desk.page
        if page is not None and step(page.key):
            page.show_draft()
            page.edited.emit()

    # --- saving -----------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the request in front; a new one asks for its name and place."""
        self._on_page(lambda page: self._parts.tasks.start(f"save {page.key}", self._save(page.key)))

    def save_all(self) -> None:
        """Save every request that has edits and a file."""
        self._parts.tasks.start("save all", self._save_all())

    async def _save_all(self) -> None:
        for key in self._workspace.drafts.dirty():
            if not key.startswith(NEW):
                await self._save(key)

    async def _save(self, key: str) -> str | None:
        """Save one draft; its key afterwards, or None when the user thought better of it."""
        for page in self._desk.pages:
            if page.key == key:
                await page.settle()
        if key.startswith(NEW) or self._workspace.drafts[key].saved is None:
            return await self._save_new(key)
        try:
            self._workspace.save(key)
        except Conflict as conflict:
            return key if await self._solve(key, conflict) else None
        self._desk.keep(key)
        return key

    async def _save_new(self, key: str) -> str | None:
        collection = self._workspace.collection
        if collection is None:
            raise AppError("There is no collection to save into.", "Create or open one first (Ctrl+O).")
        request = self._workspace.drafts[key].current
        name, folder = request.name or _name_from(request), self._workspace.places.get(key, "")
        dialog = SaveRequestDialog(collection, name, folder, self._parts.window)
        chosen: list[tuple[str, str]] = []
        dialog.chosen.connect(lambda name, folder: chosen.append((name, folder)))
        await finished(dialog)
        if not chosen:
            return None
        path = self._workspace.save_new(key, *chosen[0])
        self._repaint(path)
        # The tree has the new item only now: it can be selected there.
        self._desk.current_changed.emit()
        return path

    async def _solve(self, key: str, conflict: Conflict) -> bool:
        mine = self._workspace.drafts[key].current
        theirs = self._workspace.read_again(key)
        dialog = ConflictDialog(conflict.sentence, mine, theirs, self._parts.window)
        answers: list[str] = []
        dialog.keep_mine.connect(lambda: answers.append("mine"))
        dialog.take_theirs.connect(lambda: answers.append("theirs"))
        await finished(dialog)
        if "mine" in answers:
            self._workspace.save(key, force=True)
        elif "theirs" in answers and theirs is None:
            self._drop(key)
        elif "theirs" in answers and theirs is not None:
            self._workspace.drafts.settle(key, theirs)
            self._repaint(key)
        return "mine" in answers

    def _repaint(self, key: str) -> None:
        for page in self._desk.pages:
            if page.key == key:
                page.show_draft()
        self._desk.refresh()

    # --- files ----------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file that the request in front will upload."""
        page = self._desk.page
        if page is not None:
            self._parts.tasks.start("choose file", self._choose_file(page))

    async def _choose_file(self, page: RequestPage) -> None:
        collection = self._workspace.collection
        start = collection.root if collection else Path.home()
        path = await ask_path(self._parts.window, "Choose a file", "open", start)
        if path is not None:
            inside = collection is not None and path.is_relative_to(collection.root)
            shown = path.relative_to(collection.root) if inside and collection else path
            page.editor.show_file(shown.as_posix())


def _name_from(request: Request) -> str:
    """A name for a request that has none: the end of its path."""
    path = request.url.split("?")[0].rstrip("/")
    return path.rsplit("/", 1)[-1] if "/" in path.removeprefix("https://").removeprefix("http://") else path


def _toggle_response(page: RequestPage) -> None:
    page.response.setVisible(not page.response.isVisible())
