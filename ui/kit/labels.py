"""Labels that keep the theme's colours and fonts, also when these change."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme

_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_WINDOW_TEXT: Final = QPalette.ColorRole.WindowText
_LINK: Final = QPalette.ColorRole.Link
_ELIDE_RIGHT: Final = Qt.TextElideMode.ElideRight
_IGNORED: Final = QSizePolicy.Policy.Ignored
_FIXED: Final = QSizePolicy.Policy.Fixed


class Label(QLabel):
    """A QLabel in a token's colour and one of the theme's fonts. The text is plain, never markup."""

    def __init__(self, text: str = "", token: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._token = token
        self._size = theme.BASE_TEXT_SIZE
        self._weight = theme.NORMAL
        self._mono = False
        # What a server or a file says must never be read as markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._restyle()

    def set_token(self, token: str) -> None:
        """Change the colour."""
        self._token = token
        self._restyle()

    def set_type(self, size: int, weight: QFont.Weight = theme.NORMAL, mono: bool = False) -> None:
        """Change the font: pixels at the base text size, weight, and whether machines read it."""
        self._size, self._weight, self._mono = size, weight, mono
        self._restyle()

    def _restyle(self) -> None:
        make = theme.mono_font if self._mono else theme.ui_font
        self.setFont(make(self._size, self._weight))
        colors = self.palette()
        colors.setColor(_WINDOW_TEXT, theme.color(self._token))
        colors.setColor(_LINK, theme.color("link"))
        self.setPalette(colors)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()


class ElidedLabel(Label):
    """A label that ends in "…" where its text does not fit, and then shows all of it as a tooltip."""

    def __init__(self, text: str = "", token: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(text, token, parent)
        self.setSizePolicy(_IGNORED, _FIXED)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._show_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tip()

    def shown_text(self) -> str:
        """What is painted at the present width."""
        return self.fontMetrics().elidedText(self.text(), _ELIDE_RIGHT, self.contentsRect().width())

    def _show_tip(self) -> None:
        self.setToolTip(self.text() if self.shown_text() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color(self._token))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown_text())


def label(
    text: str,
    token: str = "text",
    size: int = theme.BASE_TEXT_SIZE,
    weight: QFont.Weight = theme.NORMAL,
    mono: bool = False,
) -> Label:
    """A label in one call: text, colour token, pixels at the base text size, weight, family."""
    made = Label(text, token)
    made.set_type(size, weight, mono)
    return made
