"""The request pane: Params, Headers, Body, Auth, Docs and Options of one request, each on its tab."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.model.request import Request
from ui.kit.tabs import TextTabs
from ui.request.auth_page import AuthPage
from ui.request.auth_words import auth_title
from ui.request.body_kinds import BADGES, kind_of
from ui.request.body_page import BodyPage
from ui.request.context import EditorContext
from ui.request.docs_page import DocsPage
from ui.request.headers_page import HeadersPage, count_sent
from ui.request.option_values import count_set
from ui.request.options_page import OptionsPage
from ui.request.params_page import ParamsPage

TABS: Final = ("Params", "Headers", "Body", "Auth", "Docs", "Options")
PARAMS, HEADERS, BODY, AUTH, DOCS, OPTIONS = range(6)

Page = ParamsPage | HeadersPage | BodyPage | AuthPage | DocsPage | OptionsPage
_MAKERS: Final[tuple[type[Page], ...]] = (ParamsPage, HeadersPage, BodyPage, AuthPage, DocsPage, OptionsPage)

_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHORTCUT: Final = Qt.FocusReason.ShortcutFocusReason
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class RequestEditor(QWidget):
    """Shows a request and hands on a whole new one at each edit.

    Signals:
        changed: the request after an edit.
        send_requested, save_requested: Ctrl+Enter or Ctrl+S was pressed where no window took it.
        secret_entered: the field of auth or options, and a literal for the keyring.
        plain_secret_wanted: the field of auth or options whose secret is wanted in the file.
        secret_wanted: the field of any page whose literal is to go to the keyring.
        file_wanted: a body, part or option asks for a file; answer with ``show_file``.
        large_text: a text that is too large for the editor, to be kept as a file that becomes the body.
        settings_wanted: the path of the folder that gives what was pressed, empty for the collection.
        edit_wanted: the path of a file whose text is to become the body.
    """

    changed = Signal(Request)
    send_requested = Signal()
    save_requested = Signal()
    secret_entered = Signal(str, str)
    plain_secret_wanted = Signal(str)
    secret_wanted = Signal(str)
    file_wanted = Signal()
    large_text = Signal(str)
    edit_wanted = Signal(object)
    settings_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        self._pages: dict[int, Page] = {}
        self._wants_file: BodyPage | OptionsPage | None = None
        self.tabs = TextTabs(TABS, "Request", self)
        self._stack = QStackedWidget(self)
        for index, title in enumerate(TABS):
            self.tabs.set_tip(index, f"{title} (Alt+{index + 1})")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.current_changed.connect(lambda index: self._stack.setCurrentWidget(self.page(index)))
        self._stack.setCurrentWidget(self.page(PARAMS))
        self._show_badges()

    def page(self, index: int) -> Page:
        """The page of a tab, made when it is first wanted: most requests are opened and sent as they are."""
        if index not in self._pages:
            # Born in its place: a style sheet is applied anew to all that changes its parent.
            made = self._pages[index] = _MAKERS[index](self._stack)
            self._stack.addWidget(made)
            self._connect(made)
            # The surroundings first, so that a large body is coloured once.
            if not isinstance(made, DocsPage):
                made.show_context(self._context)
            made.show_request(self._request)
        return self._pages[index]

    def _connect(self, page: Page) -> None:
        page.changed.connect(self._take)
        if isinstance(page, BodyPage | OptionsPage):
            page.file_wanted.connect(lambda: self._ask_file(page))
        if isinstance(page, BodyPage):
            page.large_text.connect(self.large_text)
            page.edit_wanted.connect(self.edit_wanted)
        if isinstance(page, HeadersPage | AuthPage):
            page.settings_wanted.connect(self.settings_wanted)
        if isinstance(page, AuthPage | OptionsPage):
            page.secret_entered.connect(self.secret_entered)
            page.plain_secret_wanted.connect(self.plain_secret_wanted)
        if isinstance(page, ParamsPage | HeadersPage | BodyPage | OptionsPage):
            page.secret_wanted.connect(self.secret_wanted)

    def show_request(self, request: Request) -> None:
        """Show a request; what is the same stays untouched, cursor and undo included."""
        self._request = request
        for page in self._pages.values():
            page.show_request(request)
        self._show_badges()

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context == self._context:
            return
        self._context = context
        for page in self._pages.values():
            if not isinstance(page, DocsPage):
                page.show_context(context)
        self._show_badges()

    def show_tab(self, index: int) -> None:
        """Bring a tab to the front and let the next key go into it."""
        self.tabs.set_current(index)
        # No focus proxy: Tab would jump to it over every control that stands before it.
        self.page(index).first.setFocus(_SHORTCUT)

    def show_file(self, path: str) -> None:
        """Take the file that was asked for; the path is relative to the collection, or absolute."""
        if self._wants_file is not None:
            self._wants_file.show_file(path)

    def body_page(self) -> BodyPage:
        """The page of the body."""
        page = self.page(BODY)
        assert isinstance(page, BodyPage)
        return page

    def commit(self) -> None:
        """Take over everything that is still being typed, before a send or a save."""
        for page in self._pages.values():
            if isinstance(page, AuthPage | OptionsPage):
                page.commit()

    def _ask_file(self, page: BodyPage | OptionsPage) -> None:
        self._wants_file = page
        self.file_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _CONTROL and Qt.Key(event.key()) in _ENTER:
            self.send_requested.emit()
        elif event.modifiers() == _CONTROL and event.key() == Qt.Key.Key_S:
            self.save_requested.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, request: Request) -> None:
        """Every page gets what one of them changed, or it would write an old value back later."""
        self.show_request(request)
        self.changed.emit(request)

    def _show_badges(self) -> None:
        request = self._request
        rows = [row for row in (*request.query, *request.path) if row.enabled]
        self.tabs.set_badge(PARAMS, str(len(rows) or ""))
        self.tabs.set_badge(HEADERS, str(count_sent(request, self._context) or ""))
        self.tabs.set_badge(BODY, BADGES[kind_of(request.body)])
        self.tabs.set_badge(AUTH, auth_title(self._context.auth_in_force(request.auth)))
        self.tabs.set_badge(DOCS, "•" if request.docs.strip() else "")
        self.tabs.set_badge(OPTIONS, str(count_set(request.options) or ""))
