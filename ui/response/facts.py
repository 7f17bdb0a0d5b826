"""A line of short facts with dots between them; the tooltip tells those that do not fit."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

_GAP: Final = 8  # pixels on each side of a dot
_DOT: Final = "·"
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_IGNORED: Final = QSizePolicy.Policy.Ignored
_PREFERRED: Final = QSizePolicy.Policy.Preferred


class Facts(QWidget):
    """Figures of an exchange in one line, the most important first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._facts: tuple[str, ...] = ()
        self.setSizePolicy(_IGNORED, _PREFERRED)

    def show_facts(self, facts: tuple[str, ...]) -> None:
        """Show these in place of the ones before."""
        self._facts = facts
        self.setAccessibleName(f"{self._name}: {', '.join(facts)}" if facts else self._name)
        self._explain()
        self.update()

    def facts(self) -> tuple[str, ...]:
        """All of them, shown or left out."""
        return self._facts

    def shown(self) -> tuple[str, ...]:
        """Those that fit the present width; the first one always counts as fitting."""
        metrics, left, shown = QFontMetrics(theme.ui_font(13, theme.MEDIUM)), 0, 0
        for fact in self._facts:
            left += metrics.horizontalAdvance(fact)
            if shown and left > self.width():
                break
            left += metrics.horizontalAdvance(_DOT) + 2 * _GAP
            shown += 1
        return self._facts[:shown]

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(200), theme.scaled(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme.ui_font(13, theme.MEDIUM)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = 0
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        for index, fact in enumerate(self.shown()):
            if index:
                painter.setPen(theme.color("muted"))
                painter.drawText(QPoint(left + _GAP, baseline), _DOT)
                left += metrics.horizontalAdvance(_DOT) + 2 * _GAP
            painter.setPen(theme.color("text"))
            painter.drawText(QPoint(left, baseline), fact)
            left += metrics.horizontalAdvance(fact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()
            self._explain()

    def _explain(self) -> None:
        hidden = len(self.shown()) < len(self._facts)
        self.setToolTip(f" {_DOT} ".join(self._facts) if hidden else "")
