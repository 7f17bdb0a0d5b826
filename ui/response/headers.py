"""The headers, received and sent, exactly as they crossed the wire: their order and duplicates kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.format import words
from app.format.header_notes import NOT_SENT, NotedHeader, noted
from app.model.exchange import Exchange, Response
from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel
from ui.kit.tabs import Segments
from ui.response.value_table import ValueTable, indented

RECEIVED: Final = 0
SENT: Final = 1
TRAILER: Final = "trailer"

_NOTE: Final = 2


class HeaderTable(ValueTable):
    """Header lines, and what is to be said of them where anything is."""

    def show_lines(self, lines: tuple[NotedHeader, ...]) -> None:
        """Show these lines; the notes have a column only when there are any."""
        self.setColumnHidden(_NOTE, not any(line.note for line in lines))
        self.show_rows(tuple((line.name, line.value, line.note) for line in lines))

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Names and values as they are shown."""
        return tuple((row[0], row[1]) for row in self.rows())

    def copy_all(self) -> None:
        """Put every line on the clipboard as it crossed the wire, without its note."""
        rows = (row for row in self.rows() if row[_NOTE] != NOT_SENT)
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value, _ in rows))


def sent_lines(exchange: Exchange) -> tuple[NotedHeader, ...]:
    """The header lines that went out, against those that were typed."""
    request = exchange.request
    if not request.headers:
        return ()
    return noted(request.typed, request.headers)


def received_lines(response: Response) -> tuple[NotedHeader, ...]:
    """The header lines of all that came: of the 1xx answers, of the final one, and the trailers."""
    early = [
        NotedHeader(name, value, f"{each.status} {words.status(each.status)}")
        for each in response.interim
        for name, value in each.headers
    ]
    own = [NotedHeader(*line) for line in response.headers]
    late = [NotedHeader(*line, TRAILER) for line in response.trailers]
    return (*early, *own, *late)


class HeadersView(QWidget):
    """A table of one of the two, with a switch between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self.segments = Segments(("Received", "Sent"), "Headers", self)
        self.segments.current_changed.connect(self._show)
        self._summary = ElidedLabel("", "muted")
        self._summary.set_type(12)
        copy = IconButton("copy", "Copy all headers", "Copy all headers", self)
        self.table = HeaderTable("Headers", ("Name", "Value", "Note"), 1, self)
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
            self.table.show_lines(sent_lines(self._exchange))
            line = f"{request.method} {request.target or request.url} {request.http_version}"
            self._summary.setText(line.strip())
        elif response is None:
            self.table.show_lines(())
            self._summary.setText("No response came.")
        else:
            self.table.show_lines(received_lines(response))
            size = f" · {words.size(response.header_size)}" if response.header_size else ""
            reason = response.reason or words.status(response.status)
            line = f"{response.http_version} {response.status} {reason}".strip()
            self._summary.setText(line + size)
