"""The headers of a table: titles with a mark for the order, and the numbers of the records."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.format import words
from app.table.order import Direction
from ui import theme
from ui.kit.icons import paint_icon
from ui.response.table_cells import PADDING

_HORIZONTAL: Final = Qt.Orientation.Horizontal
_VERTICAL: Final = Qt.Orientation.Vertical
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_ELIDE: Final = Qt.TextElideMode.ElideRight
_MARK: Final = 12  # pixels
_SMALLEST: Final = 48
_ARROWS: Final[dict[Direction, str]] = {"up": "chevron-up", "down": "chevron-down"}


class TitleHeader(QHeaderView):
    """The titles of the columns; they can be dragged to other places, and a click orders the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_HORIZONTAL, parent)
        self._sorted = -1
        self._direction: Direction = "none"
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_SMALLEST)

    def show_order(self, column: int, direction: Direction) -> None:
        """Mark the column that the rows are sorted by; "none" marks no column."""
        self._sorted, self._direction = column, direction
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.row_height())

    def title_width(self, title: str) -> int:
        """The pixels that a title takes, with room for the mark."""
        text = QFontMetrics(theme.ui_font(12, theme.MEDIUM)).horizontalAdvance(title[:80])
        return text + 2 * theme.scaled(PADDING) + theme.scaled(_MARK) + 4

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        painter.fillRect(rect, theme.color("panel"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("border"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.color("border_soft"))
        room = rect.adjusted(theme.scaled(PADDING), 0, -theme.scaled(PADDING), 0)
        active = column == self._sorted and self._direction != "none"
        if active:
            mark = theme.scaled(_MARK)
            place = QRect(room.right() - mark + 1, room.y(), mark, room.height())
            paint_icon(painter, place, _ARROWS[self._direction], "link", mark)
            room.setRight(place.x() - 4)
        font = theme.ui_font(12, theme.MEDIUM)
        title = str(self.model().headerData(column, _HORIZONTAL) or "").replace("\n", " ")
        painter.setFont(font)
        painter.setPen(theme.color("text" if active else "muted"))
        painter.drawText(room, _LEFT, QFontMetrics(font).elidedText(title[:200], _ELIDE, room.width()))


class NumberHeader(QHeaderView):
    """The numbers of the records as they come in the body, whatever the order of the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_VERTICAL, parent)
        self._digits = 3
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def fit(self, records: int) -> None:
        """Make room for numbers up to this one."""
        self._digits = max(3, len(words.count(records)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        digit = QFontMetrics(theme.mono_font(11)).horizontalAdvance("0")
        return QSize(self._digits * digit + 2 * theme.scaled(PADDING), 0)

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        painter.fillRect(rect, theme.color("panel"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.color("border_soft"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), theme.color("border"))
        painter.setFont(theme.mono_font(11))
        painter.setPen(theme.color("faint"))
        number = str(self.model().headerData(row, _VERTICAL) or "")
        painter.drawText(rect.adjusted(0, 0, -theme.scaled(PADDING), 0), _RIGHT, number)
