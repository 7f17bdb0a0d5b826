"""What the next run finds again: the open collections, their tabs and edits, and where everything was."""

from __future__ import annotations

from dataclasses import replace

from app.workspace import Workspace
from ui.layout import Layout
from ui.parts import Parts
from ui.request_work import RequestWork
from ui.sidebar.place import Place
from ui.sidebar.sidebar import Sidebar
from ui.tab import Tab

RECENT = 10  # folders


class Remembered:
    """Brings tabs and edits back, and says what to bring back the next time."""

    def __init__(self, parts: Parts, requests: RequestWork, sidebar: Sidebar) -> None:
        self._parts = parts
        self._requests = requests
        self._sidebar = sidebar

    def restore(self, kept: Layout, request: str, fresh: bool) -> None:
        """Bring back tabs and edits of the last run; a wanted request comes to the front.

        Args:
            kept: what the last run left.
            request: path of a request to show, or empty.
            fresh: show the collections as if for the first time, without old tabs and edits.
        """
        workspaces = self._parts.workspaces
        tabs: tuple[Tab, ...] = ()
        if not fresh and workspaces.services.settings.restore_tabs:
            tabs = tuple(tab for each in (*workspaces, workspaces.loose) for tab in _kept_tabs(each, kept))
            tabs = _in_order(tabs, kept)
        if not fresh:
            self._expand(kept)
        current = next((tab for tab in tabs if kept.current_tab() == (_root(tab.workspace), tab.key)), None)
        self._parts.desk.restore(tabs, current)
        if request or not tabs:
            self._requests.open_first(request)
        if self._parts.desk.page is not None:
            self._parts.desk.page.line.url.setFocus()

    def welcome(self, workspace: Workspace) -> None:
        """Bring back the edits of a collection that was just opened, else show its first request."""
        tabs = tuple(_kept_tabs(workspace, Layout()))
        self._parts.desk.restore(tabs, None)
        if not tabs:
            self._requests.open_first()

    def _expand(self, kept: Layout) -> None:
        tree = self._sidebar.collection.tree
        known = {place for place in tree.open_places() if place.root not in kept.collections}
        tree.expand_only(known | {Place(*pair) for pair in kept.expanded})

    def layout(self, before: Layout, recent: str = "") -> Layout:
        """What the next run shall find again.

        Args:
            before: what the last run left, for what is not known here.
            recent: a folder that was opened just now, for the list of recent ones.
        """
        open_now = tuple(_root(each) for each in self._parts.workspaces)
        chosen = tuple((_root(each), "\n".join(each.environments)) for each in self._parts.workspaces)
        others = tuple(pair for pair in before.environments if pair[0] not in open_now)
        desk, tree = self._parts.desk, self._sidebar.collection.tree
        folders = (recent, *open_now, *before.recent)
        return replace(
            before,
            collections=open_now,
            environments=others + chosen,
            expanded=tuple(sorted((place.root, place.path) for place in tree.open_places())),
            tabs=tuple((_root(tab.workspace), tab.key) for tab in desk.tabs),
            current=desk.tabs.index(desk.current) if desk.current is not None else 0,
            recent=tuple(dict.fromkeys(filter(None, folders)))[:RECENT],
        )


def _kept_tabs(workspace: Workspace, kept: Layout) -> list[Tab]:
    """The tabs of a workspace that still hold something, and drafts of the journal that had none."""
    drafts = workspace.drafts.restore()
    found = []
    for key in dict.fromkeys((*kept.of(kept.tabs, _root(workspace)), *drafts)):
        saved = workspace.request_at(key)
        if key in drafts:
            workspace.drafts.revive(key, saved, drafts[key])
        elif saved is not None:
            workspace.drafts.open(key, saved)
        if key in workspace.drafts:
            found.append(Tab(workspace, key))
    return found


def _in_order(tabs: tuple[Tab, ...], kept: Layout) -> tuple[Tab, ...]:
    places = {pair: number for number, pair in enumerate(kept.tabs)}
    return tuple(sorted(tabs, key=lambda tab: places.get((_root(tab.workspace), tab.key), len(places))))


def _root(workspace: Workspace) -> str:
    return str(workspace.root) if workspace.root else ""
