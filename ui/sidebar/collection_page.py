"""The tab of the sidebar with the tree: filter, button for new things, problems, empty states."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.model.collection import Collection
from ui.kit.button import IconButton
from ui.kit.empty import EmptyState
from ui.kit.icons import icon
from ui.sidebar.filter_field import FilterField
from ui.sidebar.place import Place
from ui.sidebar.problems import ProblemStrip
from ui.sidebar.tree_menu import TreeMenu
from ui.sidebar.tree_view import CollectionTree


class CollectionPage(QWidget):
    """The tree of the open collections with what belongs to it.

    Signals of its own; those of `CollectionTree` are reached by ``tree``.
        new_request_wanted(folder), new_folder_wanted(folder): from anywhere, as `Place`.
        open_collection_wanted(), new_collection_wanted()
        reveal_wanted(Place): from the tree or the list of problems.
    """

    new_request_wanted = Signal(object)
    new_folder_wanted = Signal(object)
    open_collection_wanted = Signal()
    new_collection_wanted = Signal()
    reveal_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._collections: tuple[Collection, ...] = ()
        self._top = QWidget(self)
        self.filter = FilterField(self._top)
        self._add = IconButton("plus", "New", "New request, folder or collection", self._top)
        self._pages = QStackedWidget(self)
        self.tree = CollectionTree(self._pages)
        TreeMenu(self.tree)
        self._make_empty_states()
        self.problems = ProblemStrip(self)
        for page in (self.tree, self._closed, self._bare, self._unmatched):
            self._pages.addWidget(page)
        self._lay_out()
        self._wire()
        self.show_collections(())

    def _make_empty_states(self) -> None:
        self._closed = EmptyState(
            "collection",
            "No collection is open.",
            [("New collection", ""), ("Open folder…", "")],
            self._pages,
        )
        self._bare = EmptyState(
            "file-plus", "This collection has no requests yet.", [("New request", "Ctrl+N")], self._pages
        )
        self._unmatched = EmptyState("search", "No request matches.", [("Clear the filter", "")], self._pages)

    def _lay_out(self) -> None:
        top = QHBoxLayout(self._top)
        top.setContentsMargins(8, 8, 8, 8)
        top.setSpacing(4)
        top.addWidget(self.filter, 1)
        top.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._pages, 1)
        column.addWidget(self.problems)

    def _wire(self) -> None:
        self.filter.filter_changed.connect(self._narrow)
        self.filter.left_for_tree.connect(self._enter_tree)
        self._add.clicked.connect(lambda _checked: self.show_add_menu())
        self.tree.new_request_wanted.connect(self.new_request_wanted)
        self.tree.new_folder_wanted.connect(self.new_folder_wanted)
        self.tree.reveal_wanted.connect(self.reveal_wanted)
        self.problems.reveal_wanted.connect(self.reveal_wanted)
        self._closed.chosen.connect(self._start_collection)
        self._bare.chosen.connect(lambda _index: self.new_request_wanted.emit(Place()))
        self._unmatched.chosen.connect(lambda _index: self.filter.clear())

    def show_collections(self, collections: Sequence[Collection], front: str = "") -> None:
        """Show collections, newer values of them, or none; ``front`` is the folder of the one in front."""
        known = {collection.root for collection in self._collections}
        self._collections = tuple(collections)
        if any(collection.root not in known for collection in collections):
            # Else what was just opened might not be in sight.
            self.filter.clear()
        self.tree.show_collections(collections, front)
        self.problems.show_problems(collections)
        self._top.setVisible(bool(collections))
        self._choose_page()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def show_add_menu(self) -> None:
        """Open the menu of the "+" button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        folder = self.tree.current_folder()
        menu.addAction("New request\tCtrl+N", lambda: self.new_request_wanted.emit(folder)).setIcon(
            icon("file-plus")
        )
        menu.addAction("New folder", lambda: self.new_folder_wanted.emit(folder)).setIcon(icon("folder-plus"))
        menu.addSeparator()
        menu.addAction("Open collection…\tCtrl+O", self.open_collection_wanted.emit).setIcon(
            icon("folder-open")
        )
        menu.addAction("New collection…", self.new_collection_wanted.emit).setIcon(icon("collection"))
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height() + 4)))

    def _narrow(self, text: str) -> None:
        self.tree.set_filter(text)
        self._unmatched.show_sentence(f"No request matches '{text}'.")
        self._choose_page()

    def _choose_page(self) -> None:
        if not self._collections:
            self._pages.setCurrentWidget(self._closed)
        elif len(self._collections) == 1 and not self._collections[0].children:
            self._pages.setCurrentWidget(self._bare)
        else:
            self._pages.setCurrentWidget(self._unmatched if self.tree.is_empty() else self.tree)

    def _enter_tree(self) -> None:
        if not self.tree.currentIndex().isValid():
            self.tree.select_first()
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _start_collection(self, choice: int) -> None:
        (self.new_collection_wanted, self.open_collection_wanted)[choice].emit()
