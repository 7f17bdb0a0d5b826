"""The timeline: one block per hop with its phases on a common scale, their figures, and the connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from app.format import words
from app.model.exchange import PHASES, Connection, Exchange
from ui import theme
from ui.kit import paint
from ui.kit.text_view_access import describe_painted_text
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


@dataclass(frozen=True, slots=True)
class Block:
    """Where everything of one hop is."""

    hop: Exchange
    title: QRect
    bar: QRect
    figures: tuple[Word, ...]
    facts: tuple[Word, ...]
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
        placed = tuple(self._flow(tuple(_figures(hop)), bar.bottom() + 1 + _GAP))
        below = placed[-1].box.bottom() + 1 if placed else bar.bottom() + 1 + _GAP
        facts = tuple(self._flow(tuple((text, "") for text in connection_facts(hop)), below))
        return Block(hop, title, bar, placed, facts, facts[-1].box.bottom() if facts else below)

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
        outcome, token = _outcome(hop)
        painter.setFont(theme.ui_font(12, theme.SEMIBOLD))
        outcome_width = painter.fontMetrics().horizontalAdvance(outcome)
        painter.setPen(theme.color(token))
        painter.drawText(box, int(_MIDDLE_RIGHT), outcome)
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

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == _TOOL_TIP and isinstance(event, QHelpEvent):
            bar = self.phase_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(bar) if bar else self._url_at(event.pos()), self)
            return True
        return super().event(event)

    def _tip(self, bar: Bar) -> str:
        assert self._exchange is not None
        share = bar.length / (self._exchange.hops[bar.hop].timing.total or bar.length or 1)
        took = words.milliseconds(bar.length)
        return (
            f"{PHASE_NAMES[bar.phase]}: {PHASE_SENTENCES.get(bar.phase, '')}\n{took}, {share:.0%} of this hop"
        )

    def _url_at(self, place: QPoint) -> str:
        return next((block.hop.request.url for block in self._blocks if block.title.contains(place)), "")

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


def _figures(hop: Exchange) -> Iterator[tuple[str, str]]:
    for phase, ms in hop.timing.phases():
        yield f"{PHASE_NAMES[phase]} {words.milliseconds(ms)}", phase


def _outcome(hop: Exchange) -> tuple[str, str]:
    """The status or the failure of a hop with its time, and the token of its colour."""
    took = words.milliseconds(hop.timing.total)
    if hop.response is None:
        return f"Failed · {took}", "red"
    name = hop.response.reason or words.status(hop.response.status)
    return f"{hop.response.status} {name} · {took}", theme.status_token(hop.response.status)


def connection_facts(hop: Exchange) -> tuple[str, ...]:
    """What is known of the connection that carried a hop, each fact a few words."""
    connection = hop.connection
    version = hop.response.http_version if hop.response else hop.request.http_version
    facts = [
        _connection_name(connection),
        version,
        f"ALPN {connection.alpn}" if connection.alpn else "",
        " ".join(part for part in (connection.tls_version, connection.cipher) if part),
        "certificate not verified" if connection.tls_version and connection.verified is False else "",
        " → ".join(end for end in (connection.local, connection.remote) if end),
    ]
    return tuple(fact for fact in facts if fact)


def _connection_name(connection: Connection) -> str:
    if not connection.id:
        return ""
    return f"{'reused' if connection.reused else 'new'} connection {connection.id}"


def hop_in_words(hop: Exchange) -> str:
    """One hop as a sentence of figures."""
    outcome, _ = _outcome(hop)
    figures = ", ".join(text for text, _ in _figures(hop))
    return ". ".join(
        part
        for part in (
            f"{hop.request.method} {hop.request.url}",
            outcome,
            figures,
            ", ".join(connection_facts(hop)),
        )
        if part
    )
