"""The row of the globals above a list of environments: always in force, weaker than all of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.format import words
from ui import theme
from ui.kit import paint
from ui.kit.icons import paint_icon

_TEXT: Final = 36  # pixels before the words, as in the list below
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class GlobalsRow(QAbstractButton):
    """Says how many there are; pressing it opens their table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText("Globals")
        self.setToolTip(
            "Variables of this computer, seen by every collection; any environment wins over them"
        )
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many variables there are."""
        self._count = count
        self.setAccessibleName(f"Globals, {words.count(count, 'variable')}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.row_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color("hover"))
        paint_icon(painter, QRect(12, 0, 16, self.height()), "globe", "muted")
        painter.setFont(theme.ui_font())
        painter.setPen(theme.color("text"))
        painter.drawText(self.rect().adjusted(_TEXT, 0, 0, 0), _LEFT, self.text())
        painter.setFont(theme.ui_font(11))
        painter.setPen(theme.color("muted"))
        painter.drawText(self.rect().adjusted(0, 0, -12, 0), _RIGHT, str(self._count))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()
        super().changeEvent(event)
