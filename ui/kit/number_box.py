"""A field for a number, with steps up and down."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from ui import theme

_HEIGHT: Final = 28
_MARGIN: Final = 8
_STRONG_FOCUS: Final = Qt.FocusPolicy.StrongFocus
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class NumberBox(QSpinBox):
    """A whole number, 28 px high, with a name for screen readers. The wheel passes over it."""

    def __init__(self, name: str, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(lowest, highest)
        self.setFocusPolicy(_STRONG_FOCUS)
        # A style sheet's padding moves the steps of a spin box, not its digits.
        self.lineEdit().setTextMargins(_MARGIN, 0, 0, 0)
        self._restyle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.scaled(_HEIGHT))
