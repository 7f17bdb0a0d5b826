"""Changes of the tree that go back and forth: items that come and go, and items that move elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from app.errors import AppError
from app.files.companions import bring_along
from app.files.trash import Trash
from app.model.request import Request
from app.workspace import Workspace
from ui.desk import Desk
from ui.parts import Parts
from ui.sidebar.place import Place
from ui.tab import Tab


class Presence:
    """Items of one collection that are there or in the trash, with the tabs and edits they had."""

    def __init__(self, desk: Desk, workspace: Workspace, paths: Sequence[str]) -> None:
        self._desk = desk
        self._workspace = workspace
        self._paths = list(paths)
        self._trash: list[Trash] = []
        self._tabs: dict[str, Request] = {}  # what each closed tab held, by path

    def take(self) -> None:
        """Delete the items and close their tabs. Raises AppError when one is not there; then nothing is
        done."""
        for path in self._paths:
            self._workspace.needed_store().needed_item(path)
        self._close_tabs()
        store = self._workspace.needed_store()
        try:
            for path in self._paths:
                self._trash.append(store.delete(path))
        finally:
            self._workspace.tell()

    def give_back(self) -> None:
        """Bring the items back, with their tabs and edits."""
        trash, self._trash = self._trash, []
        store = self._workspace.needed_store()
        places = {token.path: store.restore(token) for token in reversed(trash)}
        self._paths = [places[path] for path in self._paths]
        self._workspace.tell()
        self._open_tabs(places)

    def _close_tabs(self) -> None:
        wanted = frozenset(self._paths)
        lost = [tab for tab in self._desk.tabs_of(self._workspace) if _within(tab.key, wanted)]
        self._tabs = {tab.key: self._workspace.drafts[tab.key].current for tab in lost}
        for tab in lost:
            self._desk.close_tab(tab)
            self._workspace.drafts.close(tab.key)

    def _open_tabs(self, places: Mapping[str, str]) -> None:
        for key, held in self._tabs.items():
            above = _within(key, places.keys())
            if above is not None:
                new = places[above] + key[len(above) :]
                self._workspace.drafts.open(new, self._workspace.request_at(new))
                self._workspace.drafts.edit(new, held)
                self._desk.open(Tab(self._workspace, new))


class Relocation:
    """Items that moved into another folder, of the same collection or of another one. Open tabs and edits
    go with them, forth and back."""

    def __init__(self, desk: Desk, items: Sequence[Tab], target: Tab, before: str | None) -> None:
        self._desk = desk
        self._items = list(items)
        self._target = target
        self._before = before
        self._moved: list[Tab] = []
        self._numbers: dict[Tab, Mapping[str, float | None]] = {}  # of the folders, as they were

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """The collections that are changed."""
        return tuple({tab.workspace: None for tab in (*self._items, self._target)})

    def go(self) -> None:
        """Move the items. Raises AppError when one is not there, or cannot go there; then nothing is
        done."""
        _need(self._items)
        folders = {self._target, *map(_folder_of, self._items)}
        self._numbers = {tab: tab.workspace.needed_store().numbers(tab.key) for tab in folders}
        self._moved = self._carry(self._items, self._target, self._before)

    def go_back(self) -> None:
        """Move them back to where each was, with the numbers that gave all there their order."""
        _need(self._moved)
        below: dict[Tab, list[tuple[Tab, Tab]]] = {}
        for moved, before in zip(self._moved, self._items, strict=True):
            below.setdefault(_folder_of(before), []).append((moved, before))
        for folder, pairs in below.items():
            back = self._carry([moved for moved, _ in pairs], folder, None)
            _name_as_before(back, [before for _, before in pairs])
        for folder, numbers in self._numbers.items():
            folder.workspace.needed_store().renumber(folder.key, numbers)
        for workspace in self.workspaces:
            workspace.tell()

    def _carry(self, items: Sequence[Tab], folder: Tab, before: str | None) -> list[Tab]:
        """Move items of any collection into a folder, in this order; where they are then."""
        workspace = folder.workspace
        store = workspace.needed_store()
        taken: dict[Tab, str] = {}
        try:
            for item in items:
                taken[item] = item.key if item.workspace is workspace else _take_in(item, folder)
            places = store.move_all(list(taken.values()), folder.key, before)
        except AppError:
            for item, path in taken.items():
                if item.workspace is not workspace:
                    store.delete(path)
            raise
        moved = {item: Tab(workspace, path) for item, path in zip(items, places, strict=True)}
        workspace.moved({old.key: new.key for old, new in moved.items() if old.workspace is workspace})
        self._hand_over({old: new for old, new in moved.items() if old.workspace is not workspace})
        return list(moved.values())

    def _hand_over(self, moved: Mapping[Tab, Tab]) -> None:
        """What came from other collections leaves those; its edits and tabs come along."""
        for old, new in moved.items():
            for key in old.workspace.drafts.open_keys():
                if _within(key, (old.key,)) is not None:
                    place = Tab(new.workspace, new.key + key[len(old.key) :])
                    new.workspace.drafts.adopt(place.key, old.workspace.drafts, key)
                    self._desk.rekey(Tab(old.workspace, key), place)
            old.workspace.needed_store().delete(old.key)
        for workspace in {tab.workspace for pair in moved.items() for tab in pair}:
            workspace.tell()


def _name_as_before(back: Sequence[Tab], wanted: Sequence[Tab]) -> None:
    """Where files had got other names because their own were taken, they get their own again."""
    workspace = wanted[0].workspace
    names = {tab.key: before.key for tab, before in zip(back, wanted, strict=True) if tab != before}
    if names:
        workspace.moved(workspace.needed_store().rename_files(names))


def _need(items: Sequence[Tab]) -> None:
    for item in items:
        item.workspace.needed_store().needed_item(item.key)


def _folder_of(item: Tab) -> Tab:
    return Tab(item.workspace, item.key.rpartition("/")[0])


def _take_in(item: Tab, folder: Tab) -> str:
    """A copy of an item in a folder of another collection; its path."""
    source = item.workspace.needed_store().root / item.key
    return folder.workspace.needed_store().take_in(source, folder.key)


def bring_files(parts: Parts, places: Iterable[Place], workspace: Workspace) -> None:
    """Items came from other collections: so do the files that they send. Told are those whose place is
    taken by another file."""
    target = workspace.needed_store().root
    taken = [
        name
        for place in places
        if place.root and Path(place.root) != target
        for name in bring_along(Path(place.root), place.path, target)
    ]
    if taken:
        names = ", ".join(dict.fromkeys(taken))
        sentence = f"In {workspace.needed_store().collection.name} other files stand for: {names}."
        hint = "Look at the bodies, parts and certificates of these requests before you send them."
        parts.messages.show_message("warning", sentence, hint)


def _within(key: str, paths: Iterable[str]) -> str | None:
    """Which of these paths a key is, or lies below."""
    known = paths if isinstance(paths, frozenset) else frozenset(paths)
    parts = key.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    return next((path for path in above if path in known), None)
