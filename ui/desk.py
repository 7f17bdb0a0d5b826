"""The open requests: a tab and a page each, made when first looked at, and the tabs closed last."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.workspace import Workspace
from app.workspace.drafts import NEW
from ui.kit.document_tabs import DocumentTab, DocumentTabs
from ui.kit.empty import EmptyState
from ui.page import RequestPage

REMEMBERED: Final = 20  # closed tabs


class Desk(QWidget):
    """Tabs over pages. Keys are those of the drafts: a path, or ``new:N``.

    ``page_made`` lets the window connect a new page; ``current_changed`` tells that another page, or
    none, is in front; ``close_wanted`` asks before a tab with edits goes.
    """

    page_made = Signal(object)
    current_changed = Signal()
    tabs_changed = Signal()
    close_wanted = Signal(str)
    menu_wanted = Signal(str, object)
    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._keys: list[str] = []
        self._pages: dict[str, RequestPage] = {}
        self._closed: list[str] = []
        self._preview: str | None = None
        self._current: str | None = None
        self._tabs = DocumentTabs()
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "send",
            "Nothing is open. Choose a request on the left, or begin a new one.",
            [("New request", "Ctrl+N"), ("Open collection…", "Ctrl+O")],
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
        self._tabs.current_changed.connect(lambda index: self._turn_to(self._keys[index]))
        self._tabs.close_requested.connect(lambda index: self.close_wanted.emit(self._keys[index]))
        self._tabs.new_requested.connect(self.new_wanted)
        self._tabs.moved.connect(self._move)
        self._tabs.context_menu_requested.connect(self._ask_menu)
        self._tabs.keep_requested.connect(lambda index: self.keep(self._keys[index]))

    def _ask_menu(self, index: int, place: QPoint) -> None:
        if 0 <= index < len(self._keys):
            self.menu_wanted.emit(self._keys[index], place)

    # --- what is open -----------------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the tabs, left to right."""
        return tuple(self._keys)

    @property
    def current_key(self) -> str | None:
        """The key of the tab in front, or None."""
        return self._current

    @property
    def page(self) -> RequestPage | None:
        """The page in front, or None."""
        return self._pages.get(self._current) if self._current is not None else None

    @property
    def pages(self) -> tuple[RequestPage, ...]:
        """Every page made so far."""
        return tuple(self._pages.values())

    def open(self, key: str, preview: bool = False) -> None:
        """Bring a draft to the front. A preview takes the place of the preview before it, as long as
        that was neither edited nor kept."""
        if key not in self._keys:
            self._insert(key, preview)
        elif not preview:
            self.keep(key)
        self._turn_to(key)

    def restore(self, keys: tuple[str, ...], current: str) -> None:
        """Put tabs back without making their pages, except the one in front."""
        self._keys = list(keys)
        if self._keys:
            self.open(current if current in self._keys else self._keys[0])

    def keep(self, key: str) -> None:
        """A preview becomes a tab of its own."""
        if self._preview == key:
            self._preview = None
            self._show_tabs()

    def close_tab(self, key: str) -> None:
        """Take a tab and its page away, without asking; what is sent by it is cancelled."""
        if key not in self._keys:
            return
        index = self._keys.index(key)
        self._keys.remove(key)
        page = self._pages.pop(key, None)
        if page is not None:
            page.leave()
            self._stack.removeWidget(page)
            page.deleteLater()
        if self._preview == key:
            self._preview = None
        if not key.startswith(NEW):
            self._closed = [*self._closed, key][-REMEMBERED:]
        if self._current == key:
            self._turn_to(self._keys[min(index, len(self._keys) - 1)] if self._keys else None)
        else:
            self._show_tabs()

    def last_closed(self) -> str | None:
        """The key of the tab closed last that still exists, taken from the list."""
        while self._closed:
            key = self._closed.pop()
            if key not in self._keys and self._workspace.request_at(key) is not None:
                return key
        return None

    def clear(self) -> None:
        """Close every tab: another collection is opened."""
        for key in self.keys:
            self.close_tab(key)
        self._closed.clear()

    def rekey(self, old: str, new: str) -> None:
        """A request has another path, or got its first."""
        if old not in self._keys or old == new:
            return
        self._keys[self._keys.index(old)] = new
        if old in self._pages:
            self._pages[new] = self._pages.pop(old)
            self._pages[new].key = new
        self._preview = new if self._preview == old else self._preview
        self._current = new if self._current == old else self._current
        self._show_tabs()

    def step(self, by: int) -> None:
        """Go that many tabs to the right, around the end."""
        if self._current is not None:
            self.go((self._keys.index(self._current) + by) % len(self._keys))

    def go(self, index: int) -> None:
        """Bring the tab with that number to the front; numbers beyond the last mean the last."""
        if self._keys:
            self.open(self._keys[min(index, len(self._keys) - 1)], preview=True)

    def take_keyboard(self) -> None:
        """Let the next key go to the URL in front, or to what is offered where nothing is open."""
        if self.page is not None:
            self.page.line.focus_url()
        else:
            self._empty.setFocus()

    # --- painting ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Paint the tabs anew: a draft was edited, saved or renamed."""
        if self._preview is not None and self._workspace.drafts[self._preview].dirty:
            self._preview = None
        self._show_tabs()

    def _insert(self, key: str, preview: bool) -> None:
        at = self._keys.index(self._current) + 1 if self._current is not None else len(self._keys)
        old = self._preview if preview else None
        if old is not None:
            at = self._keys.index(old)
        self._keys.insert(at, key)
        if old is not None:
            self._current = key
            self.close_tab(old)
            self._workspace.drafts.close(old)
        if preview:
            self._preview = key

    def _move(self, source: int, target: int) -> None:
        self._keys.insert(target, self._keys.pop(source))
        self._show_tabs()

    def _show_tabs(self) -> None:
        current = self._keys.index(self._current) if self._current in self._keys else -1
        self._tabs.show_tabs(tuple(self._tab(key) for key in self._keys), current)
        self.tabs_changed.emit()

    def _tab(self, key: str) -> DocumentTab:
        draft = self._workspace.drafts[key]
        request = draft.current
        return DocumentTab(
            title=request.name or request.url or "New request",
            method=request.method,
            dirty=draft.dirty and (draft.saved is not None or bool(request.url)),
            preview=key == self._preview,
            path=key if not key.startswith(NEW) else "Not saved yet",
        )

    def _turn_to(self, key: str | None) -> None:
        focus = QApplication.focusWidget()
        within = focus is not None and self._stack.isAncestorOf(focus)
        self._current = key
        shown = self._empty if key is None else self._page(key)
        fresh = shown.focusWidget() is None
        self._stack.setCurrentWidget(shown)
        self._show_tabs()
        if within and fresh and self.page is not None:
            # Qt would choose the method, and the next letter typed would change it.
            self.page.line.url.setFocus()
        self.current_changed.emit()

    def _page(self, key: str) -> RequestPage:
        if key not in self._pages:
            page = self._pages[key] = RequestPage(self._workspace, key, self._stack)
            self._stack.addWidget(page)
            self.page_made.emit(page)
        return self._pages[key]
