"""The timeline: one block per hop with its phases on a common scale, their figures, and the connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from app.format import words
from app.http.server_timing import Metric, server_timing
from app.model.exchange import PHASES, Exchange
from ui import theme
from ui.kit import paint
from ui.kit.text_view_access import describe_painted_text
from ui.response.hop_words import (
    certificate_lines,
    connection_facts,
    figures,
    hop_in_words,
    metric_words,
    outcome,
)
from ui.response.waterfall import PHASE_NAMES, PHASE_SENTENCES, Bar, bars, paint_bar, span

_MARGIN: Final = 12
_LEGEND_TOP: Final = 6
_SCALE: Final = 20
_TITLE: Final = 24
_BAR: Final = 14
_LINE: Final = 20
_GAP: Final = 8
_BLOCK_GAP: Final = 20
_SWATCH: Final = 8
_STATUS_ROOM: Final = 12
_TICKS: Final = 4

_MIDDLE_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MIDDLE_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter
_ELIDE_MIDDLE: Final = Qt.TextElideMode.ElideMiddle
_TOOL_TIP: Final = QEvent.Type.ToolTip
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text at its place, perhaps with the swatch of a phase before it."""

    box: QRect
    text: str
    phase: str = ""
    token: str = "muted"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement of the server on a line of its own: the words, and its bar if it has a duration."""

    box: QRect
    text: str
    bar: QRectF | None


@dataclass(frozen=True, slots=True)
class Block:
    """Where everything of one hop is."""

    hop: Exchange
    title: QRect
    bar: QRect
    figures: tuple[Word, ...]
    measured: tuple[Measured, ...]
    facts: tuple[Word, ...]
    certificates: tuple[Word, ...]
    bottom: int


class TimelineView(QScrollArea):
    """A canvas as high as its hops, in a scroll area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas = TimelineCanvas()
        self.setWidget(self.canvas)

    def show_exchange(self, exchange: Exchange) -> None:
        """Show the phases of every hop of a send."""
        self.canvas.show_exchange(exchange)
        self.verticalScrollBar().setValue(0)


