"""The headers, received and sent, exactly as they crossed the wire: their order and duplicates kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.format import words
from app.model.exchange import Exchange
from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel
from ui.kit.tabs import Segments
from ui.response.value_table import ValueTable, indented

RECEIVED: Final = 0
SENT: Final = 1


class HeadersView(QWidget):
    """A table of one of the two, with a switch between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self.segments = Segments(("Received", "Sent"), "Headers")
        self.segments.current_changed.connect(self._show)
        self._summary = ElidedLabel("", "muted")
        self._summary.set_type(12)
        self.table = ValueTable("Headers", ("Name", "Value"), 1)
        copy = IconButton("copy", "Copy all headers", "Copy all headers")
        copy.clicked.connect(self.table.copy_all)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self.segments)
        row.addWidget(self._summary, 1)
        row.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(indented(self.table), 1)

    def show_exchange(self, exchange: Exchange) -> None:
        """Show the headers of an exchange; of one without a response, those that were sent."""
        missing, self._exchange = self._no_response(), exchange
        if exchange.response is None:
            self.segments.set_current(SENT)
        elif missing:
            self.segments.set_current(RECEIVED)
        self._show(self.segments.current)

    def summary(self) -> str:
        """The first line of the request or the response."""
        return self._summary.text()

    def _no_response(self) -> bool:
        return self._exchange is not None and self._exchange.response is None

    def _show(self, which: int) -> None:
        if self._exchange is None:
            return
        response, request = self._exchange.response, self._exchange.request
        if which == SENT:
            self.table.show_rows(request.headers)
            line = f"{request.method} {request.target or request.url} {request.http_version}"
            self._summary.setText(line.strip())
        elif response is None:
            self.table.show_rows(())
            self._summary.setText("No response came.")
        else:
            self.table.show_rows(response.headers)
            size = f" · {words.size(response.header_size)}" if response.header_size else ""
            reason = response.reason or words.status(response.status)
            line = f"{response.http_version} {response.status} {reason}".strip()
            self._summary.setText(line + size)
