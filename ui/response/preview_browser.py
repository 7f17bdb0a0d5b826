"""The surface of pages: a document that grows piece by piece, loads nothing, and leads nowhere."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import unquote

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QElapsedTimer,
    QEvent,
    QIODevice,
    QRect,
    QSize,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QFontMetrics, QImage, QImageReader, QPainter, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ui import theme
from ui.kit.icons import ICON_SIZE, paint_icon

SLICE: Final = 6  # ms of putting pieces into the document, then events have their turn
_PIXEL_LIMIT: Final = 1_000_000
_FORMATS: Final = ("png", "jpeg", "gif", "webp", "bmp")
_PADDING: Final = 6
_IMAGE: Final = 2  # QTextDocument.ResourceType.ImageResource
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_ELIDE: Final = Qt.TextElideMode.ElideRight

PAPER: Final = ("#ffffff", "#1c1f24", "#1d4ed8")
"""Ground, words and links of pages: they bring colours of their own, and most count on white paper."""


class PageBrowser(QTextBrowser):
    """Shows pieces of a page. Links are only told, by the signals of QTextBrowser."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(12)
        self._paper = False
        self._waiting: list[str] = []
        self._images: Sequence[str] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._add_some)

    def show_pieces(self, pieces: Sequence[str], images: Sequence[str], sheet: str, paper: bool) -> None:
        """Show a page; ``paper``: on white, whatever the theme is."""
        self.clear_page()
        self._paper = paper
        self._show_colors()
        self.document().setDefaultStyleSheet(f"a {{ color: {self._colors()[2]} }}\n{sheet}")
        self._images = images
        self._waiting = list(reversed(pieces))
        self._add_some()

    def clear_page(self) -> None:
        """Let go of the page."""
        self._timer.stop()
        self._waiting.clear()
        self._images = ()
        self.clear()

    def complete(self) -> bool:
        """Whether all pieces are in the document."""
        return not self._waiting

    def _add_some(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        cursor = QTextCursor(self.document())
        while self._waiting:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if not self.document().isEmpty():
                cursor.insertBlock()
            cursor.insertHtml(self._waiting.pop())
            if clock.elapsed() >= SLICE:
                break
        if not self._waiting:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(0)

    def _colors(self) -> tuple[str, str, str]:
        if self._paper:
            return PAPER
        return theme.color("panel").name(), theme.color("text").name(), theme.color("link").name()

    def _show_colors(self) -> None:
        ground, words, _ = self._colors()
        # The sheet of the program gives editors a ground and an edge, and only another sheet undoes that.
        wanted = f"QTextBrowser {{ background: {ground}; color: {words}; border: none; border-radius: 0; }}"
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._show_colors()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """The only pictures are those that came with the page; everything else is nothing."""
        wanted = name if isinstance(name, str) else name.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        source, _, rest = wanted.partition(":")
        if kind != _IMAGE:
            return QByteArray()
        if source == "image" and rest.isdecimal() and int(rest) < len(self._images):
            return _read(self._images[int(rest)])
        return self._placeholder(unquote(rest) if source == "placeholder" else "")

    def _placeholder(self, words: str) -> QImage:
        """A box in place of a picture that is not loaded, with the words that describe it."""
        ratio = self.devicePixelRatioF()
        color = theme.color("faint")
        font = theme.ui_font(12)
        side = theme.scaled(ICON_SIZE)
        text = QFontMetrics(font).elidedText(words, _ELIDE, theme.scaled(240))
        width = side + 2 * _PADDING + (QFontMetrics(font).horizontalAdvance(text) + _PADDING if text else 0)
        box = QRect(0, 0, width, side + 2 * _PADDING)
        image = QImage(box.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setPen(color)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        paint_icon(painter, QRect(_PADDING, _PADDING, side, side), "image", "faint")
        painter.setFont(font)
        painter.drawText(box.adjusted(side + 2 * _PADDING, 0, 0, 0), int(_MIDDLE), text)
        painter.end()
        return image


def _read(body: str) -> QImage:
    """An embedded picture of ordinary size and format; else none."""
    try:
        data = base64.b64decode(unquote(body))
    except (binascii.Error, ValueError):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size: QSize = reader.size()
    if bytes(reader.format().data()).decode() not in _FORMATS:
        return QImage()
    return reader.read() if 0 < size.width() * size.height() <= _PIXEL_LIMIT else QImage()
