"""The responses that the same request brought before: step back, step forth, or choose one from a list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.format import words
from app.model.exchange import Exchange
from ui.kit.button import IconButton, PlainButton

_CLOSE_DELETES: Final = Qt.WidgetAttribute.WA_DeleteOnClose


class EarlierPicker(QWidget):
    """``‹ 3 of 5 ›``; hidden while there is only one. ``chosen`` carries the number, from 0, the oldest."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchanges: tuple[Exchange, ...] = ()
        self._place = 0
        self.back = IconButton("chevron-left", "Earlier response", "Earlier response (Alt+Left)")
        self.forth = IconButton("chevron-right", "Later response", "Later response (Alt+Right)")
        self.list = PlainButton("1 of 1")
        self.list.setToolTip("The responses to this request since it was opened")
        self.back.clicked.connect(lambda: self.step(-1))
        self.forth.clicked.connect(lambda: self.step(1))
        self.list.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.back, self.list, self.forth):
            row.addWidget(button)
        self.hide()

    def show_exchanges(self, exchanges: tuple[Exchange, ...], place: int) -> None:
        """Offer these, the oldest first, of which the one with the number ``place`` is shown."""
        self._exchanges, self._place = exchanges, place
        self.setVisible(len(exchanges) > 1)
        if len(exchanges) > 1:
            self.list.show_words(f"{place + 1} of {len(exchanges)}")
            self.list.setAccessibleName(f"Response {place + 1} of {len(exchanges)}")
            self.back.setEnabled(place > 0)
            self.forth.setEnabled(place + 1 < len(exchanges))

    def step(self, by: int) -> None:
        """Choose the one so many places later; beyond the ends nothing happens."""
        if 0 <= self._place + by < len(self._exchanges):
            self.chosen.emit(self._place + by)

    def menu(self) -> QMenu:
        """The list, the newest first, with a tick at the one that is shown."""
        menu = QMenu(self)
        menu.setAttribute(_CLOSE_DELETES)
        for place in reversed(range(len(self._exchanges))):
            action = QAction(exchange_words(self._exchanges[place]), menu)
            action.setCheckable(True)
            action.setChecked(place == self._place)
            action.triggered.connect(lambda _checked=False, at=place: self.chosen.emit(at))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.list.mapToGlobal(QPoint(0, self.list.height())))


def exchange_words(exchange: Exchange) -> str:
    """An exchange in a line: "14:03:22 · 200 OK · 144 ms · 46 B"."""
    response = exchange.response
    facts = [f"{exchange.started:%H:%M:%S}"]
    if response is not None:
        facts.append(f"{response.status} {response.reason or words.status(response.status)}".strip())
    elif exchange.failure is not None:
        facts.append(exchange.failure.title.rstrip("."))
    if exchange.total:
        facts.append(words.milliseconds(exchange.total))
    if response is not None:
        facts.append(words.size(response.body.size))
    if response is not None and not response.body.complete:
        facts.append("incomplete")
    return " · ".join(facts)
