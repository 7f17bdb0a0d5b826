"""The drawing half of the text view: visible rows, line numbers, scroll bars, and which byte is where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.format.tokens import Language, Token
from ui import theme
from ui.kit.text_source import Buffer, TextSource
from ui.kit.text_view_paint import RowPainter
from ui.kit.text_view_row import RowText, color_rows, read_row

SLICE: Final = 0.004  # seconds of work per turn of a timer

_TELL_INTERVAL: Final = 100  # ms between two counts while the index grows
_MARGIN: Final = 8  # pixels between the line numbers and the text, and at the right edge
_NUMBER_MARGIN: Final = 16  # pixels left of the line numbers
_LEAST_DIGITS: Final = 3
_CARET: Final = 1.5  # pixels

_RESTYLE: Final = frozenset({QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange})

_NOWHERE: Final = (-1, -1)

Mark = tuple[int, int, str]
"""Bytes from and to, and the colour token behind them."""


class TextCanvas(QAbstractScrollArea):
    """Paints rows of a UTF-8 buffer. A subclass says which bytes are marked and where the caret is.

    Signals:
        lines_changed: the number of lines known so far, and whether all are counted.
    """

    lines_changed = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.source = TextSource(b"")
        self.rows = RowPainter()
        self._language: Language = "text"
        self._widest = 0.0
        self._colored: tuple[tuple[int, int], list[list[Token]]] = (_NOWHERE, [])
        self._since_told = QElapsedTimer()
        self._index_timer = QTimer(self)
        self._index_timer.timeout.connect(self._index)
        # The scroll range must not change while a paint event runs, so it changes right after it.
        self._bars_timer = QTimer(self)
        self._bars_timer.setSingleShot(True)
        self._bars_timer.timeout.connect(self._update_bars)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def marks(self, _start: int, _end: int) -> Sequence[Mark]:
        """What is marked within these bytes, in the order of painting; a canvas by itself marks nothing."""
        return ()

    def caret(self) -> int | None:
        """The byte before which the caret stands, or None where none is shown."""
        return None

    def show_buffer(self, buffer: Buffer, language: Language) -> None:
        """Show a text from its start; the buffer must not change while it is shown."""
        self.source, self._language, self._widest = TextSource(buffer), language, 0.0
        self._colored = (_NOWHERE, [])
        self._since_told.invalidate()
        self._index_timer.start(0)
        self._index()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    @property
    def lines(self) -> int:
        """How many lines are known so far."""
        return self.source.lines if self.source.size else 0

    def visible_rows(self) -> list[RowText]:
        """The rows on the screen, the last one perhaps in part."""
        count = self.viewport().height() // self.rows.height + 2
        rows = self.source.read(self.verticalScrollBar().value(), count)
        return [read_row(self.source, row) for row in rows]

    # Scrolling

    def _index(self) -> None:
        more = self.source.index(SLICE)
        if not more:
            self._index_timer.stop()
        # Scroll bars and counts that change with every slice would take longer than the index itself.
        if not more or self._since_told.hasExpired(_TELL_INTERVAL):
            self._since_told.start()
            self._update_bars()
            self.lines_changed.emit(self.lines, self.source.complete)

    def _update_bars(self) -> None:
        page = max(1, self.viewport().height() // self.rows.height)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self.source.rows - page))
        vertical.setPageStep(page)
        room = self.viewport().width() - self.text_left() - _MARGIN
        horizontal.setRange(0, max(0, int(self._widest - room)))
        horizontal.setPageStep(max(1, room))
        horizontal.setSingleStep(round(self.rows.column * 4))

    def scroll_to(self, offset: int, centered: bool = False) -> None:
        """Scroll as little as needed to show a byte, or so that its row stands in the middle."""
        row, vertical = self.source.row_of(offset), self.verticalScrollBar()
        page = vertical.pageStep()
        if not vertical.value() <= row < vertical.value() + page:
            below = page - 1 if row > vertical.value() else 0
            vertical.setValue(row - (page // 2 if centered else below))
        horizontal, place = self.horizontalScrollBar(), int(self.place_of(offset))
        margin = round(self.rows.column * 8)
        if place < horizontal.value():
            horizontal.setValue(place - margin)
        elif place > horizontal.value() + horizontal.pageStep():
            self._widest = max(self._widest, place)
            self._update_bars()
            horizontal.setValue(place - horizontal.pageStep() + margin)

    # From places to bytes and back

    def text_left(self) -> int:
        """Where the text begins, in pixels from the left: after the line numbers."""
        return self._number_right() + 2 * _MARGIN

    def _number_right(self) -> int:
        digits = max(_LEAST_DIGITS, len(str(self.source.lines)))
        return _NUMBER_MARGIN + round(digits * self.rows.number_column)

    def place_of(self, offset: int) -> float:
        """How far right of the start of its row a byte is, in pixels."""
        text = self.row_at(self.source.row_of(offset))
        return self.rows.place_of(text, text.unit_of(offset)) if text else 0.0

    def offset_at(self, point: QPoint) -> int:
        """The byte nearest to a point of the viewport."""
        row = self.verticalScrollBar().value() + point.y() // self.rows.height
        return self.offset_in(row, point.x() - self.text_left() + self.horizontalScrollBar().value())

    def offset_in(self, row: int, place: float) -> int:
        """The byte nearest to a place in a row; the ends of the text above the first and below the last."""
        if row < 0:
            return 0
        text = self.row_at(row) if row < self.source.rows else None
        return text.offset_of(self.rows.unit_at(text, place)) if text else self.source.size

    def row_at(self, row: int) -> RowText | None:
        """One row by its number, or None past the end."""
        rows = self.source.read(max(0, row), 1)
        return read_row(self.source, rows[0]) if rows else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("panel"))
        if not self.source.size:
            return
        texts = self.visible_rows()
        width, height = self.viewport().width(), self.viewport().height()
        left = self.text_left()
        painter.setClipRect(QRect(left - _MARGIN, 0, width - left + _MARGIN, height))
        painter.setFont(self.rows.font)
        corners = [
            QPointF(left - self.horizontalScrollBar().value(), index * self.rows.height)
            for index in range(len(texts))
        ]
        self._paint_marks(painter, texts, corners)
        spans = self._color(texts)
        widths = [
            self.rows.draw(painter, text, colored, (corner, width))
            for text, corner, colored in zip(texts, corners, spans, strict=True)
        ]
        self._paint_caret(painter, texts, corners)
        painter.setClipping(False)
        self._paint_numbers(painter, texts)
        self._widen(max(widths))

    def _color(self, texts: list[RowText]) -> list[list[Token]]:
        """The colours of these rows; the same rows are painted again whenever the selection moves."""
        place = (texts[0].row.start, texts[-1].row.end)
        if self._colored[0] != place:
            self._colored = (place, color_rows(self.source, texts, self._language))
        return self._colored[1]

    def _paint_marks(self, painter: QPainter, texts: list[RowText], corners: list[QPointF]) -> None:
        for start, end, token in self.marks(texts[0].row.start, texts[-1].row.end):
            for text, corner in zip(texts, corners, strict=True):
                if start <= text.row.end and end > text.row.start:
                    painter.fillRect(self._mark_box(text, corner, start, end), theme.color(token))

    def _mark_box(self, text: RowText, corner: QPointF, start: int, end: int) -> QRectF:
        box = self.rows.box(text, (start, end), corner)
        if end > text.row.end:
            # A marked line break shows as half a column, so that marked empty lines can be seen.
            box.setWidth(box.width() + self.rows.column / 2)
        return box

    def _paint_caret(self, painter: QPainter, texts: list[RowText], corners: list[QPointF]) -> None:
        offset = self.caret()
        if offset is None:
            return
        row = self.source.row_of(offset) - self.verticalScrollBar().value()
        if 0 <= row < len(texts):
            box = self.rows.box(texts[row], (offset, offset), corners[row])
            painter.fillRect(
                QRectF(box.x() - _CARET / 2, box.y() + 2, _CARET, box.height() - 4), theme.color("focus")
            )

    def _paint_numbers(self, painter: QPainter, texts: list[RowText]) -> None:
        painter.setFont(self.rows.number_font)
        painter.setPen(theme.color("faint"))
        number = self.source.line_of(texts[0].row.start) - (1 if texts[0].row.begins_line else 0)
        for index, text in enumerate(texts):
            if text.row.begins_line:
                number += 1
                left = self._number_right() - len(str(number)) * self.rows.number_column
                painter.drawText(QPointF(left, index * self.rows.height + self.rows.baseline), str(number))

    def _widen(self, widest: float) -> None:
        if widest > self._widest:
            self._widest = widest
            self._bars_timer.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_bars()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLE:
            self.rows, self._widest = RowPainter(), 0.0
            self._update_bars()
            self.viewport().update()
