"""The three buttons: the one filled button of a window, plain ones with an edge, and icons."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.kit import paint
from ui.kit.icons import ICON_SIZE, paint_icon

TALL: Final = 34  # pixels; beside the URL
LOW: Final = 28  # pixels; everywhere else

_PADDING: Final = 12
_ICON_GAP: Final = 6
_MIDDLE_LEFT: Final = (
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextHideMnemonic
)
_FIXED: Final = QSizePolicy.Policy.Fixed
_MINIMUM: Final = QSizePolicy.Policy.Minimum
_STRONG_FOCUS: Final = Qt.FocusPolicy.StrongFocus
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_RETURN_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Button(QPushButton):
    """What the buttons share: they are painted here, and Enter presses them as Space does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = LOW
        # Only the dialog that holds a button decides whether Enter in a field presses it.
        self.setAutoDefault(False)
        self.setFocusPolicy(_STRONG_FOCUS)
        self.setSizePolicy(_MINIMUM, _FIXED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN_KEYS and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()


class _TextButton(_Button):
    """A button with words and perhaps an icon before them; subclasses say the colours."""

    def __init__(
        self, text: str, height: int = LOW, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height = height
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))

    def show_words(self, text: str, icon_name: str = "") -> None:
        """Say something else: "Send" turns to "Cancel" while a request runs."""
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._words_width() + self._icon_width() + 2 * theme.scaled(_PADDING)
        return QSize(width, theme.scaled(self._height))

    def _font(self) -> QFont:
        return theme.ui_font(13, theme.MEDIUM)

    def _words_width(self) -> int:
        return QFontMetrics(self._font()).size(_MIDDLE_LEFT, self.text()).width()

    def _icon_width(self) -> int:
        if not self._icon_name:
            return 0
        return theme.scaled(ICON_SIZE) + (theme.scaled(_ICON_GAP) if self.text() else 0)

    def _paint_words(self, painter: QPainter, token: str) -> None:
        """Icon and words, together in the middle."""
        left = (self.width() - self._words_width() - self._icon_width()) // 2
        if self._icon_name:
            place = QRect(left, 0, theme.scaled(ICON_SIZE), self.height())
            paint_icon(painter, place, self._icon_name, token)
        painter.setFont(self._font())
        painter.setPen(theme.color(token))
        words = self.rect().adjusted(left + self._icon_width(), 0, 0, 0)
        painter.drawText(words, int(_MIDDLE_LEFT), self.text())


class PrimaryButton(_TextButton):
    """The only filled button of a window."""

    def __init__(
        self, text: str, height: int = TALL, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, height, icon_name, parent)

    def _font(self) -> QFont:
        return theme.ui_font(13, theme.SEMIBOLD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        if not self.isEnabled():
            paint.fill_box(painter, self.rect(), theme.color("hover"))
            self._paint_words(painter, "faint")
            return
        pressed = self.isDown() or self.underMouse()
        paint.fill_box(painter, self.rect(), theme.color("accent_hover" if pressed else "accent"))
        self._paint_words(painter, "accent_text")
        if self.hasFocus():
            # A ring in the button's own colour would not show: a gap of the surface parts the two.
            paint.outline_box(painter, self.rect(), theme.color("focus"), 2)
            paint.outline_box(painter, self.rect().adjusted(2, 2, -2, -2), theme.color("panel"), 1, 4)


class PlainButton(_TextButton):
    """A button with an edge and no fill. A dangerous one says so in red."""

    def __init__(
        self, text: str, height: int = LOW, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, height, icon_name, parent)
        self._token = "text"

    def set_token(self, token: str) -> None:
        """Change the colour of the words, "red" for what destroys."""
        self._token = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        active = self.isEnabled() and (self.isDown() or self.underMouse() or self.isChecked())
        paint.fill_box(painter, self.rect(), theme.color("hover" if active else "panel"))
        paint.outline_box(painter, self.rect(), theme.color("border"))
        self._paint_words(painter, self._token if self.isEnabled() else "faint")
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())


class IconButton(_Button):
    """A square button with an icon; its name is for screen readers, its tooltip for everybody."""

    def __init__(self, icon_name: str, name: str, tooltip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._token = "muted"
        self.setAccessibleName(name)
        self.setToolTip(tooltip or name)
        self.setSizePolicy(_FIXED, _FIXED)

    def show_icon(self, icon_name: str, token: str = "muted") -> None:
        """Paint another icon, or the same in another colour."""
        self._icon_name, self._token = icon_name, token
        self.update()

    def set_height(self, height: int) -> None:
        """Change the side of the square: pixels at the base text size, at least 24."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = theme.scaled(self._height)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        if self.isChecked():
            paint.fill_box(painter, self.rect(), theme.color("selection"))
        elif self.isEnabled() and (self.isDown() or self.underMouse()):
            paint.fill_box(painter, self.rect(), theme.color("hover"))
        paint_icon(painter, self.rect(), self._icon_name, self._token_now())
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())

    def _token_now(self) -> str:
        if not self.isEnabled():
            return "faint"
        return "link" if self.isChecked() else self._token
