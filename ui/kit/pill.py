"""A pill: an icon and a few words on a tinted box, for the status of a response."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import paint
from ui.kit.icons import paint_icon

_HEIGHT: Final = 24
_PADDING: Final = 8
_ICON: Final = 16
_GAP: Final = 6

_MIDDLE_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_FIXED: Final = QSizePolicy.Policy.Fixed
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class Pill(QWidget):
    """Words with an icon: the meaning does not hang on the colour. Hidden until something is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._token = "muted"
        self._back_token = "hover"
        self._icon_name = ""
        self.setSizePolicy(_FIXED, _FIXED)
        self.hide()

    def show_status(self, text: str, token: str, back_token: str, icon_name: str = "") -> None:
        """Show these words; the tokens colour words and box. An empty text hides the pill."""
        self._text, self._token, self._back_token, self._icon_name = text, token, back_token, icon_name
        self.setAccessibleName(f"Status: {text}")
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words shown."""
        return self._text

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.ui_font(12, theme.SEMIBOLD)).horizontalAdvance(self._text)
        return QSize(self._words_left() + words + theme.scaled(_PADDING), theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _words_left(self) -> int:
        icon = theme.scaled(_ICON) + theme.scaled(_GAP) if self._icon_name else 0
        return theme.scaled(_PADDING) + icon

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        paint.fill_box(painter, self.rect(), theme.color(self._back_token))
        if self._icon_name:
            place = QRect(theme.scaled(_PADDING), 0, theme.scaled(_ICON), self.height())
            paint_icon(painter, place, self._icon_name, self._token)
        painter.setFont(theme.ui_font(12, theme.SEMIBOLD))
        painter.setPen(theme.color(self._token))
        painter.drawText(self.rect().adjusted(self._words_left(), 0, 0, 0), _MIDDLE_LEFT, self._text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()
        super().changeEvent(event)
