"""The bar at the bottom: where the collection is, how the connection was, and where the time went."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.format.words import milliseconds
from app.model.exchange import Exchange
from ui import theme
from ui.kit.labels import ElidedLabel, label
from ui.response.waterfall import WaterfallStrip

HEIGHT: Final = 26

_STYLE_CHANGE: Final = QEvent.Type.StyleChange

SHORT_NAMES: Final = {"connect": "TCP", "dns": "DNS", "tls": "TLS", "receive": "download"}


class StatusBar(QFrame):
    """Figures of the shown exchange; empty fields take no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self._folder = ElidedLabel("", "muted")
        self._folder.set_type(12)
        self._security = label("", "muted", 12)
        self._phases = label("", "muted", 11)
        self._strip = WaterfallStrip()
        self._total = label("", "text", 12, theme.MEDIUM)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        row.addWidget(self._folder, 1)
        row.addWidget(self._security)
        for widget in (self._phases, self._strip, self._total):
            row.addWidget(widget)
        self.show_exchange(None)

    def show_folder(self, folder: str) -> None:
        """Show the folder of the collection."""
        self._folder.setText(folder)

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Show the phases of an exchange in words and as a strip, all hops added."""
        for widget in (self._security, self._phases, self._strip, self._total):
            widget.setVisible(exchange is not None and exchange.total > 0)
        if exchange is None:
            return
        self._security.setText(security_words(exchange))
        self._phases.setText(phase_words(exchange))
        self._strip.show_exchange(exchange)
        self._total.setText(milliseconds(exchange.total))

    def resizeEvent(self, _event: object) -> None:
        wide = self.width() >= 900
        self._phases.setMaximumWidth(16777215 if wide else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self.setFixedHeight(theme.scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))


def security_words(exchange: Exchange) -> str:
    """How the connection was protected."""
    connection = exchange.connection
    if not connection.tls_version:
        return "" if exchange.failure else "Not encrypted"
    return f"{connection.tls_version} {'not verified' if connection.verified is False else 'verified'}"


def phase_words(exchange: Exchange) -> str:
    """The phases with their figures, all hops added: ``DNS 6 · TCP 12 · wait 70 ms``."""
    sums: dict[str, float] = {}
    for hop in exchange.hops:
        for phase, ms in hop.timing.phases():
            sums[phase] = sums.get(phase, 0.0) + ms
    shown = [
        f"{SHORT_NAMES.get(phase, phase)} {ms:.1f}".removesuffix(".0")
        for phase, ms in sums.items()
        if ms >= 0.05
    ]
    return " · ".join(shown) + " ms" if shown else ""
