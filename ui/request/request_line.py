"""The line that every request begins with: method, URL, Send and Save."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.model.field import Field
from app.model.request import Request
from app.model.url import path_rows, query_rows
from app.workspace.secret_fields import literal_secrets, looks_secret
from ui import theme
from ui.kit.button import TALL, PlainButton, PrimaryButton
from ui.kit.combo import MethodBox
from ui.kit.labels import ElidedLabel
from ui.kit.variable_edit import VariableEdit
from ui.request.context import EditorContext

_MARGIN: Final = 12
_GAP: Final = 8
_SEND_WIDTH: Final = 92
_URL_PADDING: Final = 11
_PREVIEW_SIZE: Final = 11


class RequestLine(QWidget):
    """Edits the method and the URL of a request.

    Signals:
        changed: the whole request after an edit; its parameter rows follow the URL.
        secret_wanted: a field within the URL whose literal is to go to the keyring: login or parameter.
    """

    changed = Signal(Request)
    send_requested = Signal()
    cancel_requested = Signal()
    save_requested = Signal()
    secret_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        self._path_values: dict[str, Field] = {}
        self._running: bool | None = None
        self.method = MethodBox("Method", self)
        self.url = VariableEdit("URL", "https://example.org/path or {{base_url}}/path", self)
        self.url.trims_paste = True
        self.url.steps_elsewhere = True
        self.offer = self.url.offer_secret(self._move_secrets, whole=False)
        self.send = PrimaryButton("Send", TALL, parent=self)
        self.save = PlainButton("Save", TALL, parent=self)
        self.save.setToolTip("Save the request (Ctrl+S)")
        self.preview = ElidedLabel("", "muted", self)
        self.preview.set_type(_PREVIEW_SIZE, mono=True)
        self.preview.setAccessibleName("On the wire")
        self._lay_out()
        self._connect()
        self.set_running(False)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _GAP)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for column, part in enumerate((self.method, self.url, self.send, self.save)):
            grid.addWidget(part, 0, column)
        grid.addWidget(self.preview, 1, 1, 1, 3)
        # The preview begins below the first letter of the URL.
        self.preview.setContentsMargins(_URL_PADDING, 0, 0, 0)
        self.url.set_height(TALL)
        self.send.setMinimumWidth(theme.scaled(_SEND_WIDTH))
        self.preview.hide()

    def _connect(self) -> None:
        self.method.method_changed.connect(lambda method: self._change(replace(self._request, method=method)))
        self.url.textEdited.connect(self._take_url)
        self.url.returnPressed.connect(self.send_requested)
        self.send.clicked.connect(self._press_send)
        self.save.clicked.connect(self.save_requested)

    def show_request(self, request: Request) -> None:
        """Show a request's method and URL."""
        self._request = request
        self._path_values.update((row.name, row) for row in request.path if row.value)
        if request.method != self.method.method():
            self.method.show_method(request.method)
        self.url.show_text(request.url)
        self.offer.show(looks_secret("", request.url))

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context.variables != self._context.variables:
            self.url.show_variables(context.known_variables())
        self._context = context

    def show_preview(self, text: str) -> None:
        """Show what goes on the wire below the URL, unless it is what the URL says anyway."""
        self.preview.setText(text)
        self.preview.setVisible(bool(text) and text != self._request.url)

    def set_running(self, running: bool) -> None:
        """While a request runs the button cancels it."""
        if running == self._running:
            return
        self._running = running
        self.send.show_words("Cancel" if running else "Send")
        self.send.setToolTip("Cancel the request (Esc)" if running else "Send the request (Ctrl+Enter)")

    def focus_url(self) -> None:
        """Let the next key go to the URL."""
        self.url.setFocus()
        self.url.selectAll()

    def focus_method(self) -> None:
        """Let the next key choose the method."""
        self.method.setFocus()
        self.method.showPopup()

    def _press_send(self) -> None:
        (self.cancel_requested if self._running else self.send_requested).emit()

    def _take_url(self, text: str) -> None:
        path = tuple(self._with_old_value(row) for row in path_rows(text, self._request.path))
        query = query_rows(text, self._request.query)
        self._change(replace(self._request, url=text, query=query, path=path))

    def _move_secrets(self) -> None:
        for found in literal_secrets(self._request):
            if found.field == "url" or found.field.startswith("query."):
                self.secret_wanted.emit(found.field)

    def _with_old_value(self, row: Field) -> Field:
        """A name that is typed again gets back the value that it had."""
        return row if row.value else self._path_values.get(row.name, row)

    def _change(self, request: Request) -> None:
        if request != self._request:
            self.show_request(request)
            self.changed.emit(request)
