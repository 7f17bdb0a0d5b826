"""The request pane: Params, Headers, Body, Auth and Docs of one request, each on its tab."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.model.request import Request
from ui.kit.tabs import TextTabs
from ui.request.auth_page import AuthPage
from ui.request.body_kinds import BADGES, kind_of
from ui.request.body_page import BodyPage
from ui.request.context import EditorContext
from ui.request.docs_page import DocsPage
from ui.request.headers_page import HeadersPage
from ui.request.params_page import ParamsPage

TABS: Final = ("Params", "Headers", "Body", "Auth", "Docs")
PARAMS, HEADERS, BODY, AUTH, DOCS = range(5)

Page = ParamsPage | HeadersPage | BodyPage | AuthPage | DocsPage

_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHORTCUT: Final = Qt.FocusReason.ShortcutFocusReason
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class RequestEditor(QWidget):
    """Shows a request and hands on a whole new one at each edit.

    Signals:
        changed: the request after an edit.
        send_requested, save_requested: Ctrl+Enter or Ctrl+S was pressed where no window took it.
        secret_entered: the field of the auth value, and a literal for the keyring.
        plain_secret_wanted: the field of the auth value whose secret is wanted in the file.
        file_wanted: a body or part asks for a file; answer with ``show_file``.
    """

    changed = Signal(Request)
    send_requested = Signal()
    save_requested = Signal()
    secret_entered = Signal(str, str)
    plain_secret_wanted = Signal(str)
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        self.tabs = TextTabs(TABS, "Request")
        self.params = ParamsPage()
        self.headers = HeadersPage()
        self.body = BodyPage()
        self.auth = AuthPage()
        self.docs = DocsPage()
        self._pages: tuple[Page, ...] = (self.params, self.headers, self.body, self.auth, self.docs)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
            page.changed.connect(self._take)
        for index, title in enumerate(TABS):
            self.tabs.set_tip(index, f"{title} (Alt+{index + 1})")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.current_changed.connect(self._stack.setCurrentIndex)
        self.body.file_wanted.connect(self.file_wanted)
        self.auth.secret_entered.connect(self.secret_entered)
        self.auth.plain_secret_wanted.connect(self.plain_secret_wanted)
        self._show_badges()

    def show_request(self, request: Request) -> None:
        """Show a request; what is the same stays untouched, cursor and undo included."""
        self._request = request
        for page in self._pages:
            page.show_request(request)
        self._show_badges()

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context == self._context:
            return
        self._context = context
        for page in (self.params, self.headers, self.body, self.auth):
            page.show_context(context)
        self._show_badges()

    def show_tab(self, index: int) -> None:
        """Bring a tab to the front and let the next key go into it."""
        self.tabs.set_current(index)
        self._pages[index].setFocus(_SHORTCUT)

    def show_file(self, path: str) -> None:
        """Take the file that was asked for; the path is relative to the collection, or absolute."""
        self.body.show_file(path)

    def commit(self) -> None:
        """Take over everything that is still being typed, before a send or a save."""
        self.auth.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _CONTROL and Qt.Key(event.key()) in _ENTER:
            self.send_requested.emit()
        elif event.modifiers() == _CONTROL and event.key() == Qt.Key.Key_S:
            self.save_requested.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, request: Request) -> None:
        """Every page gets what one of them changed, or it would write an old value back later."""
        self._request = request
        for page in self._pages:
            page.show_request(request)
        self._show_badges()
        self.changed.emit(request)

    def _show_badges(self) -> None:
        request = self._request
        rows = [row for row in (*request.query, *request.path) if row.enabled]
        self.tabs.set_badge(PARAMS, str(len(rows) or ""))
        self.tabs.set_badge(HEADERS, str(self.headers.count() or ""))
        self.tabs.set_badge(BODY, BADGES[kind_of(request.body)])
        self.tabs.set_badge(AUTH, self.auth.badge())
        self.tabs.set_badge(DOCS, "•" if request.docs.strip() else "")
