"""The open requests: a tab and a page each, made when first looked at, and the tabs closed last."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.workspace import Workspace
from app.workspace.drafts import Draft
from ui.file_page import FilePage
from ui.kit.document_tabs import DocumentTab, DocumentTabs
from ui.kit.empty import EmptyState
from ui.page import RequestPage
from ui.tab import Tab

REMEMBERED: Final = 20  # closed tabs


class Desk(QWidget):
    """Tabs over pages, of all open collections. A file that is no request Sonde can edit has a `FilePage`.

    ``page_made`` lets the window connect a new page, ``file_made`` that of such a file; ``current_changed``
    tells that another page, or none, is in front; ``close_wanted`` asks before a tab with edits goes.
    """

    page_made = Signal(object)
    file_made = Signal(object)
    current_changed = Signal()
    tabs_changed = Signal()
    close_wanted = Signal(object)
    menu_wanted = Signal(object, object)
    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: list[Tab] = []
        self._pages: dict[Tab, RequestPage] = {}
        self._files: dict[Tab, FilePage] = {}
        self._closed: list[Tab] = []
        self._preview: Tab | None = None
        self._current: Tab | None = None
        self._tabs = DocumentTabs(self)
        self._stack = QStackedWidget(self)
        self._empty = EmptyState(
            "send",
            "Nothing is open. Choose a request on the left, or begin a new one.",
            [("New request", "Ctrl+N"), ("Open collection…", "Ctrl+O")],
            self._stack,
        )
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self._empty.chosen.connect(lambda index: (self.new_wanted, self.open_wanted)[index].emit())
        self._tabs.current_changed.connect(lambda index: self._turn_to(self._open[index]))
        self._tabs.close_requested.connect(lambda index: self.close_wanted.emit(self._open[index]))
        self._tabs.new_requested.connect(self.new_wanted)
        self._tabs.moved.connect(self._move)
        self._tabs.context_menu_requested.connect(self._ask_menu)
        self._tabs.keep_requested.connect(lambda index: self.keep(self._open[index]))

    def _ask_menu(self, index: int, place: QPoint) -> None:
        if 0 <= index < len(self._open):
            self.menu_wanted.emit(self._open[index], place)

    # --- what is open -----------------------------------------------------------------------------

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """What is open, left to right."""
        return tuple(self._open)

    @property
    def current(self) -> Tab | None:
        """The tab in front, or None."""
        return self._current

    @property
    def page(self) -> RequestPage | None:
        """The page in front, or None."""
        return self._pages.get(self._current) if self._current is not None else None

    @property
    def file(self) -> FilePage | None:
        """The page of a file in front, or None."""
        return self._files.get(self._current) if self._current is not None else None

    @property
    def files(self) -> tuple[FilePage, ...]:
        """Every page of a file."""
        return tuple(self._files.values())

    @property
    def pages(self) -> tuple[RequestPage, ...]:
        """Every page made so far."""
        return tuple(self._pages.values())

    def page_of(self, tab: Tab) -> RequestPage | None:
        """The page of a tab, or None while it was not looked at."""
        return self._pages.get(tab)

    def tabs_of(self, workspace: Workspace) -> tuple[Tab, ...]:
        """The tabs of one collection, left to right."""
        return tuple(tab for tab in self._open if tab.workspace is workspace)

    def open(self, tab: Tab, preview: bool = False) -> None:
        """Bring a draft to the front. A preview takes the place of the preview before it, as long as
        that was neither edited nor kept."""
        if tab not in self._open:
            self._insert(tab, preview)
        elif not preview:
            self.keep(tab)
        self._turn_to(tab)

    def restore(self, tabs: tuple[Tab, ...], current: Tab | None) -> None:
        """Put tabs back without making their pages, except the one in front."""
        self._open += [tab for tab in tabs if tab not in self._open]
        if tabs:
            self.open(current if current in self._open else tabs[0])

    def arrange(self, tabs: tuple[Tab, ...]) -> None:
        """Put what is open in this order."""
        self._open = list(tabs)
        self._show_tabs()

    def keep(self, tab: Tab) -> None:
        """A preview becomes a tab of its own."""
        if self._preview == tab:
            self._preview = None
            self._show_tabs()

    def close_tab(self, tab: Tab) -> None:
        """Take a tab and its page away, without asking; what is sent by it is cancelled."""
        if tab not in self._open:
            return
        index = self._open.index(tab)
        self._open.remove(tab)
        page = self._pages.pop(tab, None)
        if page is not None:
            page.leave()
        self._remove(page or self._files.pop(tab, None))
        if self._preview == tab:
            self._preview = None
        if not tab.is_new:
            self._closed = [*self._closed, tab][-REMEMBERED:]
        if self._current == tab:
            self._turn_to(self._open[min(index, len(self._open) - 1)] if self._open else None)
        else:
            self._show_tabs()

    def last_closed(self) -> Tab | None:
        """The tab closed last whose request still exists, taken from the list."""
        while self._closed:
            tab = self._closed.pop()
            if tab not in self._open and tab.workspace.request_at(tab.key) is not None:
                return tab
        return None

    def leave(self, workspace: Workspace) -> None:
        """Close every tab of a collection: it is closed."""
        for tab in self.tabs_of(workspace):
            self.close_tab(tab)
        self._closed = [tab for tab in self._closed if tab.workspace is not workspace]

    def rekey(self, old: Tab, new: Tab) -> None:
        """A request has another path, or got its first; or it belongs to another collection."""
        if old not in self._open or old == new:
            return
        self._open[self._open.index(old)] = new
        if old in self._pages:
            self._pages[new] = self._pages.pop(old)
            self._pages[new].belong(new)
        if old in self._files:
            self._files[new] = self._files.pop(old)
            self._files[new].tab = new
        self._preview = new if self._preview == old else self._preview
        current, self._current = self._current, new if self._current == old else self._current
        self._show_tabs()
        if current == old and old.workspace is not new.workspace:
            self.current_changed.emit()

    def step(self, by: int) -> None:
        """Go that many tabs to the right, around the end."""
        if self._current is not None:
            self.go((self._open.index(self._current) + by) % len(self._open))

    def go(self, index: int) -> None:
        """Bring the tab with that number to the front; numbers beyond the last mean the last."""
        if self._open:
            self.open(self._open[min(index, len(self._open) - 1)], preview=True)

    def take_keyboard(self) -> None:
        """Let the next key go to the URL or the text in front, or to what an empty desk offers."""
        if self.page is not None:
            self.page.line.focus_url()
        else:
            (self.file or self._empty).setFocus()

    # --- painting ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Paint the tabs anew: a draft was edited, saved or renamed."""
        if self._preview is not None and self._document_tab(self._preview).dirty:
            self._preview = None
        self._show_tabs()

    def _insert(self, tab: Tab, preview: bool) -> None:
        at = self._open.index(self._current) + 1 if self._current is not None else len(self._open)
        old = self._preview if preview else None
        if old is not None:
            at = self._open.index(old)
        self._open.insert(at, tab)
        if old is not None:
            self._current = tab
            self.close_tab(old)
            old.workspace.drafts.close(old.key)
        if preview:
            self._preview = tab

    def _move(self, source: int, target: int) -> None:
        self._open.insert(target, self._open.pop(source))
        self._show_tabs()

    def _show_tabs(self) -> None:
        current = self._open.index(self._current) if self._current in self._open else -1
        self._tabs.show_tabs(tuple(map(self._document_tab, self._open)), current)
        self.tabs_changed.emit()

    def _document_tab(self, tab: Tab) -> DocumentTab:
        if tab.key not in tab.workspace.drafts:
            dirty = tab.key in tab.workspace.drafts.texts()
            name = PurePosixPath(tab.key).name
            return DocumentTab(title=name, dirty=dirty, preview=tab == self._preview, path=tab.key)
        draft = _draft(tab)
        request = draft.current
        return DocumentTab(
            title=request.name or request.url or "New request",
            method=request.method,
            dirty=draft.dirty and (draft.saved is not None or bool(request.url)),
            preview=tab == self._preview,
            path=tab.key if not tab.is_new else "Not saved yet",
        )

    def _turn_to(self, tab: Tab | None) -> None:
        focus = QApplication.focusWidget()
        within = focus is not None and self._stack.isAncestorOf(focus)
        self._current = tab
        shown = self._empty if tab is None else self._shown(tab)
        fresh = shown.focusWidget() is None
        self._stack.setCurrentWidget(shown)
        self._show_tabs()
        if within and fresh and self.page is not None:
            # Qt would choose the method, and the next letter typed would change it.
            self.page.line.url.setFocus()
        self.current_changed.emit()

    def _shown(self, tab: Tab) -> QWidget:
        if tab.key not in tab.workspace.drafts:
            self._remove(self._pages.pop(tab, None))
            return self._file(tab)
        # What was a broken file may be a request by now.
        self._remove(self._files.pop(tab, None))
        return self._page(tab)

    def _remove(self, page: QWidget | None) -> None:
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def _file(self, tab: Tab) -> FilePage:
        if tab not in self._files:
            page = self._files[tab] = FilePage(tab, self._stack)
            self._stack.addWidget(page)
            self.file_made.emit(page)
        return self._files[tab]

    def _page(self, tab: Tab) -> RequestPage:
        if tab not in self._pages:
            page = self._pages[tab] = RequestPage(tab.workspace, tab.key, self._stack)
            self._stack.addWidget(page)
            self.page_made.emit(page)
        return self._pages[tab]


def _draft(tab: Tab) -> Draft:
    return tab.workspace.drafts[tab.key]
