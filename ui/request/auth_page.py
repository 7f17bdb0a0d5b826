"""The Auth tab: how the request proves who sends it; secrets go to the keyring, not into the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.model.auth import ApiKeyAuth, Auth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth
from app.model.request import Request
from ui import theme
from ui.kit.button import TALL, PlainButton
from ui.kit.combo import ComboBox
from ui.kit.labels import Label
from ui.kit.secret_edit import SecretEdit
from ui.kit.variable_edit import VariableEdit
from ui.request.auth_words import auth_title
from ui.request.context import EditorContext

_MARGIN: Final = 12
_GAP: Final = 8
_AS_WIDE_AS_WORDS: Final = QComboBox.SizeAdjustPolicy.AdjustToContents
_LABEL_WIDTH: Final = 92
_SCHEMES: Final[tuple[Auth, ...]] = (InheritAuth(), NoAuth(), BasicAuth(), BearerAuth(), ApiKeyAuth())
_TITLES: Final = ("Inherit", "None", "Basic", "Bearer token", "API key")
_TOP: Final = Qt.AlignmentFlag.AlignTop
_TOP_LEFT: Final = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class AuthPage(QWidget):
    """Edits ``Request.auth``.

    Signals:
        changed: the request; it never holds a secret that was typed, unless the user wants it there.
        secret_entered: the field of the auth value and the literal that is to go to the keyring.
        settings_wanted: the path of the folder whose auth is inherited, empty for the collection.
        plain_secret_wanted: the field whose secret the user wants as plain text in the file.
    """

    changed = Signal(Request)
    secret_entered = Signal(str, str)
    plain_secret_wanted = Signal(str)
    settings_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        self._schemes: tuple[Auth, ...] = _SCHEMES
        self.kind = ComboBox("Kind of auth", _TITLES, self)
        self.stack = QStackedWidget(self)
        self._words_page, self._basic_page, self._bearer_page, self._key_page = (
            QWidget(self.stack) for _ in range(4)
        )
        self.sentence = Label("", "muted", self._words_page)
        self.giver = PlainButton("", parent=self._words_page)
        self.username = VariableEdit("Username", "Username", self._basic_page)
        self.password = SecretEdit("Password", self._basic_page)
        self.token = SecretEdit("Token", self._bearer_page)
        self.key = VariableEdit("Key", "X-API-Key", self._key_page)
        self.value = SecretEdit("Value", self._key_page)
        self.placement = ComboBox("Where the key goes", ("Header", "Query parameter"), self._key_page)
        self._lay_out()
        self._connect()
        self._show_auth(self._request.auth)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        self.kind.setSizeAdjustPolicy(_AS_WIDE_AS_WORDS)
        bar.addWidget(self.kind)
        bar.addStretch(1)
        self.placement.set_height(TALL)
        self.username.set_height(TALL)
        self.key.set_height(TALL)
        self.sentence.setWordWrap(True)
        _fill(self._words_page, (("", self.sentence), ("", self.giver)))
        _fill(self._basic_page, (("Username", self.username), ("Password", self.password)))
        _fill(self._bearer_page, (("Token", self.token),))
        _fill(self._key_page, (("Key", self.key), ("Value", self.value), ("Send as", self.placement)))
        for page in (self._words_page, self._basic_page, self._bearer_page, self._key_page):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.kind.activated.connect(self._switch)
        self.giver.clicked.connect(lambda _checked: self._ask_for_settings())
        self.username.textEdited.connect(lambda text: self._put("username", text))
        self.key.textEdited.connect(lambda text: self._put("key", text))
        self.placement.activated.connect(lambda at: self._put("placement", "query" if at else "header"))
        for field, edit in self._secrets().items():
            edit.changed.connect(lambda text, field=field: self._put(field, text))
            edit.secret_entered.connect(lambda text, field=field: self.secret_entered.emit(field, text))
            edit.plain_wanted.connect(lambda field=field: self.plain_secret_wanted.emit(field))

    def _secrets(self) -> dict[str, SecretEdit]:
        return {"password": self.password, "token": self.token, "value": self.value}

    def show_request(self, request: Request) -> None:
        """Show the auth of a request."""
        self._request = request
        self._show_auth(request.auth)

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context.variables != self._context.variables:
            variables = context.known_variables()
            for edit in (self.username, self.key):
                edit.show_variables(variables)
            for secret in self._secrets().values():
                secret.show_variables(variables)
        self._context = context
        self._show_auth(self._request.auth)

    def commit(self) -> None:
        """Hand over the secret that is still being typed."""
        for edit in self._secrets().values():
            if edit.parentWidget() is self.stack.currentWidget():
                edit.commit()

    def _show_auth(self, auth: Auth) -> None:
        self._show_kind(auth)
        match auth:
            case BasicAuth(username=username, password=password):
                self.username.show_text(username)
                self.password.show_value(password)
                self._show_page(self._basic_page, self.username)
            case BearerAuth(token=token):
                self.token.show_value(token)
                self._show_page(self._bearer_page, self.token)
            case ApiKeyAuth(key=key, value=value, placement=placement):
                self.key.show_text(key)
                self.value.show_value(value)
                self.placement.setCurrentIndex(1 if placement == "query" else 0)
                self._show_page(self._key_page, self.key)
            case _:
                self.sentence.setText(self._words(auth))
                giver = self._context.auth_giver if isinstance(auth, InheritAuth) else None
                self.giver.show_words(f"Settings of {giver.words}" if giver else "")
                self.giver.setVisible(giver is not None)
                self._show_page(self._words_page, self.kind)

    def _ask_for_settings(self) -> None:
        if self._context.auth_giver is not None:
            self.settings_wanted.emit(self._context.auth_giver.folder)

    def _show_page(self, page: QWidget, first: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.first = first

    def _words(self, auth: Auth) -> str:
        match auth:
            case InheritAuth():
                return self._context.inherited_words()
            case OtherAuth():
                return f"{auth_title(auth)} is kept in the file, and cannot be applied yet."
        return "Nothing is added to the request."

    def _show_kind(self, auth: Auth) -> None:
        """Select the kind; what was typed for the others waits in the list of schemes."""
        place = next((at for at, held in enumerate(self._schemes) if type(held) is type(auth)), None)
        if place is None:
            self._schemes = (*_SCHEMES, auth)
            place = len(_SCHEMES)
        self._schemes = tuple(auth if at == place else held for at, held in enumerate(self._schemes))
        others = [auth_title(held) for held in self._schemes[len(_SCHEMES) :]]
        if self.kind.count() != len(self._schemes):
            self.kind.show_items((*_TITLES, *others), place)
        self.kind.setCurrentIndex(place)

    def _switch(self, index: int) -> None:
        if type(self._schemes[index]) is not type(self._request.auth):
            self._change(self._schemes[index])

    def _put(self, field: str, text: str) -> None:
        auth = self._request.auth
        # An editor may lose the focus, and tell its text, after the scheme was switched.
        if hasattr(auth, field):
            changes: dict[str, Any] = {field: text}
            self._change(replace(auth, **changes))

    def _change(self, auth: Auth) -> None:
        if auth == self._request.auth:
            return
        self._request = replace(self._request, auth=auth)
        self._show_auth(auth)
        self.changed.emit(self._request)


def _fill(page: QWidget, rows: tuple[tuple[str, QWidget], ...]) -> None:
    """Words on the left, fields of one height on the right."""
    grid = QGridLayout(page)
    grid.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for row, (words, edit) in enumerate(rows):
        if isinstance(edit, Label | PlainButton):
            # A button is as wide as its words.
            grid.addWidget(edit, row, 0, 1, 2, _TOP if isinstance(edit, Label) else _TOP_LEFT)
            continue
        grid.setColumnMinimumWidth(0, theme.scaled(_LABEL_WIDTH))
        grid.addWidget(Label(words, "muted", page), row, 0)
        grid.addWidget(edit, row, 1)
    grid.setRowStretch(len(rows), 1)
