"""The window: bars, sidebar, desk and notices put together, and every action connected to what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from app.errors import AppError, KeyringUnavailable
from app.model.exchange import Exchange
from app.settings import Settings
from app.workspace import Workspace, Workspaces
from ui import theme
from ui.actions import ACTIONS, TAB_KEYS, Actions
from ui.body_work import BodyWork
from ui.clip_work import ClipWork
from ui.collection_work import CollectionWork
from ui.desk import Desk
from ui.environment_work import EnvironmentWork
from ui.example_work import ExampleWork
from ui.explain_work import ExplainWork
from ui.folder_work import FolderWork
from ui.history_work import HistoryWork
from ui.kit.notice import Kind, MessageBar, Toast
from ui.kit.tasks import Tasks, attempt
from ui.layout import Layout
from ui.look_work import LookWork
from ui.outside_work import OutsideWork
from ui.page import RequestPage
from ui.palette import Palette, action_entries
from ui.panes import next_pane
from ui.parts import Parts
from ui.remembered import Remembered
from ui.request_work import RequestWork
from ui.response.failure import UNVERIFIED, VARIABLES
from ui.response_work import ResponseWork
from ui.secret_search import Opener
from ui.secret_work import SecretWork
from ui.settings_work import SettingsWork
from ui.sidebar.place import Place
from ui.sidebar.sidebar import Sidebar
from ui.statusbar import StatusBar
from ui.tab import Tab
from ui.topbar import TopBar
from ui.tree_work import TreeWork

NARROWEST_WITH_SIDEBAR: Final = 900

_HORIZONTAL: Final = Qt.Orientation.Horizontal


class Window(QMainWindow):
    """One window on all open collections. Parts show values; what they report ends in one of the ``*_work``
    objects, which change a workspace; the workspace's events paint the parts anew.

    ``edited`` tells that a draft is another value, ``rearranged`` that the window or its sidebar
    has another size.
    """

    closing = Signal()
    edited = Signal()
    rearranged = Signal()

    def __init__(self, workspaces: Workspaces, layout: Layout) -> None:
        super().__init__()
        self.workspaces = workspaces
        self.layout_value = layout
        self._begun = False
        self.tasks = Tasks(self)
        self.actions_table = Actions(self)
        self._arrange()
        self.toast = Toast(self)
        self.palette_sheet = Palette(self)
        parts = Parts(self, workspaces, self.desk, self.tasks, self.messages, self.toast)
        self.toast.acted.connect(lambda: attempt(parts.undo_last))
        self.requests = RequestWork(parts)
        self.bodies = BodyWork(parts)
        self.responses = ResponseWork(parts)
        self.examples = ExampleWork(parts, self.responses)
        self.looks = LookWork(parts, self.examples)
        self.collections = CollectionWork(parts, self.requests)
        self.outside = OutsideWork(parts, self.requests.conflicts, self.requests.files)
        self.tree = TreeWork(parts, self.requests)
        self.tree.name_steps(self.actions_table)
        self.clips = ClipWork(parts, self.tree, self.requests)
        self.environments = EnvironmentWork(parts)
        self.explanations = ExplainWork(parts, self.environments)
        self.folders = FolderWork(parts)
        self.secrets = SecretWork(parts, Opener(parts, self.requests, self.folders, self.environments))
        self.preferences = SettingsWork(parts)
        self.history = HistoryWork(parts, self.sidebar)
        self.remembered = Remembered(parts, self.requests, self.sidebar)
        self._connect_parts()
        self._connect_workspaces()
        self._connect_actions()
        for workspace in (*workspaces, workspaces.loose):
            self._listen(workspace)
        self.show_collection()
        self.topbar.show_recent(layout.recent)

    def _arrange(self) -> None:
        self.setWindowTitle("Sonde")
        self.resize(self.layout_value.width, self.layout_value.height)
        self.setMinimumSize(640, 420)
        # Born in their places: a style sheet is applied anew to all that changes its parent.
        whole = QWidget(self)
        self.topbar = TopBar(self.actions_table, whole)
        self.messages = MessageBar(whole)
        self.body = QSplitter(_HORIZONTAL, whole)
        self.sidebar = Sidebar(self.body)
        self.desk = Desk(self.body)
        self.statusbar = StatusBar(whole)
        self.body.setHandleWidth(1)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(self.sidebar)
        self.body.addWidget(self.desk)
        self.body.setStretchFactor(1, 1)
        self.body.setSizes([self.layout_value.sidebar, self.layout_value.width - self.layout_value.sidebar])
        self.sidebar.setMaximumWidth(480)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.topbar, self.messages):
            column.addWidget(part)
        column.addWidget(self.body, 1)
        column.addWidget(self.statusbar)
        self.setCentralWidget(whole)

    # --- connections ------------------------------------------------------------------------------

    def _connect_parts(self) -> None:
        self.topbar.environment_chosen.connect(lambda names: self.workspace.choose_environments(names))
        self.topbar.recent_chosen.connect(self.collections.open_folder)
        self.desk.page_made.connect(self._welcome)
        self.desk.file_made.connect(lambda page: page.edited.connect(self.edited))
        self.desk.current_changed.connect(self.show_current)
        self.desk.close_wanted.connect(self.requests.close)
        self.desk.menu_wanted.connect(self.requests.show_tab_menu)
        self.desk.new_wanted.connect(self.requests.new)
        self.desk.open_wanted.connect(self.collections.choose_folder)
        self.collections.connect_sidebar(self.sidebar)
        self.tree.connect_sidebar(self.sidebar)
        self.clips.connect_sidebar(self.sidebar)
        self.environments.connect_sidebar(self.sidebar)
        self.folders.connect_sidebar(self.sidebar)
        self.secrets.connect_sidebar(self.sidebar)

    def _connect_workspaces(self) -> None:
        self.workspaces.opened.connect(self._listen)
        self.workspaces.opened.connect(self._after_opening)
        self.workspaces.closed.connect(lambda _workspace: self.show_collection())
        self.workspaces.switched.connect(lambda _workspace: self.show_collection())
        self.workspaces.services.settings_changed.connect(self.show_settings)
        self.workspaces.services.noticed.connect(self.show_problem)

    def _listen(self, workspace: Workspace) -> None:
        workspace.rekeyed.connect(lambda keys: self.desk.rekey(*(Tab(workspace, key) for key in keys)))
        workspace.rekeyed.connect(partial(self.remembered.rekey, workspace))
        workspace.changed.connect(lambda _collection: self.show_collection())
        workspace.environment_switched.connect(lambda _name: self.show_environments())

    @property
    def workspace(self) -> Workspace:
        """The workspace in front."""
        return self.workspaces.current

    def _connect_actions(self) -> None:
        handlers: dict[str, Callable[[], object]] = {
            "app.quit": self.close,
            "view.palette": lambda: self.show_palette(requests_only=False),
            "view.go": lambda: self.show_palette(requests_only=True),
            "view.sidebar": self.toggle_sidebar,
            "view.filter": self.filter_tree,
            "view.next_pane": lambda: next_pane(self.sidebar, self.desk),
            "tab.next": lambda: self.desk.step(1),
            "tab.previous": lambda: self.desk.step(-1),
            "environment.switch": self.topbar.environments.show_popup,
        }
        responses = (self.responses, self.examples, self.looks)
        others = (
            self.collections,
            self.tree,
            self.environments,
            self.explanations,
            self.secrets,
            self.folders,
            self.preferences,
            self.history,
        )
        for part in (self.requests, *responses, *others):
            handlers |= part.handlers()
        self.actions_table.connect({name: partial(attempt, call) for name, call in handlers.items()})
        for number, key in enumerate(TAB_KEYS):
            QShortcut(QKeySequence(key), self, lambda at=number: self.desk.go(at))
        missing = {spec.id for spec in ACTIONS} - set(handlers)
        assert not missing, f"actions that do nothing: {missing}"

    def _welcome(self, page: RequestPage) -> None:
        """Connect a page that was just made."""
        page.edited.connect(self.note_edit)
        page.sent.connect(self._show_sent)
        page.browsed.connect(self._show_sent)
        page.problem.connect(self.show_problem)
        page.hint_chosen.connect(self._follow_hint)
        page.show_split(self.layout_value.direction, self.layout_value.share)
        page.split_changed.connect(self._keep_split)
        self.remembered.welcome_page(page)
        asked = page.response.body.filter.bar
        asked.history.show(self.layout_value.filters)
        asked.history_changed.connect(lambda: self._keep_filters(asked.history.entries()))
        self.requests.connect_page(page)
        works = (self.bodies, self.responses, self.examples, self.looks)
        for part in (*works, self.explanations, self.secrets, self.folders):
            part.connect_page(page)

    def _keep_split(self, direction: str, share: int) -> None:
        """All pages are divided alike, also those of the next run."""
        self.layout_value = replace(self.layout_value, direction=direction, share=share)
        for page in self.desk.pages:
            page.show_split(direction, share)

    def _keep_filters(self, entries: tuple[tuple[str, str], ...]) -> None:
        """What was asked on one page can be asked on every other, also in the next run."""
        self.layout_value = replace(self.layout_value, filters=entries)
        for page in self.desk.pages:
            page.response.body.filter.bar.history.show(entries)

    def _follow_hint(self, hint: str) -> None:
        """Do the next step that a failure offers."""
        page = self.desk.page
        if page is not None and hint == VARIABLES:
            self.environments.define_missing(page)
        elif page is not None and page.exchange is not None and hint == UNVERIFIED:
            self.preferences.trust_host(urlsplit(page.exchange.request.url).netloc.rpartition("@")[2])
            page.send()

    # --- painting ---------------------------------------------------------------------------------

    def show_collection(self) -> None:
        """Paint the collection in front and all that depends on it."""
        collection = self.workspace.collection
        shown = [each.collection for each in self.workspaces if each.collection]
        self.sidebar.show_collections(shown, collection)
        name = collection.name if collection else ""
        folder = str(collection.root) if collection else ""
        self.topbar.collection.show_name(name, folder)
        self.statusbar.show_folder(folder)
        self.show_environments()
        self.desk.refresh()
        self._show_title()
        self._mark_edits()

    def show_environments(self) -> None:
        """Paint the active environment and what its variables change."""
        collection = self.workspace.collection
        known = collection.environments if collection else ()
        ticked, common = self.workspace.environments, self.workspace.services.globals.environment.variables
        self.topbar.environments.show_environments(known, ticked, len(common))
        self.sidebar.show_environments(collection, ticked, len(common))
        for page in self.desk.pages:
            page.show_context()

    def show_current(self) -> None:
        """Paint what belongs to the page in front."""
        page, tab = self.desk.page, self.desk.current
        if tab is not None:
            self.workspaces.switch(tab.workspace)
        self.statusbar.show_exchange(page.exchange if page else None)
        if tab is not None and not tab.is_new:
            self.sidebar.select(Place(tab.root, tab.key))
        self._show_title()

    def _show_title(self) -> None:
        page, file = self.desk.page, self.desk.file
        name = page.draft.name or page.draft.url if page else file.tab.key if file else ""
        self.setWindowTitle(f"{name} — Sonde" if name else "Sonde")

    def _show_sent(self, exchange: Exchange) -> None:
        page = self.desk.page
        if page is not None and page.exchange is exchange:
            self.statusbar.show_exchange(exchange)

    def note_edit(self) -> None:
        """A draft is another value: mark it."""
        self.desk.refresh()
        self._show_title()
        self._mark_edits()
        self.edited.emit()

    def _after_opening(self, workspace: Workspace) -> None:
        """Another collection is open: its kept edits come back, else its first request."""
        self.layout_value = self.kept_layout(str(workspace.root))
        self.topbar.show_recent(self.layout_value.recent)
        self.remembered.welcome(workspace)

    def _mark_edits(self) -> None:
        self.sidebar.show_dirty(
            Place(str(each.root), key) for each in self.workspaces for key in each.drafts.dirty()
        )

    def show_problem(self, problem: AppError) -> None:
        """Say in the message bar what the user can mend."""
        kind: Kind = "warning" if isinstance(problem, KeyringUnavailable) else "error"
        self.messages.show_message(kind, problem.sentence, problem.hint)

    def show_crash(self, details: str) -> None:
        """Say that a bug was met, and let its details be copied."""
        self.messages.show_message(
            "error", "Something in Sonde went wrong; nothing you typed is lost.", "", ("Copy details",)
        )
        self.messages.chosen.connect(
            lambda _index: QApplication.clipboard().setText(details),
            Qt.ConnectionType.SingleShotConnection,
        )

    def show_settings(self, settings: Settings) -> None:
        """Let everything look and behave as set."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(
                application,
                theme.choice(settings.theme),
                settings.text_size,
                settings.density == "compact",
            )

    # --- moving about -----------------------------------------------------------------------------

    def show_palette(self, requests_only: bool) -> None:
        """Open the palette with every request, and every action unless only requests are wanted."""
        entries = self.collections.entries()
        if requests_only:
            self.palette_sheet.show_entries(entries, "Go to request")
            return
        actions = action_entries(self.actions_table)
        self.palette_sheet.show_entries([*actions, *entries], "Search requests and actions")

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar; remembered."""
        shown = not self.sidebar.isVisibleTo(self)
        self.sidebar.setVisible(shown)
        self.layout_value = replace(self.layout_value, sidebar_shown=shown)
        self.rearranged.emit()

    def filter_tree(self) -> None:
        """Put the keyboard into the filter of the collection."""
        self.sidebar.setVisible(True)
        self.sidebar.focus_filter()

    # --- size and end -----------------------------------------------------------------------------

    def resizeEvent(self, _event: object) -> None:
        wide = self.width() >= NARROWEST_WITH_SIDEBAR
        self.sidebar.setVisible(wide and self.layout_value.sidebar_shown)
        self.rearranged.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._begun:
            # Other programs may have changed files while this window was in the background.
            self.outside.look_again()
        return super().event(event)

    def begin(self) -> None:
        """The loop runs: what takes its time may start."""
        self._begun = True
        self.remembered.responses.begin()

    def restore(self, kept: Layout, request: str, fresh: bool) -> None:
        """Bring back tabs and edits of the last run; see ``Remembered.restore``."""
        self.remembered.restore(kept, request, fresh)

    def kept_layout(self, recent: str = "") -> Layout:
        """What the next run shall find again."""
        sidebar = self.sidebar.width() if self.sidebar.isVisible() else self.layout_value.sidebar
        top = self.window()
        size = top.normalGeometry().size() if top.isMaximized() else self.size()
        width, height = size.width(), size.height()
        before = replace(self.layout_value, width=width, height=height, sidebar=sidebar)
        return self.remembered.layout(replace(before, maximized=top.isMaximized()), recent)

    async def settle(self) -> None:
        """Take over what is still being typed in every page, and stop what runs."""
        for page in self.desk.pages:
            page.cancel()
            await page.settle()
            page.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends when it has kept everything, not before."""
        event.ignore()
        self.closing.emit()
