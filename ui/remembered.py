"""What the next run finds again: the open collections, their tabs and edits, and where everything was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from app.errors import UnreadableFile
from app.workspace import Workspace
from app.workspace.revival import revive
from ui.file_work import is_file
from ui.kept_page import KeptPage
from ui.last_responses import LastResponses
from ui.layout import Layout
from ui.page import RequestPage
from ui.page_memory import left, put_back, scroll_later
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
        self._left: dict[Tab, KeptPage] = {}  # how pages were left that were not looked at since
        self._kept = Layout()  # what the last run left
        self._stand_in: Tab | None = None  # in front for one that did not come back yet
        self._awaited: frozenset[str] = frozenset()  # folders of collections that are still being read
        services = parts.workspaces.services
        self.responses = LastResponses(services)
        services.recorder.kept.connect(lambda kept: self.responses.note(*kept, parts.desk.pages))

    def expect(self, roots: Iterable[Path]) -> None:
        """These collections of the last run are still being read: their tabs and edits come with them."""
        self._awaited = frozenset(map(str, roots))

    def give_up(self, root: Path) -> None:
        """One of these cannot be opened."""
        self._awaited -= {str(root)}

    def restore(self, kept: Layout, request: str, fresh: bool) -> None:
        """Bring back tabs and edits of the last run; a wanted request comes to the front.

        Args:
            kept: what the last run left.
            request: path of a request to show, or empty.
            fresh: show the collections as if for the first time, without old tabs and edits.
        """
        workspaces = self._parts.workspaces
        tabs: tuple[Tab, ...] = ()
        if not fresh:
            # Edits come back in any case.
            self._kept = kept if workspaces.services.settings.restore_tabs else Layout()
            each = (*workspaces, workspaces.loose)
            found = tuple(tab for one in each for tab in self._kept_tabs(one, self._kept))
            tabs = _in_order(found, self._kept)
            self._left |= {tab: kept.page_of(_root(tab.workspace), tab.key) for tab in tabs}
            self._expand(kept)
        current = _front(tabs, kept)
        self._parts.desk.restore(tabs, current)
        if request or not (tabs or self._awaited):
            self._requests.open_first(request)
        elif current is None:
            self._stand_in = self._parts.desk.current
        if self._parts.desk.page is not None:
            self._parts.desk.page.line.url.setFocus()
        elif self._parts.desk.file is not None:
            self._parts.desk.file.setFocus()

    def welcome(self, workspace: Workspace) -> None:
        """Bring back the edits of a collection that was just opened, else show its first request."""
        if (root := _root(workspace)) in self._awaited:
            self._awaited -= {root}
            self._resume(workspace)
            return
        tabs = tuple(self._kept_tabs(workspace, Layout()))
        self._parts.desk.restore(tabs, None)
        if not tabs:
            self._requests.open_first()

    def _resume(self, workspace: Workspace) -> None:
        """A collection of the last run is there at last."""
        desk, tree, root = self._parts.desk, self._sidebar.tree, _root(workspace)
        self._put_among(tuple(self._kept_tabs(workspace, self._kept)))
        opened = {Place(*pair) for pair in self._kept.expanded if pair[0] == root}
        tree.expand_only({place for place in tree.open_places() if place.root != root} | opened)
        if desk.current is None:
            self._requests.open_first()
        else:
            self._parts.workspaces.switch(desk.current.workspace)

    def _put_among(self, tabs: tuple[Tab, ...]) -> None:
        """Tabs that come back later go to their places; what the user turned to meanwhile stays in front."""
        desk = self._parts.desk
        new = tuple(tab for tab in tabs if tab not in desk.tabs)
        self._left |= {tab: self._kept.page_of(_root(tab.workspace), tab.key) for tab in new}
        untouched = desk.current == self._stand_in and desk.current not in tabs
        desk.restore(tabs, (_front(new, self._kept) if untouched else None) or desk.current)
        desk.arrange(_in_order(desk.tabs, self._kept))

    def unseal(self, workspace: Workspace) -> None:
        """Bring back the edits of a collection that no key opened when its tabs came back."""
        desk, drafts = self._parts.desk, workspace.drafts
        drafts.keep()
        tabs = tuple(self._kept_tabs(workspace, Layout()))
        self._put_among(tabs)
        for page in filter(None, map(desk.page_of, tabs)):
            page.show_draft()
        self._requests.files.look_again(workspace)
        desk.refresh()

    def _expand(self, kept: Layout) -> None:
        tree = self._sidebar.tree
        known = {place for place in tree.open_places() if place.root not in kept.collections}
        tree.expand_only(known | {Place(*pair) for pair in kept.expanded})
        scroll_later(tree.verticalScrollBar(), kept.tree_scroll)

    def _kept_tabs(self, workspace: Workspace, kept: Layout) -> Iterator[Tab]:
        """The tabs of a workspace that still hold something, and drafts of the journal that had none."""
        revived: tuple[str, ...] = ()
        try:
            revived = revive(workspace)
        except UnreadableFile as problem:
            workspace.services.noticed.emit(problem)
        texts = workspace.drafts.texts()
        for key in dict.fromkeys((*kept.of(kept.tabs, _root(workspace)), *revived, *texts)):
            saved = workspace.request_at(key)
            if key not in workspace.drafts and saved is not None:
                workspace.drafts.open(key, saved)
            if key in workspace.drafts or is_file(workspace, key):
                yield Tab(workspace, key)

    def welcome_page(self, page: RequestPage) -> None:
        """Let a page that was just made stand as it was left."""
        kept = self._left.pop(page.tab, None)
        if kept is not None:
            put_back(page, kept)
            self.responses.bring_back(page, kept)

    def rekey(self, workspace: Workspace, keys: tuple[str, str]) -> None:
        """A request that was not looked at yet has another path."""
        old, new = (Tab(workspace, key) for key in keys)
        if old in self._left:
            self._left[new] = replace(self._left.pop(old), root=new.root, key=new.key)

    def layout(self, before: Layout, recent: str = "") -> Layout:
        """What the next run shall find again.

        Args:
            before: what the last run left, for what is not known here.
            recent: a folder that was opened just now, for the list of recent ones.
        """
        open_now = tuple(_root(each) for each in self._parts.workspaces)
        chosen = tuple((_root(each), "\n".join(each.environments)) for each in self._parts.workspaces)
        others = tuple(pair for pair in before.environments if pair[0] not in open_now)
        desk, tree = self._parts.desk, self._sidebar.tree
        folders = (recent, *open_now, *before.recent)
        later = tuple(root for root in sorted(self._awaited) if root not in open_now)
        expanded = [(place.root, place.path) for place in tree.open_places()]
        return replace(
            before,
            collections=open_now + later,
            environments=others + chosen,
            expanded=tuple(sorted([*expanded, *(pair for pair in before.expanded if pair[0] in later)])),
            tree_scroll=tree.verticalScrollBar().value(),
            tabs=(
                *((tab.root, tab.key) for tab in desk.tabs),
                *(pair for pair in before.tabs if pair[0] in later),
            ),
            pages=(*map(self._page, desk.tabs), *(page for page in before.pages if page.root in later)),
            current=desk.tabs.index(desk.current) if desk.current is not None else 0,
            recent=tuple(dict.fromkeys(filter(None, folders)))[:RECENT],
        )

    def _page(self, tab: Tab) -> KeptPage:
        page = self._parts.desk.page_of(tab)
        return left(page) if page is not None else self._left.get(tab, KeptPage(tab.root, tab.key))


def _in_order(tabs: tuple[Tab, ...], kept: Layout) -> tuple[Tab, ...]:
    places = {pair: number for number, pair in enumerate(kept.tabs)}
    return tuple(sorted(tabs, key=lambda tab: places.get((_root(tab.workspace), tab.key), len(places))))


def _front(tabs: tuple[Tab, ...], kept: Layout) -> Tab | None:
    return next((tab for tab in tabs if kept.current_tab() == (_root(tab.workspace), tab.key)), None)


def _root(workspace: Workspace) -> str:
    return str(workspace.root) if workspace.root else ""
