"""The list of what was sent, and what can be done with one entry."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from app.history import Entry
from ui import theme
from ui.kit.icons import icon
from ui.sidebar.history_delegate import HistoryDelegate
from ui.sidebar.history_model import HistoryModel

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE: Final = Qt.Key.Key_Delete
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_BY_KEY: Final = QContextMenuEvent.Reason.Keyboard

_CHOICES: Final = (
    ("reopen", "Reopen as request\tEnter", "file-plus"),
    ("again", "Send again", "send"),
    ("compare", "Compare with now", "refresh"),
    ("", "", ""),
    ("pin", "Pin", "star"),
    ("name", "Name…", "pencil"),
    ("copy", "Copy URL", "copy"),
    ("har", "Copy as HAR", "code"),
    ("", "", ""),
    ("delete", "Delete\tDel", "trash"),
)


class HistoryList(QTableView):
    """The entries. ``chosen(what, entry)``: "preview", or one of the entries of the menu.

    A table of one column: Qt's list asks for every row whenever one is added, its table for none.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = HistoryModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(HistoryDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "sidebar")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
        self._restyle()
        self.setAccessibleName("History")
        self.clicked.connect(lambda index: self._choose("preview", index))
        self.doubleClicked.connect(lambda index: self._choose("reopen", index))

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()

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
