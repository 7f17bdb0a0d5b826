"""What the pane shows before the first send: the keys that a newcomer needs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.kit import paint
from ui.kit.icons import paint_icon

SHORTCUTS: Final = (
    ("Send the request", "Ctrl+Enter"),
    ("Go to the URL", "Ctrl+L"),
    ("Switch the environment", "Ctrl+E"),
    ("Find a request or a command", "Ctrl+K"),
    ("All shortcuts", "Ctrl+/"),
)
SENTENCE: Final = "Send the request to see its response here."

_ICON: Final = 32
_LINE: Final = 28
_GAP: Final = 24
_KEY_PADDING: Final = 6
_KEY_HEIGHT: Final = 20
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_MIDDLE_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class StartView(QWidget):
    """An icon, a sentence and a table of shortcuts in the middle of the pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(_Sheet(), 0, _CENTER)
        column.addStretch(3)


class _Sheet(QWidget):
    """Painted, since it is looked at and not used."""

    def __init__(self) -> None:
        super().__init__()
        listed = ", ".join(f"{what}: {keys}" for what, keys in SHORTCUTS)
        self.setAccessibleName(SENTENCE)
        self.setAccessibleDescription(listed)

    def sizeHint(self) -> QSize:
        height = theme.scaled(_ICON) + theme.scaled(_LINE) * (len(SHORTCUTS) + 1) + 2 * _GAP
        return QSize(max(self._columns_width(), self._sentence_width()) + 2, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        icon, line = theme.scaled(_ICON), theme.scaled(_LINE)
        paint_icon(painter, QRect(0, 0, self.width(), icon), "send", "faint", icon)
        painter.setFont(theme.ui_font())
        painter.setPen(theme.color("muted"))
        painter.drawText(QRect(0, icon + 12, self.width(), line), int(_CENTER), SENTENCE)
        left = (self.width() - self._columns_width()) // 2
        for row, (what, keys) in enumerate(SHORTCUTS):
            top = icon + line + 2 * _GAP - 12 + row * line
            self._paint_row(painter, QRect(left, top, self._columns_width(), line), what, keys)

    def _paint_row(self, painter: QPainter, row: QRect, what: str, keys: str) -> None:
        words = QRect(row.x(), row.y(), self._words_width(), row.height())
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("muted"))
        painter.drawText(words, int(_MIDDLE_RIGHT), what)
        painter.setFont(theme.ui_font(11, theme.MEDIUM))
        width = painter.fontMetrics().horizontalAdvance(keys) + 2 * _KEY_PADDING
        height = theme.scaled(_KEY_HEIGHT)
        key = QRect(words.right() + 1 + _GAP // 2, row.y() + (row.height() - height) // 2, width, height)
        paint.fill_box(painter, key, theme.color("window"), 4)
        paint.outline_box(painter, key, theme.color("border"), 1, 4)
        painter.setPen(theme.color("muted"))
        painter.drawText(key, int(_CENTER), keys)

    def _words_width(self) -> int:
        metrics = QFontMetrics(theme.ui_font(12))
        return max(metrics.horizontalAdvance(what) for what, _ in SHORTCUTS)

    def _columns_width(self) -> int:
        metrics = QFontMetrics(theme.ui_font(11, theme.MEDIUM))
        keys = max(metrics.horizontalAdvance(keys) for _, keys in SHORTCUTS)
        return self._words_width() + _GAP // 2 + keys + 2 * _KEY_PADDING

    def _sentence_width(self) -> int:
        return QFontMetrics(theme.ui_font()).horizontalAdvance(SENTENCE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()
