"""Where the time went, as bars: the geometry that the timeline and the strip of the status bar share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.format import words
from app.model.exchange import Exchange, Phase
from ui import theme
from ui.kit import paint

PHASE_NAMES: Final[dict[str, str]] = {
    "prepare": "Prepare",
    "blocked": "Blocked",
    "dns": "DNS",
    "connect": "TCP",
    "tls": "TLS",
    "send": "Send",
    "wait": "Wait",
    "receive": "Download",
}
PHASE_SENTENCES: Final[dict[str, str]] = {
    "blocked": "waiting for a free connection",
    "dns": "looking up the host's name",
    "connect": "opening the connection",
    "tls": "agreeing on encryption",
    "send": "sending the request",
    "wait": "waiting for the first byte",
    "receive": "receiving the response",
}
_STRIP: Final = QSize(220, 20)
_STRIP_BAR: Final = 8
_LEAST: Final = 1.0  # pixels; a phase that happened can be seen
_FIXED: Final = QSizePolicy.Policy.Fixed
_NO_PEN: Final = Qt.PenStyle.NoPen
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush


@dataclass(frozen=True, slots=True)
class Bar:
    """One phase of one hop: when it began after the start of the send, and how long it took, in ms."""

    hop: int
    phase: Phase
    start: float
    length: float


def bars(exchange: Exchange) -> Iterator[Bar]:
    """The phases of all hops, one after the other in time."""
    begun = 0.0
    for index, hop in enumerate(exchange.hops):
        start = begun
        for phase, length in hop.timing.phases():
            yield Bar(index, phase, start, length)
            start += length
        begun += max(hop.timing.total, start - begun)


def span(exchange: Exchange) -> float:
    """How many ms the whole scale covers; never 0."""
    ends = [bar.start + bar.length for bar in bars(exchange)]
    return max([exchange.total, *ends, 0.001])


class WaterfallStrip(QWidget):
    """All phases of a send in one thin bar, for the status bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self.setSizePolicy(_FIXED, _FIXED)
        self.setAccessibleName("Waterfall")

    def show_exchange(self, exchange: Exchange | None) -> None:
        """Show the phases of an exchange, or nothing."""
        self._exchange = exchange
        self.setToolTip(phases_in_words(exchange) if exchange else "")
        self.setAccessibleDescription(self.toolTip())
        self.update()

    def sizeHint(self) -> QSize:
        return _STRIP

    def minimumSizeHint(self) -> QSize:
        return _STRIP

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._exchange is None:
            return
        painter = paint.start(QPainter(self))
        scale = self.width() / span(self._exchange)
        top = (self.height() - _STRIP_BAR) / 2
        for bar in bars(self._exchange):
            paint_bar(painter, QRectF(bar.start * scale, top, bar.length * scale, _STRIP_BAR), bar.phase)


def paint_bar(painter: QPainter, box: QRectF, phase: str) -> None:
    """Paint one phase; neighbours stay apart by a pixel where there is room for it."""
    width = max(_LEAST, box.width() - (1 if box.width() > 3 else 0))
    radius = 2 if width > 4 else 0
    place = QRectF(box.x(), box.y(), width, box.height())
    if phase == "blocked" and width > 4:
        # Nothing happens while a request is blocked: an empty box, which also tells it from the grey of DNS.
        painter.setPen(theme.phase_color(phase))
        painter.setBrush(_NO_BRUSH)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        return
    painter.setPen(_NO_PEN)
    painter.setBrush(theme.phase_color(phase))
    painter.drawRoundedRect(place, radius, radius)


def phases_in_words(exchange: Exchange) -> str:
    """The phases with their figures, all hops added: "DNS 6 ms · TCP 12 ms · Wait 70 ms"."""
    sums: dict[str, float] = {}
    for bar in bars(exchange):
        sums[bar.phase] = sums.get(bar.phase, 0.0) + bar.length
    return " · ".join(f"{PHASE_NAMES[phase]} {words.milliseconds(ms)}" for phase, ms in sums.items())
