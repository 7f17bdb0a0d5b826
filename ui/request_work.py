"""What is done with open requests: new, save, close, undo, choose files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.errors import Conflict
from app.model.auth import InheritAuth, NoAuth
from app.model.collection import RequestItem
from app.model.request import Request
from app.workspace import Workspace
from app.workspace.drafts import Drafts
from ui.conflict_work import ConflictWork
from ui.dialogs.save_request import SaveRequestDialog
from ui.file_work import FileWork, is_file
from ui.kit.ask import ask_path, choose, finished
from ui.new_collection import make_collection
from ui.page import RequestPage
from ui.parts import Parts
from ui.secret_saving import Written, settled
from ui.tab import Tab

TABS: Final = ("params", "headers", "body", "auth", "docs", "options")


class RequestWork:
    """Handlers for the page in front."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._desk = parts.desk
        self.conflicts = ConflictWork(parts)
        self.files = FileWork(parts, lambda tab: self.open(tab.key, workspace=tab.workspace))

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        handlers: dict[str, Callable[[], object]] = {
            "request.new": self.new,
            "request.save": self.save,
            "request.save_all": self.save_all,
            "tab.close": self.close_current,
            "tab.reopen": self.reopen,
            "edit.undo": lambda: self._step(Drafts.undo),
            "edit.redo": lambda: self._step(Drafts.redo),
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
        self.conflicts.connect_page(page)
        page.save_wanted.connect(self.save)
        page.response_copied.connect(lambda: self._parts.toast.show_toast("Copied the body"))
        page.file_wanted.connect(self.choose_file)

    def _on_page(self, action: Callable[[RequestPage], object]) -> None:
        if self._desk.page is not None:
            action(self._desk.page)

    # --- opening and closing ----------------------------------------------------------------------

    def new(self, folder: str = "", workspace: Workspace | None = None) -> None:
        """Open an empty request, of the collection in front where none is named; it gets a place there
        when it is saved."""
        workspace = workspace or self._parts.workspace
        auth = InheritAuth() if workspace.collection else NoAuth()
        key = workspace.drafts.new(Request(auth=auth))
        workspace.places[key] = folder
        self._desk.open(Tab(workspace, key))
        self._on_page(lambda page: page.line.focus_url())

    def open(self, path: str, preview: bool = False, workspace: Workspace | None = None) -> None:
        """Open the request at a path of a collection, the one in front where none is named."""
        workspace = workspace or self._parts.workspace
        request = workspace.request_at(path)
        if request is not None:
            workspace.drafts.open(path, request)
            self._desk.open(Tab(workspace, path), preview)
        elif is_file(workspace, path):
            # One that turned out to be broken behind its head is shown so in the tree from now on.
            workspace.tell_news()
            self.files.open(Tab(workspace, path), preview)

    def open_first(self, path: str = "") -> None:
        """Open the request at a path, or the first one of the collection in front."""
        collection = self._parts.workspace.collection
        items = collection.items() if collection else ()
        self.open(path or next((item.path for item in items if isinstance(item, RequestItem)), ""))

    def reopen(self) -> None:
        """Open the tab that was closed last."""
        tab = self._desk.last_closed()
        if tab is not None:
            self.open(tab.key, workspace=tab.workspace)

    def close_current(self) -> None:
        """Close the tab in front."""
        if self._desk.current is not None:
            self.close(self._desk.current)

    def close(self, tab: Tab) -> None:
        """Close a tab; edits are asked about."""
        if tab.key not in tab.workspace.drafts:
            self.files.close(tab)
            return
        draft = tab.workspace.drafts[tab.key]
        if draft.dirty and (draft.saved is not None or draft.current.url):
            self._parts.tasks.start(f"close {id(tab.workspace)} {tab.key}", self._ask_and_close(tab))
        else:
            self._drop(tab)

    async def _ask_and_close(self, tab: Tab) -> None:
        request = tab.workspace.drafts[tab.key].current
        answer = await choose(
            self._parts.window,
            f"Save the changes to “{request.name or request.url}”?",
            "Without saving, what you typed since the last save is gone.",
            ("Save", "Do not save"),
        )
        if answer == 0:
            saved = await self._save(tab)
            if saved is not None:
                self._drop(saved)
        elif answer == 1:
            self._drop(tab)

    def _drop(self, tab: Tab) -> None:
        in_front = tab == self._desk.current
        self._desk.close_tab(tab)
        tab.workspace.drafts.close(tab.key)
        if in_front:
            # Else Qt gives the keyboard to whatever stands first in the window.
            self._desk.take_keyboard()

    def show_tab_menu(self, tab: Tab, place: QPoint) -> None:
        """The context menu of a tab."""
        menu = QMenu(self._parts.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        others = [other for other in self._desk.tabs if other != tab]
        menu.addAction("Close", lambda: self.close(tab))
        menu.addAction("Close the others", lambda: self._close_each(others))
        menu.addAction("Close all", lambda: self._close_each(self._desk.tabs))
        menu.addSeparator()
        menu.addAction("Keep open", lambda: self._desk.keep(tab))
        menu.popup(place)

    def _close_each(self, tabs: Iterable[Tab]) -> None:
        for tab in tuple(tabs):
            self.close(tab)

    def _step(self, step: Callable[[Drafts, str], bool]) -> None:
        page = self._desk.page
        if page is not None and step(page.tab.workspace.drafts, page.key):
            page.show_draft()
            page.edited.emit()

    # --- saving -----------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the request in front; a new one asks for its name and place."""
        if self._desk.file is not None:
            self.files.save(self._desk.file.tab)
        self._on_page(lambda page: self._parts.tasks.start(f"save {page.key}", self._save(page.tab)))

    def save_all(self) -> None:
        """Save every request that has edits and a file, in all collections."""
        self._parts.tasks.start("save all", self._save_all())

    async def _save_all(self) -> None:
        for workspace in self._parts.workspaces:
            tabs = [Tab(workspace, key) for key in workspace.drafts.dirty()]
            tabs = [tab for tab in tabs if not tab.is_new]
            if await self._settle(tabs):
                for tab in tabs:
                    await self._save(tab)

    async def _save(self, tab: Tab) -> Tab | None:
        """Save one draft; its tab afterwards, or None when the user thought better of it."""
        draft = tab.workspace.drafts[tab.key]
        if tab.is_new or (draft.saved is None and not draft.torn):
            return await self._save_new(tab)
        if not await self._settle([tab]):
            return None
        try:
            tab.workspace.save(tab.key)
        except Conflict:
            if not await self.conflicts.save(tab):
                return None
        self._desk.keep(tab)
        return tab

    async def _settle(self, tabs: Sequence[Tab]) -> bool:
        """Take over what is still being typed, and let the user say where plain secrets belong; False where
        nothing shall be saved. The tabs are of one collection."""
        if not tabs:
            return True
        await self._settle_pages(tabs)
        written = [_written(tab, tab.workspace.drafts[tab.key].current) for tab in tabs]
        items = await settled(self._parts.window, tabs[0].workspace, written)
        for tab, item in zip(tabs, items or (), strict=items is not None):
            self._change(tab, item)
        return items is not None

    async def _settle_pages(self, tabs: Sequence[Tab]) -> None:
        for page in map(self._desk.page_of, tabs):
            if page is not None:
                await page.settle()

    def _change(self, tab: Tab, request: Request) -> None:
        """Secrets of a draft went to the keyring."""
        if request != tab.workspace.drafts[tab.key].current:
            tab.workspace.drafts.edit(tab.key, request)
            self._repaint(tab)

    async def _save_new(self, tab: Tab) -> Tab | None:
        await self._settle_pages([tab])
        if not len(self._parts.workspaces):
            await make_collection(self._parts)
        collections = [each.collection for each in self._parts.workspaces if each.collection]
        if not collections:
            return None
        request = tab.workspace.drafts[tab.key].current
        start = (tab.root or str(self._parts.workspace.root), tab.workspace.places.get(tab.key, ""))
        dialog = SaveRequestDialog(
            collections, request.name or _name_from(request), start, self._parts.window
        )
        chosen: list[tuple[str, str, str]] = []
        dialog.chosen.connect(lambda *values: chosen.append(values))
        await finished(dialog)
        if not chosen:
            return None
        name, root, folder = chosen[0]
        workspace = self._parts.workspace_of(root)
        written = _written(tab, replace(tab.workspace.drafts[tab.key].current, name=name))
        items = await settled(self._parts.window, workspace, [written])
        if items is None:
            return None
        tab = self._entrust(tab, workspace)
        self._change(tab, replace(items[0], name=tab.workspace.drafts[tab.key].current.name))
        saved = Tab(tab.workspace, tab.workspace.save_new(tab.key, name, folder))
        workspace.plain.follow({tab.key: saved.key})
        self._repaint(saved)
        # The tree has the new item only now: it can be selected there.
        self._desk.current_changed.emit()
        return saved

    def _entrust(self, tab: Tab, workspace: Workspace) -> Tab:
        """Let a request that has no file yet belong to another collection, with tab and undo."""
        if tab.workspace is workspace:
            return tab
        workspace.drafts.adopt(tab.key, tab.workspace.drafts, tab.key)
        tab.workspace.places.pop(tab.key, None)
        moved = Tab(workspace, tab.key)
        self._desk.rekey(tab, moved)
        return moved

    def _repaint(self, tab: Tab) -> None:
        page = self._desk.page_of(tab)
        if page is not None:
            page.show_draft()
        self._desk.refresh()

    # --- files ----------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file that the request in front will upload."""
        page = self._desk.page
        if page is not None:
            self._parts.tasks.start("choose file", self._choose_file(page))

    async def _choose_file(self, page: RequestPage) -> None:
        collection = page.tab.workspace.collection
        start = collection.root if collection else Path.home()
        path = await ask_path(self._parts.window, "Choose a file", "open", start)
        if path is not None:
            inside = collection is not None and path.is_relative_to(collection.root)
            shown = path.relative_to(collection.root) if inside and collection else path
            page.editor.show_file(shown.as_posix())


def _written(tab: Tab, request: Request) -> Written[Request]:
    return Written(tab.key, request.name or _name_from(request), request)


def _name_from(request: Request) -> str:
    """A name for a request that has none: the end of its path."""
    path = request.url.split("?")[0].rstrip("/")
    return path.rsplit("/", 1)[-1] if "/" in path.removeprefix("https://").removeprefix("http://") else path


def _toggle_response(page: RequestPage) -> None:
    page.response.setVisible(not page.response.isVisible())
