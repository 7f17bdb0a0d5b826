"""The tab of the sidebar with what was sent: one field to search and filter, the list below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.history import Entry, Query, terms
from ui.kit.button import IconButton
from ui.kit.empty import EmptyState
from ui.kit.icons import icon
from ui.kit.labels import label
from ui.sidebar.history_list import HistoryList
from ui.sidebar.history_search import HistorySearch

_FILTERS: Final = (
    ("status", "Status"),
    ("method", "Method"),
    ("host", "Host"),
    ("collection", "Collection"),
    ("since", "Sent since"),
    ("until", "Sent before"),
)
_MOST: Final = 20  # entries of one menu
_WORDS: Final = {"7d": "7 days ago", "30d": "30 days ago", "today": "Today", "yesterday": "Yesterday"}


class HistoryPage(QWidget):
    """Filters and list.

    Signals:
        query_changed(Query): other entries are wanted; answer with ``show_entries``.
        more_wanted(number): entries older than that one; answer with ``list.entries.append``.
        chosen(what, Entry): see `HistoryList`.
        export_wanted(): what is listed shall be written to a file.
        older_wanted(): what is old shall be forgotten.
        clear_wanted(): everything is to be forgotten.
    """

    query_changed = Signal(object)
    more_wanted = Signal(int)
    chosen = Signal(str, object)
    export_wanted = Signal()
    older_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = Query()
        self._shown = Query()  # the one whose entries are listed
        self.filter = HistorySearch(self)
        self.filters = IconButton(
            "filter", "Filter the history", "Filter by status, host, time and more", self
        )
        self.more = IconButton("more", "More of the history", "Export, or delete", self)
        self.problem = label("", "red", 12)
        self._known: dict[str, tuple[str, ...]] = {}
        self._pages = QStackedWidget(self)
        self.list = HistoryList(self._pages)
        self._empty = EmptyState(
            "history", "What you send is listed here, and stays on this computer.", parent=self._pages
        )
        self._none = EmptyState(
            "search", "Nothing in the history matches.", [("Clear the filters", "")], self._pages
        )
        for page in (self.list, self._empty, self._none):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._empty)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.setSpacing(4)
        top.addWidget(self.filter, 1)
        top.addWidget(self.filters)
        top.addWidget(self.more)
        self.problem.setWordWrap(True)
        self.problem.setContentsMargins(12, 0, 12, 8)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.problem)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.filter.filter_changed.connect(self._ask)
        self.filter.left_for_tree.connect(self._enter_list)
        self.filters.clicked.connect(lambda _checked=False: _drop(self.filter_menu(), self.filters))
        self.more.clicked.connect(lambda _checked=False: _drop(self.more_menu(), self.more))
        self.list.chosen.connect(self.chosen)
        self.list.entries.more_wanted.connect(self.more_wanted)
        self._none.chosen.connect(lambda _index: self.filter.clear())

    def show_entries(self, entries: tuple[Entry, ...], ended: bool) -> None:
        """Show the newest entries that fit the query. Where it is the one shown before, the list stays
        where it was scrolled to, and the entry that had the keyboard keeps it."""
        current = self.list.entries.entry_at(self.list.currentIndex())
        bar = self.list.verticalScrollBar()
        place = bar.value() if self._shown == self.query else 0
        self.list.entries.show_entries(entries, ended)
        if current is not None:
            self.list.setCurrentIndex(self.list.entries.nearest(current.id))
        bar.setValue(place)
        self._shown = self.query
        self.show_filled()

    def show_filled(self) -> None:
        """Show the list, or why it is empty."""
        empty = self._empty if self.query == Query() else self._none
        self._pages.setCurrentWidget(self.list if self.list.entries.rowCount() else empty)

    def show_facets(self, hosts: tuple[str, ...], collections: tuple[tuple[str, str], ...]) -> None:
        """Offer these hosts and collections (id and name) as filters."""
        self._known = {"host": hosts, "collection": tuple(dict.fromkeys(name for _id, name in collections))}
        self.filter.show_known(self._known)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def filter_menu(self) -> QMenu:
        """What can be filtered by; each choice is a term in the field."""
        menu = self._menu()
        for key, words in _FILTERS:
            values = (*terms.VALUES.get(key, ()), *self._known.get(key, ()))[:_MOST]
            below = menu.addMenu(words)
            below.setEnabled(bool(values))
            for value in values:
                self._add_choice(below, key, value, _WORDS.get(value, value))
        menu.addSeparator()
        self._add_choice(menu, "is", "pinned", "Pinned only")
        menu.addSeparator()
        menu.addAction(icon("close"), "Clear the filters", self.filter.clear).setEnabled(
            bool(self.filter.text())
        )
        return menu

    def more_menu(self) -> QMenu:
        """What can be done with the history as a whole."""
        menu = self._menu()
        choices: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("download", "Export what is listed…", self.export_wanted.emit),
            ("clock", "Delete older ones…", self.older_wanted.emit),
            ("trash", "Delete the whole history…", self.clear_wanted.emit),
        )
        for name, words, call in choices:
            menu.addAction(icon(name), words, call)
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add_choice(self, menu: QMenu, key: str, value: str, words: str) -> None:
        held = terms.value_of(self.filter.text(), key).lower() == value.lower()
        action: QAction = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(held)
        action.triggered.connect(lambda _checked=False: self._set(key, "" if held else value))

    def _set(self, key: str, value: str) -> None:
        self.filter.setText(terms.with_term(self.filter.text(), key, value))
        self.filter.report()

    def _ask(self, text: str) -> None:
        asked = terms.read(text, datetime.now())
        self.problem.setText(asked.problem)
        self.problem.setVisible(bool(asked.problem))
        self.query = asked.query
        self.query_changed.emit(self.query)

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.entries.index(1, 0))


def _drop(menu: QMenu, below: QWidget) -> None:
    menu.popup(below.mapToGlobal(QPoint(0, below.height() + 2)))
