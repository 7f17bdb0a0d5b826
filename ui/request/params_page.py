"""The Params tab: the values of ``:name`` segments, and the query as a table that follows the URL."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.field import Field
from app.model.request import Request
from app.model.url import with_query_rows
from ui import theme
from ui.kit.field_table import FieldTable, FieldTableOptions
from ui.request.context import EditorContext
from ui.request.secret_rows import row_looks_secret

_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_LONGEST_PATH_TABLE: Final = 5 * 30 + 28  # pixels; more rows scroll


class ParamsPage(QWidget):
    """Both kinds of parameters.

    Signals:
        changed: the request with rows and URL in step.
        secret_wanted: the field whose literal is to go to the keyring.
    """

    changed = Signal(Request)
    secret_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._context = EditorContext()
        fixed = FieldTableOptions(title="Path", fixed=True, secret=row_looks_secret)
        free = FieldTableOptions(title="Query", add_text="Add parameter", secret=row_looks_secret)
        self.path = FieldTable("Path parameters", fixed, self)
        self.query = FieldTable("Query parameters", free, self)
        self.first = self.query
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.path)
        column.addWidget(self.query, 1)
        self.path.changed.connect(self._take_path)
        self.query.changed.connect(self._take_query)
        self.path.secret_wanted.connect(lambda place: self.secret_wanted.emit(f"path.{place}"))
        self.query.secret_wanted.connect(lambda place: self.secret_wanted.emit(f"query.{place}"))

    def show_request(self, request: Request) -> None:
        """Show the parameters of a request."""
        self._request = request
        self.query.show_fields(request.query)
        self.path.show_fields(request.path)
        if any(row.description for row in (*request.query, *request.path)):
            for table in (self.query, self.path):
                table.set_description_shown(True)
        self.path.setVisible(bool(request.path))
        self.first = self.path if request.path else self.query
        self._size_path_table()

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context.variables != self._context.variables:
            for table in (self.path, self.query):
                table.show_variables(context.known_variables())
        self._context = context

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._size_path_table()

    def _size_path_table(self) -> None:
        longest = theme.scaled(_LONGEST_PATH_TABLE)
        self.path.setFixedHeight(min(self.path.view.content_height(), longest))

    def _take_query(self, rows: tuple[Field, ...]) -> None:
        url = with_query_rows(self._request.url, rows)
        self._change(replace(self._request, query=rows, url=url))

    def _take_path(self, rows: tuple[Field, ...]) -> None:
        self._change(replace(self._request, path=rows))

    def _change(self, request: Request) -> None:
        self._request = request
        self.changed.emit(request)
