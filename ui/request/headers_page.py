"""The Headers tab: typed headers, and below them inherited and automatic ones, which can be switched off."""

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
        settings_wanted: the path of the folder that gives a header, empty for the collection.
        secret_wanted: the field whose literal is to go to the keyring.
    """

    changed = Signal(Request)
    settings_wanted = Signal(str)
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
        self.table.giver_wanted.connect(self.settings_wanted)
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
        given = next((row for row, _ in self._context.inherited if row.name.lower() == name.lower()), None)
        if given is not None:
            own = tuple(row for row in self._request.headers if row.name.lower() != name.lower())
            # A row of its own that is off keeps an inherited header away.
            headers = own if on else (*own, replace(given, enabled=False))
            self._change(replace(self._request, headers=headers))
            return
        others = tuple(other for other in self._request.omitted if other != name.lower())
        omitted = others if on else (*others, name.lower())
        self._change(replace(self._request, omitted=omitted))

    def _change(self, request: Request) -> None:
        self.show_request(request)
        self.changed.emit(request)


def automatic_rows(request: Request, context: EditorContext) -> tuple[Automatic, ...]:
    """The headers that are there without being typed: inherited ones, also those that a typed one of the
    same name replaces, and automatic ones, which it takes the place of."""
    typed = {row.name.lower() for row in request.headers if row.enabled}
    rows = [Automatic(*given, enabled=given[0].lower() not in request.omitted) for given in context.automatic]
    listed = {row.name.lower() for row in rows}
    rows += [
        Automatic(name.title(), "", "It would be sent automatically.", enabled=False)
        for name in request.omitted
        if name not in listed
    ]
    return (*_inherited_rows(request, context), *(row for row in rows if row.name.lower() not in typed))


def _inherited_rows(request: Request, context: EditorContext) -> list[Automatic]:
    own = {row.name.lower(): row.enabled for row in request.headers}
    rows = []
    for row, giver in context.inherited:
        replaced = own.get(row.name.lower())
        ending = {None: "", True: ", replaced above", False: ", switched off above"}[replaced]
        source = f"From {giver.words}{ending}. Click to open its settings."
        note = f"from {giver.words}{ending}"
        rows.append(Automatic(row.name, row.value, source, replaced is None, note, giver.folder))
    return rows


def count_sent(request: Request, context: EditorContext) -> int:
    """How many headers will be sent."""
    typed = sum(row.enabled and bool(row.name) for row in request.headers)
    return typed + sum(row.enabled for row in automatic_rows(request, context))
