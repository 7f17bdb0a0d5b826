"""A secret that is kept in the keyring, shown as what it is: a lock and the name of its variable."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.kit import paint
from ui.kit.icons import paint_icon

_HEIGHT: Final = 34
_CHIP_HEIGHT: Final = 22
_LEFT: Final = 6
_ICON: Final = 16
_ELIDE: Final = Qt.TextElideMode.ElideRight
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_EXPANDING: Final = QSizePolicy.Policy.Expanding
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_FIXED: Final = QSizePolicy.Policy.Fixed


class SecretChip(QAbstractButton):
    """Looks like a field and answers like a button: a click, Space or Enter opens its menu."""

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._name = ""
        self._revealed: str | None = None
        self.setAccessibleName(field)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(_EXPANDING, _FIXED)

    def show_name(self, name: str) -> None:
        """The variable that holds the secret."""
        self._name, self._revealed = name, None
        self.setAccessibleName(f"{self._field}: secret {name}, kept in the keyring")
        self.setToolTip(f"{name}: secret in the keyring; the file holds only this name")
        self.update()

    def reveal(self, value: str | None) -> None:
        """Show the secret itself, or with None hide it again."""
        self._revealed = value
        self.update()

    def shown_text(self) -> str:
        """What is painted now."""
        return self._name if self._revealed is None else self._revealed

    def sizeHint(self) -> QSize:
        return QSize(160, theme.scaled(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _ENTER and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        paint.fill_box(painter, self.rect(), theme.color("input"))
        paint.outline_box(painter, self.rect(), theme.color("border"))
        font = theme.mono_font()
        metrics = QFontMetrics(font)
        room = self.width() - 2 * _LEFT - _ICON - 20
        text = metrics.elidedText(self.shown_text(), _ELIDE, room)
        height = theme.scaled(_CHIP_HEIGHT)
        chip = QRect(
            _LEFT, (self.height() - height) // 2, metrics.horizontalAdvance(text) + _ICON + 18, height
        )
        paint.fill_box(painter, chip, theme.color("warn_back" if self._revealed else "selection"), 4)
        paint_icon(painter, QRect(chip.x() + 6, chip.y(), _ICON, height), "lock", "link")
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(chip.adjusted(_ICON + 10, 0, 0, 0), _MIDDLE, text)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())
