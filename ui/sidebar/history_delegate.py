"""Paints a row of the history: a day, or method, path, status and time of one send."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from app.format import words
from app.history import Entry
from ui import theme
from ui.kit.icons import paint_icon
from ui.sidebar.history_model import ROW_ROLE, day_words, outcome
from ui.sidebar.row import method_tag
from ui.sidebar.surface import paint_surface

Index = QModelIndex | QPersistentModelIndex

_LEFT: Final = 12
_TAG: Final = 40
_STATUS: Final = 34
_TIME: Final = 58
_RIGHT: Final = 8
_PIN: Final = 16
_START: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_END: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
_ELIDE: Final = Qt.TextElideMode.ElideRight


class HistoryDelegate(QStyledItemDelegate):
    """Draws the whole width of a row."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, Entry):
            paint_surface(painter, option, self._view)
            _paint_entry(painter, option.rect, row)
        else:
            painter.setFont(theme.ui_font(11, theme.BOLD))
            painter.setPen(theme.color("muted"))
            box = option.rect.adjusted(theme.scaled(_LEFT), 4, 0, 0)
            painter.drawText(box, _START, day_words(row))
        painter.restore()


def _paint_entry(painter: QPainter, rect: QRect, entry: Entry) -> None:
    left, right = rect.left() + theme.scaled(_LEFT), rect.right() + 1 - theme.scaled(_RIGHT)
    painter.setFont(theme.mono_font(10, theme.BOLD))
    painter.setPen(theme.method_color(entry.method))
    painter.drawText(
        QRect(left, rect.top(), theme.scaled(_TAG), rect.height()), _START, method_tag(entry.method)
    )
    left += theme.scaled(_TAG)
    right = _paint_facts(painter, rect, right, entry)
    if entry.pinned:
        paint_icon(painter, QRect(left, rect.top(), theme.scaled(_PIN), rect.height()), "star", "accent")
        left += theme.scaled(_PIN) + 4
    _paint_words(painter, QRect(left, rect.top(), right - left - 4, rect.height()), entry)


def _paint_facts(painter: QPainter, rect: QRect, right: int, entry: Entry) -> int:
    """Time and status at the end of the row; gives where they begin."""
    painter.setFont(theme.ui_font(11))
    painter.setPen(theme.color("muted"))
    width = theme.scaled(_TIME)
    time = words.milliseconds(entry.ms)
    painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _END, time)
    right -= width
    status = outcome(entry)
    painter.setFont(theme.ui_font(11, theme.MEDIUM))
    token = "red" if entry.status is None else theme.status_token(entry.status)
    painter.setPen(theme.color(token))
    width = max(theme.scaled(_STATUS), painter.fontMetrics().horizontalAdvance(status) + 8)
    painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _END, status)
    return right - width


def _paint_words(painter: QPainter, rect: QRect, entry: Entry) -> None:
    """The name or the path, and the host faintly behind it as far as there is room."""
    parts = urlsplit(entry.url) if "[" not in entry.url else None
    path = (parts.path + (f"?{parts.query}" if parts.query else "")) if parts else entry.url
    font = theme.ui_font()
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(entry.name or path or "/", _ELIDE, rect.width())
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    painter.drawText(rect, _START, shown)
    used = metrics.horizontalAdvance(shown) + 8
    if rect.width() - used > 40:
        small = theme.ui_font(11)
        painter.setFont(small)
        painter.setPen(theme.color("faint"))
        room = rect.adjusted(used, 0, 0, 0)
        painter.drawText(room, _START, QFontMetrics(small).elidedText(entry.host, _ELIDE, room.width()))
