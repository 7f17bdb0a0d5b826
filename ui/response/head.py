"""The head of the response pane: status, time, sizes and version, and what can be done with the body."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.format import words
from app.http.redirects import is_downgrade
from app.model.exchange import Exchange, Response
from ui import theme
from ui.kit.button import IconButton
from ui.kit.pill import Pill
from ui.response.earlier import EarlierPicker
from ui.response.facts import Facts

_HEIGHT: Final = 36  # pixels, as high as the tabs of the request beside it
_STATUS_ICONS: Final = {
    1: "info",
    2: "circle-check",
    3: "arrow-right",
    4: "triangle-alert",
    5: "circle-x",
}
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class ResponseHead(QWidget):
    """Pill, figures and buttons. Its signals say which button was pressed; ``menu_requested`` also where a
    menu of everything that can be done with the response has its place."""

    copy_requested = Signal()
    save_requested = Signal()
    find_requested = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill = Pill()
        self.facts = Facts("Response")
        self.earlier = EarlierPicker()
        self.copy = IconButton("copy", "Copy the body", "Copy the body")
        self.save = IconButton("download", "Save the body", "Save the body to a file")
        self._find = IconButton("search", "Find in the body", "Find in the body (Ctrl+F)")
        self.more = IconButton("more", "More about the response", "Open, copy as, examples…")
        self.more.clicked.connect(
            lambda: self.menu_requested.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.copy.clicked.connect(self.copy_requested)
        self.save.clicked.connect(self.save_requested)
        self._find.clicked.connect(self.find_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.pill)
        row.addSpacing(4)
        row.addWidget(self.facts, 1)
        for widget in (self.earlier, self.copy, self.save, self._find, self.more):
            row.addWidget(widget)
        self.setFixedHeight(theme.scaled(_HEIGHT))

    def show_exchange(self, exchange: Exchange) -> None:
        """Show what came of a send."""
        response = exchange.response
        if exchange.failure is not None and response is None:
            title = "Cancelled" if exchange.failure.kind == "cancelled" else "Failed"
            self.pill.show_status(title, "red", "danger_back", "circle-x")
        elif response is not None:
            self._show_status(response)
        self.facts.show_facts(_facts_of(exchange))

    def show_arriving(self, exchange: Exchange, elapsed: float) -> None:
        """Show what is known of a response whose body is still on its way, after so many ms."""
        if exchange.response is not None:
            self._show_status(exchange.response)
            size = words.size(exchange.response.body.size)
            time = f"{elapsed / 1000:.1f} s" if elapsed < 60_000 else words.milliseconds(elapsed)
            self.facts.show_facts((time, size, exchange.response.http_version))
        self.show_actions(False, False)

    def show_actions(self, has_body: bool, has_text: bool) -> None:
        """Offer what makes sense: nothing to save without a body, nothing to copy without text."""
        self.save.setEnabled(has_body)
        self.copy.setEnabled(has_text)
        self._find.setEnabled(has_text)

    def _show_status(self, response: Response) -> None:
        reason = response.reason or words.status(response.status)
        token = theme.status_token(response.status)
        icon = _STATUS_ICONS.get(response.status // 100, "info")
        back = theme.status_back_token(response.status)
        self.pill.show_status(f"{response.status} {reason}".strip(), token, back, icon)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self.setFixedHeight(theme.scaled(_HEIGHT))


def _facts_of(exchange: Exchange) -> tuple[str, ...]:
    facts = [words.milliseconds(exchange.total)] if exchange.total else []
    if exchange.response is not None:
        facts += [*size_words(exchange.response), exchange.response.http_version]
    if exchange.history:
        facts.append(words.count(len(exchange.history), "redirect"))
    if is_downgrade(exchange):
        facts.append("went on unencrypted")
    return tuple(fact for fact in facts if fact)


def size_words(response: Response) -> tuple[str, ...]:
    """The size on the wire, and the decoded one where the body came compressed."""
    if response.wire_size and response.wire_size != response.body.size:
        return words.size(response.wire_size), f"{words.size(response.body.size)} decoded"
    return (words.size(response.body.size),)
