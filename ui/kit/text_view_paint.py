"""Paint one row of text and tell where its characters are: by columns where each takes one, else by layouts.

Nearly every row is drawn as runs of glyphs that are looked up once: handing text to Qt shapes it anew at
each call, which takes three times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QRawFont,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from ui import theme
from ui.kit.text_blocks import TAB_COLUMNS
from ui.kit.text_view_row import CONTROL, ODD, RowText, Span, count_units, over

_HEIGHT: Final = 20  # pixels of a row, for 13 px text
_NO_WRAP: Final = QTextOption.WrapMode.NoWrap
_WHOLE: Final = 512  # characters of a row that is drawn whole; of a longer one, only what is in sight
_PART: Final = 256  # columns that a part in sight is rounded to
_TOLERANCE: Final = 0.01  # pixels that an advance may differ from a column
_OWN_COLORS: Final = {ODD: "red", CONTROL: "muted"}


Mark = tuple[int, int, str]
"""Bytes from and to, and the colour token behind them."""


class PreparedRow:
    """A row with what was worked out to paint it; thrown away with the font, the colours or the text."""

    __slots__ = ("begins_region", "columns", "layout", "part", "runs", "spans", "text")

    def __init__(self, text: RowText, columns: bool) -> None:
        self.text = text
        self.columns = columns
        self.spans: Sequence[Span] | None = None
        self.part = (0, len(text.shown))
        self.runs: list[tuple[str, QGlyphRun]] | None = None
        self.layout: QTextLayout | None = None
        self.begins_region: bool | None = None  # None while nobody has looked

    def color(self, spans: Sequence[Span] | None) -> None:
        """Say the colours; None while they are not worked out."""
        self.spans = spans
        self.runs = self.layout = None

    def show_part(self, first: int, last: int) -> bool:
        """Say which columns are in sight; returns whether others must be worked out for that."""
        size = len(self.text.shown)
        if size <= _WHOLE or not self.columns:
            return False
        part = (first // _PART * _PART, min(size, -(-last // _PART) * _PART))
        if part == self.part:
            return False
        self.part = part
        self.color(None)
        return True


class RowPainter:
    """Knows the font: made anew when the theme or the text size changes."""

    def __init__(self) -> None:
        self.font = theme.mono_font()
        metrics = QFontMetricsF(self.font)
        self.column = metrics.horizontalAdvance("0" * 100) / 100
        self.height = theme.scaled(_HEIGHT)
        self.number_font = theme.mono_font(12)
        self.number_column = QFontMetricsF(self.number_font).horizontalAdvance("0" * 100) / 100
        self.baseline = round((self.height - metrics.height()) / 2 + metrics.ascent())
        self._option = QTextOption()
        self._option.setWrapMode(_NO_WRAP)
        self._option.setTabStopDistance(self.column * TAB_COLUMNS)
        self._formats: dict[str, QTextCharFormat] = {}
        self._raw = QRawFont.fromFont(self.font)
        self._number_raw = QRawFont.fromFont(self.number_font)
        glyphs = self._number_raw.glyphIndexesForString("0123456789")
        self._digits = dict(zip("0123456789", glyphs, strict=True))
        self._places: list[QPointF] = []
        self._even: set[str] = set()  # characters that take one column
        self._uneven: set[str] = set()

    def prepare(self, text: RowText) -> PreparedRow:
        """A row that is about to be painted or measured."""
        return PreparedRow(text, self._takes_columns(text))

    def _takes_columns(self, text: RowText) -> bool:
        """Whether every character takes one column in this font."""
        if text.wide or "\t" in text.shown:
            return False
        used = set(text.shown)
        for character in used - self._even - self._uneven:
            indexes = self._raw.glyphIndexesForString(character)
            single = len(indexes) == 1 and indexes[0] != 0
            advance = self._raw.advancesForGlyphIndexes(indexes)[0].x() if single else -1.0
            # Marks that join the letter before them have no width of their own.
            even = abs(advance - self.column) < _TOLERANCE and not 0x300 <= ord(character) < 0x370
            (self._even if even else self._uneven).add(character)
        return used <= self._even

    def place_of(self, row: PreparedRow, unit: int) -> float:
        """How far right of the row's start a UTF-16 unit begins, in pixels."""
        if row.columns:
            return unit * self.column
        # PySide answers with the place and the unit, which Qt takes by reference.
        place, _ = cast(tuple[float, int], self._laid_out(row).lineAt(0).cursorToX(unit))
        return place

    def unit_at(self, row: PreparedRow, place: float) -> int:
        """The UTF-16 unit whose left edge is nearest to a place, in pixels from the row's start."""
        if row.columns:
            return max(0, min(len(row.text.shown), round(place / self.column)))
        return self._laid_out(row).lineAt(0).xToCursor(place)

    def width(self, row: PreparedRow) -> float:
        """The width of the whole row in pixels."""
        if row.columns:
            return len(row.text.shown) * self.column
        return self._laid_out(row).lineAt(0).naturalTextWidth()

    def draw_numbers(self, painter: QPainter, numbers: Sequence[tuple[int, int]], right: int) -> None:
        """Draw line numbers, each with the top of its row; all of them in one go."""
        indexes: list[int] = []
        places: list[QPointF] = []
        for number, top in numbers:
            digits = str(number)
            indexes += [self._digits[digit] for digit in digits]
            left, y = right - len(digits) * self.number_column, top + self.baseline
            places += [QPointF(left + place * self.number_column, y) for place in range(len(digits))]
        run = QGlyphRun()
        run.setRawFont(self._number_raw)
        run.setGlyphIndexes(indexes)
        run.setPositions(places)
        painter.setPen(theme.color("faint"))
        painter.drawGlyphRun(QPointF(0, 0), run)

    def box(self, row: PreparedRow, span: tuple[int, int], corner: QPointF) -> QRectF:
        """The rectangle behind the bytes of a span, for a row whose top left corner is given."""
        left = self.place_of(row, row.text.unit_of(span[0]))
        right = self.place_of(row, row.text.unit_of(span[1]))
        return QRectF(corner.x() + min(left, right), corner.y(), abs(right - left), self.height)

    def draw(self, painter: QPainter, row: PreparedRow, corner: QPointF, marks: Sequence[Mark] = ()) -> None:
        """Draw a row whose top left corner is given; what was worked out before is used again."""
        marks = self._marks_in(painter, row, corner, marks)
        for mark in marks if row.columns else ():
            painter.fillRect(self.box(row, mark[:2], corner), theme.color(mark[2]))
        self._draw_strange(painter, row, corner)
        if not row.columns:
            painter.setPen(theme.color("text"))
            layout = self._laid_out(row)
            place = QPointF(corner.x(), corner.y() + self.baseline - layout.lineAt(0).ascent())
            # In text that runs both ways, a mark may be in several pieces; the layout knows them.
            layout.draw(painter, place, [self._selection(row.text, mark) for mark in marks])
            return
        if row.runs is None:
            row.runs = self._make_runs(row)
        place = QPointF(corner.x() + row.part[0] * self.column, corner.y() + self.baseline)
        for kind, run in row.runs:
            painter.setPen(_color(kind))
            painter.drawGlyphRun(place, run)

    def _marks_in(
        self, painter: QPainter, row: PreparedRow, corner: QPointF, marks: Sequence[Mark]
    ) -> list[Mark]:
        """The marks that touch a row, as far as they are in it."""
        start, end = row.text.row.start, row.text.row.end
        touching = [mark for mark in marks if mark[0] <= end and mark[1] > start]
        for mark in touching:
            if mark[1] > end:
                # A marked line break shows as half a column, so that marked empty lines can be seen.
                box = QRectF(corner.x() + self.width(row), corner.y(), self.column / 2, self.height)
                painter.fillRect(box, theme.color(mark[2]))
        return [(max(mark[0], start), min(mark[1], end), mark[2]) for mark in touching]

    def _selection(self, text: RowText, mark: Mark) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = text.unit_of(mark[0])
        made.length = text.unit_of(mark[1]) - made.start
        back = QTextCharFormat()
        back.setBackground(theme.color(mark[2]))
        made.format = back
        return made

    def _draw_strange(self, painter: QPainter, row: PreparedRow, corner: QPointF) -> None:
        for start, length, kind in row.text.strange:
            if kind == ODD:
                shown = row.text.shown
                first, last = count_units(shown[:start]), count_units(shown[: start + length])
                left, right = self.place_of(row, first), self.place_of(row, last)
                box = QRectF(corner.x() + left, corner.y() + 2, right - left, self.height - 4)
                painter.fillRect(box, theme.color("danger_back"))

    def _make_runs(self, row: PreparedRow) -> list[tuple[str, QGlyphRun]]:
        """One run of glyphs for each colour: few calls to draw a row take far less time than many."""
        first, last = row.part
        shown = row.text.shown[first:last]
        glyphs = self._raw.glyphIndexesForString(shown)
        while len(self._places) < len(shown):
            self._places.append(QPointF(len(self._places) * self.column, 0))
        found: dict[str, tuple[list[int], list[QPointF]]] = {}
        for start, end, kind in _pieces(over(row.spans or (), row.text.strange), first, shown):
            run = found.get(kind)
            if run is None:
                run = found[kind] = ([], [])
            run[0].extend(glyphs[start:end])
            run[1].extend(self._places[start:end])
        return [(kind, self._run(*run)) for kind, run in found.items()]

    def _run(self, indexes: list[int], places: list[QPointF]) -> QGlyphRun:
        run = QGlyphRun()
        run.setRawFont(self._raw)
        run.setGlyphIndexes(indexes)
        run.setPositions(places)
        return run

    def _laid_out(self, row: PreparedRow) -> QTextLayout:
        if row.layout is None:
            text = row.text
            row.layout = layout = QTextLayout(text.shown, self.font)
            layout.setTextOption(self._option)
            layout.setCacheEnabled(True)
            layout.setFormats([self._range(text, *span) for span in over(row.spans or (), text.strange)])
            layout.beginLayout()
            layout.createLine()
            layout.endLayout()
        return row.layout

    def _range(self, text: RowText, start: int, length: int, kind: str) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        shown = text.shown
        made.start = count_units(shown[:start]) if text.wide else start
        made.length = count_units(shown[start : start + length]) if text.wide else length
        made.format = self._format(kind)
        return made

    def _format(self, kind: str) -> QTextCharFormat:
        if kind not in self._formats:
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(_color(kind))
        return self._formats[kind]


def _pieces(spans: Sequence[Span], first: int, shown: str) -> Iterator[tuple[int, int, str]]:
    """What is drawn in each colour from the column ``first`` on; blanks between are left out."""
    position, size = 0, len(shown)
    for at, length, kind in spans:
        start = at - first
        end = start + length
        if end <= 0:
            continue
        if start >= size:
            break
        start = max(start, 0)
        if start > position and not shown[position:start].isspace():
            yield position, start, "text"
        yield start, end, kind
        position = end
    if position < size and not shown[position:].isspace():
        yield position, size, "text"


def _color(kind: str) -> QColor:
    return theme.color(_OWN_COLORS[kind]) if kind in _OWN_COLORS else theme.token_color(kind)
