"""The left side of the window: the tree of all collections, and the environments of one, under two tabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.model.collection import Collection
from ui import theme
from ui.kit.tabs import TextTabs
from ui.sidebar.collection_page import CollectionPage
from ui.sidebar.environment_page import EnvironmentPage
from ui.sidebar.history_page import HistoryPage
from ui.sidebar.place import Place

COLLECTIONS, HISTORY, ENVIRONMENTS = range(3)


class Sidebar(QWidget):
    """Shows what is open and reports what the user asks for.

    What is done to rows is told by ``tree``. The signals here come from more than one part, or from a part
    of their own; they carry places (without a path: a collection itself) and names of environments.
        opened_in_tab(Place), reveal_wanted(Place): from the tree or the list of problems.
        new_request_wanted(folder), new_folder_wanted(folder): from anywhere.
        open_collection_wanted(), new_collection_wanted()
        environment_chosen(name): "" for none.
        environment_renamed(name, new name), environment_duplicated(name), environment_deleted(name)
        environment_edit_wanted(name), environment_add_wanted(), globals_wanted()
    """

    opened_in_tab = Signal(object)
    reveal_wanted = Signal(object)
    new_request_wanted = Signal(object)
    new_folder_wanted = Signal(object)
    open_collection_wanted = Signal()
    new_collection_wanted = Signal()
    environment_chosen = Signal(tuple)
    environment_renamed = Signal(str, str)
    environment_duplicated = Signal(str)
    environment_deleted = Signal(str)
    environment_edit_wanted = Signal(str)
    environment_add_wanted = Signal()
    globals_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = TextTabs(("Collections", "History", "Environments"), "Sidebar", self)
        self._pages = QStackedWidget(self)
        self.collection = CollectionPage(self._pages)
        self.history = HistoryPage(self._pages)
        self.environments = EnvironmentPage(self._pages)
        self.tree = self.collection.tree
        self._pages.addWidget(self.collection)
        self._pages.addWidget(self.history)
        self._pages.addWidget(self.environments)
        self.tabs.current_changed.connect(self._show_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self.setMinimumWidth(200)
        self._show_page(COLLECTIONS)
        self._forward_collection()
        self._forward_environments()

    def _forward_collection(self) -> None:
        page = self.collection
        for source, target in (
            (self.tree.opened_in_tab, self.opened_in_tab),
            (page.reveal_wanted, self.reveal_wanted),
            (page.problems.open_wanted, self.opened_in_tab),
            (page.new_request_wanted, self.new_request_wanted),
            (page.new_folder_wanted, self.new_folder_wanted),
            (page.open_collection_wanted, self.open_collection_wanted),
            (page.new_collection_wanted, self.new_collection_wanted),
        ):
            source.connect(target)

    def _forward_environments(self) -> None:
        names = self.environments.list
        self.environments.globals.clicked.connect(lambda _checked=False: self.globals_wanted.emit())
        for source, target in (
            (names.chosen, self.environment_chosen),
            (names.renamed, self.environment_renamed),
            (names.duplicated, self.environment_duplicated),
            (names.deleted, self.environment_deleted),
            (names.edit_wanted, self.environment_edit_wanted),
            (names.add_wanted, self.environment_add_wanted),
        ):
            source.connect(target)

    def show_collections(self, collections: Sequence[Collection], front: Collection | None) -> None:
        """Show these collections, of which one, or none, is in front."""
        self.collection.show_collections(collections, str(front.root) if front else "")

    def show_environments(
        self, collection: Collection | None, ticked: tuple[str, ...] = (), globals_count: int = 0
    ) -> None:
        """Show the environments of the collection in front with their ticks, and how many globals there
        are."""
        self.environments.show_environments(collection, ticked)
        self.environments.globals.show_count(globals_count)

    def show_dirty(self, places: Iterable[Place]) -> None:
        """Mark the requests with unsaved edits."""
        self.collection.tree.show_dirty(places)

    def select(self, place: Place) -> None:
        """Show which item the window is at."""
        self.collection.tree.select(place)

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        # Where the keyboard goes when the window gives it to the sidebar as a whole. No focus proxy: Tab
        # would jump to it over every control that stands before it.
        firsts = (self.collection.tree, self.history.list, self.environments.list)
        self.first: QWidget = firsts[page]

    def focus_history(self) -> None:
        """Put the keyboard into the search of the history."""
        self.tabs.set_current(HISTORY)
        self.history.focus_filter()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter of the tree."""
        self.tabs.set_current(COLLECTIONS)
        self.collection.focus_filter()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("sidebar"))
