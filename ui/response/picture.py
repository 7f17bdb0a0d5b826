"""A body that is no text: what it is and how large, its picture where it is one, and a way to save it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.format import words
from app.format.languages import SAMPLE_SIZE, binary_name
from app.model.exchange import Response
from ui import theme
from ui.kit.button import PlainButton
from ui.kit.icons import paint_icon
from ui.kit.labels import ElidedLabel

_BYTES_LIMIT: Final = 20_000_000
_PIXEL_LIMIT: Final = 40_000_000
_LARGEST_SIDE: Final = 2048  # pixels; larger pictures are scaled down while they are read
_ICON: Final = 32
_KEEP_RATIO: Final = Qt.AspectRatioMode.KeepAspectRatio
_SMOOTH: Final = QPainter.RenderHint.SmoothPixmapTransform


class BinaryView(QWidget):
    """One line of facts with a Save button, and below it a picture or an icon."""

    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = ElidedLabel("", "muted")
        self._picture = _Picture()
        self.save = PlainButton("Save to a file…", icon_name="download")
        self.save.clicked.connect(self.save_requested)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._facts, 1)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._picture, 1)

    def show_body(self, response: Response) -> None:
        """Show what the body is; pictures of ordinary size are shown themselves."""
        name = binary_name(response.content_type, response.body.read(SAMPLE_SIZE))
        image, size = _read_image(response) if name.endswith("image") else (QImage(), QSize())
        facts = [name, words.size(response.body.size)]
        if size.isValid():
            facts.insert(1, f"{words.count(size.width())} × {words.count(size.height())}")
        self._facts.setText(" · ".join(facts))
        self._picture.show_image(image, "image" if name.endswith("image") else "file")
        self._picture.setAccessibleName(", ".join(facts))

    def facts(self) -> str:
        """What is said of the body."""
        return self._facts.text()

    def has_picture(self) -> bool:
        """Whether the body itself is on the screen."""
        return not self._picture.image.isNull()


class _Picture(QWidget):
    """An image in the middle, never larger than itself; without one, an icon."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self._icon_name = "file"

    def show_image(self, image: QImage, icon_name: str) -> None:
        self.image, self._icon_name = image, icon_name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.rect().adjusted(12, 12, -12, -12)
        if self.image.isNull():
            paint_icon(painter, room, self._icon_name, "faint", theme.scaled(_ICON))
            return
        size = self.image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size(), _KEEP_RATIO)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        painter.setRenderHint(_SMOOTH)
        painter.drawImage(place, self.image)


def _read_image(response: Response) -> tuple[QImage, QSize]:
    """The image, null where it is too large or broken, and its size in pixels."""
    buffer = QBuffer()
    buffer.setData(QByteArray(response.body.read(_BYTES_LIMIT)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _PIXEL_LIMIT:
        return QImage(), size
    if max(size.width(), size.height()) > _LARGEST_SIDE:
        reader.setScaledSize(size.scaled(_LARGEST_SIDE, _LARGEST_SIDE, _KEEP_RATIO))
    return reader.read(), size
