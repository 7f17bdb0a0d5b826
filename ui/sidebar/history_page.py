"""The tab of the sidebar with what was sent: filters on top, the list below."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.history import Entry, Query
from ui.kit.button import IconButton
from ui.kit.combo import ComboBox
from ui.kit.empty import EmptyState
from ui.kit.icons import icon
from ui.sidebar.filter_field import FilterField
from ui.sidebar.history_delegate import HistoryDelegate
from ui.sidebar.history_model import HistoryModel

_STATUSES: Final = ("Status", "2xx", "3xx", "4xx", "5xx", "Failed")
_CLASSES: Final = (None, 2, 3, 4, 5, 0)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE: Final = Qt.Key.Key_Delete
_BY_KEY: Final = QContextMenuEvent.Reason.Keyboard

_CHOICES: Final = (
    ("reopen", "Reopen as request\tEnter", "file-plus"),
    ("again", "Send again", "send"),
    ("compare", "Compare with now", "refresh"),
    ("", "", ""),
    ("pin", "Pin", "star"),
    ("name", "Name…", "pencil"),
    ("copy", "Copy URL", "copy"),
    ("", "", ""),
    ("delete", "Delete\tDel", "trash"),
)


class HistoryList(QListView):
    """The entries. ``chosen(what, entry)``: "preview", or one of the entries of the menu."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = HistoryModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(HistoryDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("History")
        self.clicked.connect(lambda index: self._choose("preview", index))
        self.doubleClicked.connect(lambda index: self._choose("reopen", index))

    def _choose(self, what: str, index: QModelIndex) -> None:
        entry = self.entries.entry_at(index)
        if entry is not None:
            self.chosen.emit(what, entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._choose("reopen", self.currentIndex())
        elif event.key() == _DELETE:
            self._choose("delete", self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._choose("preview", self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == _BY_KEY
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        entry = self.entries.entry_at(index)
        if entry is not None:
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu(entry).popup(self.viewport().mapToGlobal(place))

    def menu(self, entry: Entry) -> QMenu:
        """What can be done with an entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for what, text, name in _CHOICES:
            if not what:
                menu.addSeparator()
                continue
            shown = "Unpin" if what == "pin" and entry.pinned else text
            action = menu.addAction(icon(name), shown)
            action.triggered.connect(lambda _checked=False, it=what: self.chosen.emit(it, entry))
        return menu


class HistoryPage(QWidget):
    """Filters and list.

    Signals:
        query_changed(Query): other entries are wanted; answer with ``show_entries``.
        more_wanted(number): entries older than that one; answer with ``list.entries.append``.
        chosen(what, Entry): see `HistoryList`.
        clear_wanted(): everything is to be forgotten.
    """

    query_changed = Signal(object)
    more_wanted = Signal(int)
    chosen = Signal(str, object)
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = Query()
        self.filter = FilterField()
        self.filter.setAccessibleName("Search history")
        self.filter.setPlaceholderText("Search the history")
        self.filter.setToolTip("Words in the URL, the headers or the bodies (Ctrl+H)")
        self.clear = IconButton("trash", "Clear the history", "Clear the history…")
        self.status = ComboBox("Status", _STATUSES)
        self.host = ComboBox("Host", ("Host",))
        self.collection = ComboBox("Collection", ("From",))
        self.list = HistoryList()
        self._collections: tuple[str, ...] = ("",)
        self._pages = QStackedWidget()
        self._empty = EmptyState("history", "What you send is listed here, and stays on this computer.")
        self._none = EmptyState("search", "Nothing in the history matches.", [("Clear the filters", "")])
        for page in (self.list, self._empty, self._none):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._empty)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        top, filters = QHBoxLayout(), QHBoxLayout()
        for row in (top, filters):
            row.setContentsMargins(8, 8, 8, 0)
            row.setSpacing(4)
        filters.setContentsMargins(8, 4, 8, 4)
        top.addWidget(self.filter, 1)
        top.addWidget(self.clear)
        for box in (self.status, self.host, self.collection):
            box.setMinimumWidth(40)
            box.view().setAccessibleName(box.accessibleName())
            filters.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(filters)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.filter.filter_changed.connect(lambda text: self._ask(text=text))
        self.filter.left_for_tree.connect(self._enter_list)
        self.status.activated.connect(lambda at: self._ask(status=_CLASSES[at]))
        self.host.activated.connect(lambda at: self._ask(host=self.host.itemText(at) if at else ""))
        self.collection.activated.connect(lambda at: self._ask(collection=self._collections[at]))
        self.clear.clicked.connect(lambda _checked=False: self.clear_wanted.emit())
        self.list.chosen.connect(self.chosen)
        self.list.entries.more_wanted.connect(self.more_wanted)
        self._none.chosen.connect(lambda _index: self._reset())

    def show_entries(self, entries: tuple[Entry, ...], ended: bool) -> None:
        """Show the newest entries that fit the query."""
        self.list.entries.show_entries(entries, ended)
        self.show_filled()

    def show_filled(self) -> None:
        """Show the list, or why it is empty."""
        empty = self._empty if self.query == Query() else self._none
        self._pages.setCurrentWidget(self.list if self.list.entries.rowCount() else empty)

    def show_facets(self, hosts: tuple[str, ...], collections: tuple[tuple[str, str], ...]) -> None:
        """Offer these hosts and collections (id and name) as filters."""
        at = hosts.index(self.query.host) + 1 if self.query.host in hosts else 0
        self.host.show_items(["Host", *hosts], at)
        self._collections = ("", *(each for each, _name in collections))
        known = self.query.collection in self._collections
        at = self._collections.index(self.query.collection) if known else 0
        self.collection.show_items(["From", *(name for _id, name in collections)], at)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _ask(self, **changes: Any) -> None:
        self.query = replace(self.query, **changes)
        self.query_changed.emit(self.query)

    def _reset(self) -> None:
        self.filter.clear()
        for box in (self.status, self.host, self.collection):
            box.setCurrentIndex(0)
        self._ask(text="", status=None, host="", collection="")

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.entries.index(1, 0))
