"""The Headers tab: typed headers, and below them the automatic ones, each of which can be switched off."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.request import Request
from ui.kit.field_table import FieldTable, FieldTableOptions
from ui.kit.field_table_model import Automatic
from ui.request.context import EditorContext
from ui.request.header_words import HEADER_NAMES, header_values
from ui.request.secret_rows import row_looks_secret


class HeadersPage(QWidget):
    """Edits ``Request.headers`` and ``Request.omitted``.

    Signals:
        changed: the request.
        secret_wanted: the field whose literal is to go to the keyring.
    """

    changed = Signal(Request)
    secret_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        options = FieldTableOptions(
            title="Header",
            add_text="Add header",
            names=HEADER_NAMES,
            values=header_values,
            secret=row_looks_secret,
        )
        self.table = FieldTable("Headers", options, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.first = self.table
        self.table.changed.connect(lambda rows: self._change(replace(self._request, headers=rows)))
        self.table.switched.connect(self._switch)
        self.table.secret_wanted.connect(lambda place: self.secret_wanted.emit(f"headers.{place}"))

    def show_request(self, request: Request) -> None:
        """Show the headers of a request."""
        self._request = request
        self.table.show_fields(request.headers, automatic_rows(self._request, self._context))

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context.variables != self._context.variables:
            self.table.show_variables(context.known_variables())
        self._context = context
        self.table.show_fields(self._request.headers, automatic_rows(self._request, self._context))

    def _switch(self, name: str, on: bool) -> None:
        others = tuple(other for other in self._request.omitted if other != name.lower())
        omitted = others if on else (*others, name.lower())
        self._change(replace(self._request, omitted=omitted))

    def _change(self, request: Request) -> None:
        self.show_request(request)
        self.changed.emit(request)


def automatic_rows(request: Request, context: EditorContext) -> tuple[Automatic, ...]:
    """The headers that are there without being typed; a typed one of the same name replaces one."""
    typed = {row.name.lower() for row in request.headers if row.enabled}
    rows = [Automatic(*given, enabled=given[0].lower() not in request.omitted) for given in context.automatic]
    listed = {row.name.lower() for row in rows}
    rows += [
        Automatic(name.title(), "", "It would be sent automatically.", enabled=False)
        for name in request.omitted
        if name not in listed
    ]
    return tuple(row for row in rows if row.name.lower() not in typed)


def count_sent(request: Request, context: EditorContext) -> int:
    """How many headers will be sent."""
    typed = sum(row.enabled and bool(row.name) for row in request.headers)
    return typed + sum(row.enabled for row in automatic_rows(request, context))
