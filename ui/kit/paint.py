"""What several painted widgets draw alike: the ring around the focus, rounded boxes, badges."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from ui import theme

RADIUS: Final = 6  # pixels

_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_NO_PEN: Final = Qt.PenStyle.NoPen
_NO_BRUSH: Final = Qt.BrushStyle.NoBrush
_ANTIALIASING: Final = QPainter.RenderHint.Antialiasing

_BADGE_PADDING: Final = 5
_BADGE_HEIGHT: Final = 16


def start(painter: QPainter) -> QPainter:
    """Make a fresh painter draw smooth edges; gives it back."""
    painter.setRenderHint(_ANTIALIASING)
    return painter


def fill_box(painter: QPainter, rect: QRect, back: QColor, radius: float = RADIUS) -> None:
    """Fill a rounded box without an edge."""
    painter.setPen(_NO_PEN)
    painter.setBrush(back)
    painter.drawRoundedRect(QRectF(rect), radius, radius)


def outline_box(painter: QPainter, rect: QRect, line: QColor, width: int = 1, radius: float = RADIUS) -> None:
    """Draw the edge of a rounded box, ``width`` pixels wide and wholly inside the rectangle."""
    inset = width / 2
    painter.setPen(QPen(line, width))
    painter.setBrush(_NO_BRUSH)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, rect: QRect, radius: float = RADIUS) -> None:
    """Draw the ring that shows where the keyboard is: 2 px, inside the rectangle."""
    outline_box(painter, rect, theme.color("focus"), 2, radius)


def badge_width(text: str) -> int:
    """The width of a badge in pixels; 0 where there is no text. A single digit is a circle."""
    if not text:
        return 0
    words = QFontMetrics(theme.ui_font(11, theme.MEDIUM)).horizontalAdvance(text)
    return max(words + 2 * theme.scaled(_BADGE_PADDING), theme.scaled(_BADGE_HEIGHT))


def badge(painter: QPainter, left: int, middle: int, text: str) -> None:
    """Paint a badge whose left edge and middle line are given; a count or a kind, quieter than the tab."""
    height = theme.scaled(_BADGE_HEIGHT)
    box = QRect(left, middle - height // 2, badge_width(text), height)
    fill_box(painter, box, theme.color("hover"), height / 2)
    painter.setFont(theme.ui_font(11, theme.MEDIUM))
    painter.setPen(theme.color("muted"))
    painter.drawText(box, _CENTER, text)
