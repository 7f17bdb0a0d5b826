"""The drawing half of the text view: visible rows, scroll bars, and which byte is where.

What takes the time is bounded: rows are prepared once and kept while they are near, scrolling moves what
is painted and adds the rows that came into sight, and colours come a moment later where they take long.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.format.tokens import Language
from ui import theme
from ui.kit.hex_text import HexText
from ui.kit.text_blocks import Octets
from ui.kit.text_source import Row, TextSource
from ui.kit.text_view_paint import Mark, PreparedRow, RowPainter
from ui.kit.text_view_row import RowText, color_part, color_rows, groups, read_row

__all__ = ["SLICE", "Mark", "TextCanvas"]

SLICE: Final = 0.004  # seconds of work per turn of a timer

_COLOR_TIME: Final = 0.002  # seconds of a paint event that go into colours
_TELL_INTERVAL: Final = 100  # ms between two counts while the index grows
_MARGIN: Final = 8  # pixels between the line numbers and the text, and at the right edge
_NUMBER_MARGIN: Final = 16  # pixels left of the line numbers
_LEAST_DIGITS: Final = 3
_CARET: Final = 1.5  # pixels
_KEPT: Final = 400  # prepared rows
_SINGLE_STEP: Final = 4  # columns
_LARGEST: Final = 2**31 - 1  # rows that a scroll bar can count

_RESTYLE: Final = frozenset({QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange})


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
        self._wraps = False
        self._top = 0  # the byte that the first visible row begins with
        self._anchor = 0  # the first visible byte when it was last scrolled to; wrapping keeps it in sight
        self._widest = 0.0
        self._addressed = False  # each row begins with its address, and is never broken
        self._digits = _LEAST_DIGITS
        self._visible: list[Row] = []
        self._prepared: dict[Row, PreparedRow] = {}
        self._since_told = QElapsedTimer()
        self._index_timer = QTimer(self)
        self._index_timer.timeout.connect(self._index)
        # The scroll range must not change while a paint event runs, so it changes right after it.
        self._bars_timer = self._later(self._update_bars)
        self._color_timer = self._later(self._paint_uncolored)
        self.verticalScrollBar().valueChanged.connect(self._scroll_to_row)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def _later(self, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    def marks(self, _start: int, _end: int) -> Sequence[Mark]:
        """What is marked within these bytes, in the order of painting; a canvas by itself marks nothing."""
        return ()

    def caret(self) -> int | None:
        """The byte before which the caret stands, or None where none is shown."""
        return None

    def paint_gutter(self, _painter: QPainter, _row: Row, _top: int) -> None:
        """Paint what stands beside a row besides its number; a canvas by itself paints nothing."""

    def paint_after(self, _painter: QPainter, _row: Row, _place: QPointF) -> None:
        """Paint what stands behind the text of a row."""

    def show_buffer(self, buffer: Octets, language: Language) -> None:
        """Show a text from its start; the buffer must not change while it is shown."""
        self._language, self._widest = language, 0.0
        self._top = self._anchor = 0
        self._digits = _LEAST_DIGITS
        self.source, self._addressed = TextSource(buffer), isinstance(buffer, HexText)
        self.source.wrap(self._wrap_columns())
        self._since_told.invalidate()
        self._forget_rows()
        self._index_timer.start(0)
        self._index()
        self._update_bars()
        self.horizontalScrollBar().setValue(0)

    def grow_buffer(self, buffer: Octets) -> None:
        """Go on with a longer text that begins with the same bytes; nothing on the screen moves."""
        self.source.grow(buffer)
        self._visible = []
        self._index_timer.start(0)
        self._index()
        self.viewport().update()

    @property
    def lines(self) -> int:
        """How many lines are known so far."""
        return self.source.lines

    def set_wrap(self, wraps: bool) -> None:
        """Break long lines at the right edge, or leave them long; the first visible byte stays."""
        if wraps != self._wraps:
            self._wraps, self._widest = wraps, 0.0
            self.horizontalScrollBar().setValue(0)
            self._rewrap()

    @property
    def wraps(self) -> bool:
        """Whether long lines are broken at the right edge."""
        return self._wraps

    def _wrap_columns(self) -> int:
        room = self.viewport().width() - self.text_left() - _MARGIN
        return max(1, int(room / self.rows.column)) if self._wraps and not self._addressed else 0

    def _rewrap(self) -> None:
        self.source.wrap(self._wrap_columns())
        self.recount(self._anchor)

    def recount(self, top: int) -> None:
        """Rows begin elsewhere now: keep the row of this byte at the top and count again, in slices."""
        self._forget_rows()
        self._top = self.source.row_at(top).start
        self._index_timer.start(0)
        self._index()
        self._update_bars()

    def _forget_rows(self) -> None:
        self._visible = []
        self._prepared.clear()
        self.viewport().update()

    def visible_rows(self) -> list[RowText]:
        """The rows on the screen, the last one perhaps in part."""
        return [self.prepared(row).text for row in self.rows_in_sight()]

    def rows_in_sight(self) -> list[Row]:
        """Where the rows on the screen are in the buffer."""
        count = self.viewport().height() // self.rows.height + 2
        if len(self._visible) != count or self._visible[0].start != self._top:
            self._visible = self.source.rows_from(self._top, count) if self.source.size else []
        return self._visible

    def prepared(self, row: Row) -> PreparedRow:
        """A row with what is needed to paint and measure it."""
        found = self._prepared.get(row)
        if found is None:
            if len(self._prepared) > _KEPT:
                self._prepared.clear()
            found = self._prepared[row] = self.rows.prepare(read_row(self.source, row))
        return found

    # Scrolling

    def _index(self) -> None:
        more = self.source.index(SLICE)
        if not more:
            self._index_timer.stop()
        # Scroll bars and counts that change with every slice would take longer than the index itself.
        if not more or not self._since_told.isValid() or self._since_told.hasExpired(_TELL_INTERVAL):
            self._since_told.start()
            self._update_bars()
            self.lines_changed.emit(self.lines, self.source.complete)

    def _update_bars(self) -> None:
        if self.source.lines >= 10**self._digits:
            self._digits = len(str(self.source.lines))
            if self._wraps:
                self._rewrap()
            self.viewport().update()
        page = max(1, self.viewport().height() // self.rows.height)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        last = min(_LARGEST, max(0, self.source.rows - page))
        row = self.source.row_of(self._top)
        # Rows that were guessed are counted now: the text stays where it is, the bar moves.
        vertical.blockSignals(True)
        vertical.setRange(0, last)
        vertical.setPageStep(page)
        vertical.setValue(row)
        vertical.blockSignals(False)
        vertical.update()
        if row > last:
            self._set_top(self.source.start_of(last))
        room = self.viewport().width() - self.text_left() - _MARGIN
        horizontal.setRange(0, 0 if self._wraps else max(0, int(self._widest - room)))
        horizontal.setPageStep(max(1, room))
        horizontal.setSingleStep(round(self.rows.column * _SINGLE_STEP))

    def _scroll_to_row(self, row: int) -> None:
        distance = row - self.source.row_of(self._top)
        near = abs(distance) <= 2 * self.verticalScrollBar().pageStep()
        top = self.source.step(self._top, distance) if near else self.source.start_of(row)
        if row and row == self.verticalScrollBar().maximum():
            # Counts further up may still be guessed; the end of the bar is the end of the text.
            top = self.source.step(self.source.size, 1 - self.verticalScrollBar().pageStep())
        self._set_top(top, distance if near else 0)

    def _set_top(self, top: int, distance: int = 0) -> None:
        if top == self._top:
            return
        self._top = self._anchor = top
        self._visible = []
        if distance and abs(distance) < self.verticalScrollBar().pageStep():
            # What stays in sight is moved, not painted again.
            self.viewport().scroll(0, -distance * self.rows.height)
        else:
            self.viewport().update()

    def scroll_by(self, rows: int) -> None:
        """Scroll by so many rows, down or up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + rows)

    def at_end(self) -> bool:
        """Whether the last row is in sight of a text that does not fit on the screen."""
        bar = self.verticalScrollBar()
        return bar.value() == bar.maximum() > 0

    def scroll_to_end(self) -> None:
        """Show the last rows."""
        self._set_top(self.source.step(self.source.size, 1 - self.verticalScrollBar().pageStep()))
        self._update_bars()

    def scroll_to(self, offset: int, centered: bool = False) -> None:
        """Scroll as little as needed to show a byte, or so that its row stands in the middle."""
        page = self.verticalScrollBar().pageStep()
        row = self.source.row_at(offset)
        in_sight = self.rows_in_sight()[:page]
        if row not in in_sight:
            above = row.start < self._top
            back = page // 2 if centered else (0 if above else page - 1)
            last = self.source.step(self.source.size, 1 - page)
            self._set_top(min(self.source.step(row.start, -back), last))
            self._update_bars()
        horizontal, place = self.horizontalScrollBar(), int(self.place_of(offset))
        margin = round(self.rows.column * 2 * _SINGLE_STEP)
        if place < horizontal.value():
            horizontal.setValue(place - margin)
        elif place > horizontal.value() + horizontal.pageStep() and not self._wraps:
            self._widest = max(self._widest, place)
            self._update_bars()
            horizontal.setValue(place - horizontal.pageStep() + margin)

    # From places to bytes and back

    def text_left(self) -> int:
        """Where the text begins, in pixels from the left: after the line numbers."""
        return self.number_right() + 2 * _MARGIN

    def number_right(self) -> int:
        """Where line numbers end, in pixels from the left."""
        return _NUMBER_MARGIN + round((not self._addressed) * self._digits * self.rows.number_column)

    def place_of(self, offset: int) -> float:
        """How far right of the start of its row a byte is, in pixels."""
        row = self.prepared(self.source.row_at(offset))
        return self.rows.place_of(row, row.text.unit_of(offset))

    def offset_at(self, point: QPoint) -> int:
        """The byte nearest to a point of the viewport."""
        if point.y() < 0 and self._top == 0:
            return 0
        row = self.source.step(self._top, point.y() // self.rows.height)
        if point.y() // self.rows.height >= len(self.rows_in_sight()):
            return self.source.size
        return self.offset_in(row, point.x() - self.text_left() + self.horizontalScrollBar().value())

    def offset_in(self, start: int, place: float) -> int:
        """The byte nearest to a place in the row that shows the byte ``start``."""
        row = self.prepared(self.source.row_at(start))
        return row.text.offset_of(self.rows.unit_at(row, place))

    # Painting

    def update_between(self, start: int, end: int) -> None:
        """Paint the rows again that show these bytes, as far as they are in sight."""
        start, end = min(start, end), max(start, end)
        touched = [
            index for index, row in enumerate(self._visible) if row.start <= end and self._end(row) >= start
        ]
        if touched:
            top, height = touched[0] * self.rows.height, self.rows.height
            self.viewport().update(0, top, self.viewport().width(), len(touched) * height)

    def _end(self, row: Row) -> int:
        return row.fold[1] if row.fold else row.end

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("panel"))
        rows = self.rows_in_sight()
        height = self.rows.height
        first, last = event.rect().top() // height, event.rect().bottom() // height + 1
        rows = rows[first:last]
        if not rows:
            return
        prepared = [self.prepared(row) for row in rows]
        self._color(prepared)
        left = self.text_left()
        painter.setClipRect(QRect(left - _MARGIN, 0, self.viewport().width(), self.viewport().height()))
        marks = self.marks(rows[0].start, self._end(rows[-1]))
        scrolled = left - self.horizontalScrollBar().value()
        for index, row in enumerate(prepared, first):
            corner = QPointF(scrolled, index * height)
            self.rows.draw(painter, row, corner, marks)
            if row.text.row.fold is not None:
                self.paint_after(painter, row.text.row, corner + QPointF(self.rows.width(row), 0))
        self._paint_caret(painter, prepared, QPointF(scrolled, first * height))
        painter.setClipping(False)
        self._paint_numbers(painter, rows, first)
        self._widen(max(self.rows.width(row) for row in prepared))

    def _color(self, rows: list[PreparedRow]) -> None:
        """Work out colours for as long as a paint event may take; what is left comes with the next one."""
        first = self.horizontalScrollBar().value() / self.rows.column
        last = first + self.viewport().width() / self.rows.column
        deadline = time.perf_counter() + _COLOR_TIME
        missing = [row for row in rows if row.show_part(int(first), int(last) + 1) or row.spans is None]
        of_text = {id(row.text): row for row in missing}
        for line in groups([row.text for row in missing]):
            if time.perf_counter() > deadline:
                self._color_timer.start(0)
                return
            row = of_text[id(line[0])]
            if row.part != (0, len(row.text.shown)):
                for text in line:
                    part = of_text[id(text)]
                    part.color(color_part(text, *part.part, self._language))
                continue
            for text, spans in zip(line, color_rows(self.source, line, self._language), strict=True):
                of_text[id(text)].color(spans)

    def _paint_uncolored(self) -> None:
        """Paint the rows again that had to be painted without colours."""
        height, width = self.rows.height, self.viewport().width()
        for index, row in enumerate(self.rows_in_sight()):
            if self.prepared(row).spans is None:
                self.viewport().update(0, index * height, width, height)

    def _paint_caret(self, painter: QPainter, rows: list[PreparedRow], corner: QPointF) -> None:
        offset = self.caret()
        if offset is None or not self.source.size:
            return
        shown = self.source.row_at(offset)
        for index, row in enumerate(rows):
            if row.text.row == shown:
                place = self.rows.place_of(row, row.text.unit_of(offset))
                x, y = corner.x() + place - _CARET / 2, corner.y() + index * self.rows.height + 2
                painter.fillRect(QRectF(x, y, _CARET, self.rows.height - 4), theme.color("focus"))

    def _paint_numbers(self, painter: QPainter, rows: list[Row], first: int) -> None:
        number: int | None = None
        numbers: list[tuple[int, int]] = []
        for index, row in enumerate(rows, first):
            if row.begins_line:
                number = self.source.line_of(row.start) if number is None else number + 1
                if number is not None:
                    numbers.append((number, index * self.rows.height))
            self.paint_gutter(painter, row, index * self.rows.height)
            number = None if row.fold else number
        if not self._addressed:
            self.rows.draw_numbers(painter, numbers, self.number_right())

    def _widen(self, widest: float) -> None:
        if widest > self._widest:
            self._widest = widest
            self._bars_timer.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps and event.oldSize().width() != event.size().width():
            self._rewrap()
        self._update_bars()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLE:
            self.rows, self._widest = RowPainter(), 0.0
            self._rewrap()