class TimelineCanvas(QWidget):
    """Paints the hops; the tooltip over a bar tells the phase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exchange: Exchange | None = None
        self._blocks: tuple[Block, ...] = ()
        self._legend: tuple[Word, ...] = ()
        self._scale_top = 0
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        describe_painted_text()

    def show_exchange(self, exchange: Exchange) -> None:
        """Paint this one from now on."""
        self._exchange = exchange
        self._arrange()

    def visible_text(self) -> str:
        """All figures as text, for screen readers and the clipboard."""
        return "\n".join(hop_in_words(hop) for hop in self._exchange.hops) if self._exchange else ""

    def phase_at(self, place: QPoint) -> Bar | None:
        """The phase whose bar is under a point."""
        if self._exchange is None:
            return None
        for bar in bars(self._exchange):
            if self._bar_box(bar).adjusted(-1, -4, 1, 4).contains(place):
                return bar
        return None

    def bar_of(self, hop: int) -> QRect:
        """The row in which the phases of a hop are painted."""
        return self._blocks[hop].bar

    def measured_of(self, hop: int) -> tuple[Measured, ...]:
        """What the server of a hop said of its time."""
        return self._blocks[hop].measured

    # Where things are

    def _arrange(self) -> None:
        self._legend = tuple(self._flow(tuple((PHASE_NAMES[phase], phase) for phase in PHASES), _LEGEND_TOP))
        self._scale_top = self._legend[-1].box.bottom() + 1
        top = self._scale_top + theme.scaled(_SCALE)
        blocks: list[Block] = []
        for hop in self._exchange.hops if self._exchange else ():
            blocks.append(self._block(hop, top))
            top = blocks[-1].bottom + theme.scaled(_BLOCK_GAP)
        self._blocks = tuple(blocks)
        self.setMinimumHeight(top)
        self.update()

    def _block(self, hop: Exchange, top: int) -> Block:
        width = self.width() - 2 * _MARGIN
        title = QRect(_MARGIN, top, width, theme.scaled(_TITLE))
        bar = QRect(_MARGIN, title.bottom() + 5, width, theme.scaled(_BAR))
        placed = tuple(self._flow(tuple(figures(hop)), bar.bottom() + 1 + _GAP))
        below = placed[-1].box.bottom() + 1 if placed else bar.bottom() + 1 + _GAP
        measured = tuple(self._measured(hop, below))
        below = measured[-1].box.bottom() + 1 if measured else below
        facts = tuple(self._flow(tuple((text, "") for text in connection_facts(hop)), below))
        below = facts[-1].box.bottom() + 1 if facts else below
        chain = tuple(self._certificates(hop, below))
        bottom = chain[-1].box.bottom() if chain else below - 1
        return Block(hop, title, bar, placed, measured, facts, chain, bottom)

    def _measured(self, hop: Exchange, top: int) -> Iterator[Measured]:
        """What the server says of its time, line by line; its bars stand where the wait for it ends."""
        line = theme.scaled(_LINE)
        for metric in server_timing(hop.response):
            text = f"Server: {metric_words(metric)}"
            box = QRect(_MARGIN, top, self.width() - 2 * _MARGIN, line)
            yield Measured(box, text, self._server_bar(metric, hop, box))
            top += line

    def _server_bar(self, metric: Metric, hop: Exchange, box: QRect) -> QRectF | None:
        """The place of a duration below the wait of its hop; none where it is longer than that wait."""
        assert self._exchange is not None
        wait = next((bar for bar in bars(self._exchange) if self._is_wait(bar, hop)), None)
        if wait is None or metric.duration is None or metric.duration > wait.length:
            return None
        scale = box.width() / span(self._exchange)
        width = max(1.0, metric.duration * scale)
        # Only the end is known: the first byte came when the server had done all this.
        return QRectF(_MARGIN + (wait.start + wait.length) * scale - width, box.bottom() - 2, width, 3)

    def _is_wait(self, bar: Bar, hop: Exchange) -> bool:
        assert self._exchange is not None
        return bar.phase == "wait" and self._exchange.hops[bar.hop] is hop

    def _certificates(self, hop: Exchange, top: int) -> Iterator[Word]:
        line = theme.scaled(_LINE)
        for text, token in certificate_lines(hop):
            yield Word(QRect(_MARGIN, top, self.width() - 2 * _MARGIN, line), text, "", token)
            top += line

    def _flow(self, texts: tuple[tuple[str, str], ...], top: int) -> Iterator[Word]:
        """Words one after the other, on as many lines as they need."""
        metrics = QFontMetrics(theme.ui_font(12))
        left, line = _MARGIN, theme.scaled(_LINE)
        for text, phase in texts:
            width = metrics.horizontalAdvance(text) + (_SWATCH + 6 if phase else 0)
            if left > _MARGIN and left + width > self.width() - _MARGIN:
                left, top = _MARGIN, top + line
            yield Word(QRect(left, top, width, line), text, phase)
            left += width + 2 * _GAP

    def _bar_box(self, bar: Bar) -> QRect:
        assert self._exchange is not None
        row = self._blocks[bar.hop].bar
        scale = row.width() / span(self._exchange)
        return QRectF(
            row.x() + bar.start * scale, row.y(), max(1.0, bar.length * scale), row.height()
        ).toRect()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        if self._exchange is None:
            return
        for word in self._legend:
            _paint_word(painter, word, "muted")
        self._paint_scale(painter)
        for block in self._blocks:
            self._paint_title(painter, block)
            paint.fill_box(painter, block.bar, theme.color("hover"), 3)
            self._paint_words(painter, block)
        for bar in bars(self._exchange):
            row = self._blocks[bar.hop].bar
            scale = row.width() / span(self._exchange)
            box = QRectF(row.x() + bar.start * scale, row.y(), bar.length * scale, row.height())
            paint_bar(painter, box, bar.phase)
        if self.hasFocus():
            paint.focus_ring(painter, self.visibleRegion().boundingRect().adjusted(2, 2, -2, -2))

    def _paint_scale(self, painter: QPainter) -> None:
        """Moments along the top, and a thin line down from each."""
        assert self._exchange is not None
        top, height = self._scale_top, theme.scaled(_SCALE)
        width, whole = self.width() - 2 * _MARGIN, span(self._exchange)
        painter.setFont(theme.ui_font(11))
        for tick in range(_TICKS + 1):
            x = _MARGIN + round(width * tick / _TICKS)
            painter.fillRect(x, top + height - 4, 1, 4, theme.color("border"))
            place, align = QRect(x - 60, top, 120, height - 4), _MIDDLE
            if tick == 0:
                place, align = QRect(_MARGIN, top, 120, height - 4), _MIDDLE_LEFT
            elif tick == _TICKS:
                place, align = QRect(x - 120, top, 120, height - 4), _MIDDLE_RIGHT
            painter.setPen(theme.color("muted"))
            painter.drawText(place, int(align), words.milliseconds(whole * tick / _TICKS))
        painter.fillRect(_MARGIN, top + height - 1, width, 1, theme.color("border"))

    def _paint_title(self, painter: QPainter, block: Block) -> None:
        hop, box = block.hop, block.title
        painter.setFont(theme.mono_font(11, theme.BOLD))
        method_width = painter.fontMetrics().horizontalAdvance(hop.request.method)
        painter.setPen(theme.method_color(hop.request.method))
        painter.drawText(box, int(_MIDDLE_LEFT), hop.request.method)
        ending, token = outcome(hop)
        painter.setFont(theme.ui_font(12, theme.SEMIBOLD))
        outcome_width = painter.fontMetrics().horizontalAdvance(ending)
        painter.setPen(theme.color(token))
        painter.drawText(box, int(_MIDDLE_RIGHT), ending)
        painter.setFont(theme.mono_font(12))
        room = box.adjusted(method_width + _GAP, 0, -outcome_width - _STATUS_ROOM, 0)
        url = painter.fontMetrics().elidedText(hop.request.url, _ELIDE_MIDDLE, room.width())
        painter.setPen(theme.color("text"))
        painter.drawText(room, int(_MIDDLE_LEFT), url)

    def _paint_words(self, painter: QPainter, block: Block) -> None:
        for word in block.figures:
            _paint_word(painter, word, "text")
        for word in block.facts:
            _paint_word(painter, word, "muted")
        for measured in block.measured:
            _paint_word(painter, Word(measured.box, measured.text), "muted")
            if measured.bar is not None:
                paint_bar(painter, measured.bar, "wait")
        for word in block.certificates:
            elided = painter.fontMetrics().elidedText(word.text, _ELIDE_MIDDLE, word.box.width())
            _paint_word(painter, Word(word.box, elided), word.token)

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == _TOOL_TIP and isinstance(event, QHelpEvent):
            bar = self.phase_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(bar) if bar else self._text_at(event.pos()), self)
            return True
        return super().event(event)

    def _tip(self, bar: Bar) -> str:
        assert self._exchange is not None
        share = bar.length / (self._exchange.hops[bar.hop].timing.total or bar.length or 1)
        took = words.milliseconds(bar.length)
        return (
            f"{PHASE_NAMES[bar.phase]}: {PHASE_SENTENCES.get(bar.phase, '')}\n{took}, {share:.0%} of this hop"
        )

    def _text_at(self, place: QPoint) -> str:
        for block in self._blocks:
            if block.title.contains(place):
                return block.hop.request.url
            for word in block.certificates:
                if word.box.contains(place):
                    return word.text
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())


def _paint_word(painter: QPainter, word: Word, token: str) -> None:
    box = word.box
    if word.phase:
        top = box.y() + (box.height() - _SWATCH) // 2
        paint_bar(painter, QRectF(box.x(), top, _SWATCH + 1, _SWATCH), word.phase)
        box = box.adjusted(_SWATCH + 6, 0, 4, 0)
    painter.setFont(theme.ui_font(12))
    painter.setPen(theme.color(token))
    painter.drawText(box.adjusted(0, 0, 4, 0), int(_MIDDLE_LEFT), word.text)
