"""What a worker process does for drawings: make them harmless, then paint them large enough to zoom in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.format.charset import to_utf8
from app.preview.svg import clean_svg
from app.work.job import JobProblem, Report
from ui.response.preview_picture_job import write_layers

SIDE: Final = 2048  # pixels of the longer side
SIZE_LIMIT: Final = 32_000_000  # bytes
_ALLOCATION: Final = 64  # MiB of one embedded bitmap
_KEEP_RATIO: Final = Qt.AspectRatioMode.KeepAspectRatio
_PIXELS: Final = QImage.Format.Format_ARGB32_Premultiplied


def draw_svg(_report: Report, source: str, target: str, encoding: str) -> dict[str, Any]:
    """Paint the drawing in one file and write its layers, as of a picture, into another.

    Returns:
        ``format``, ``width`` and ``height`` as the drawing says, ``alpha``, ``layers`` and ``left_out``,
        what could not be kept, in words.
    """
    path = Path(source)
    if path.stat().st_size > SIZE_LIMIT:
        raise JobProblem(f"it is larger than {SIZE_LIMIT // 1_000_000} MB", "limit")
    drawing = clean_svg(to_utf8(path.read_bytes(), encoding))
    QImageReader.setAllocationLimit(_ALLOCATION)
    # Words in a drawing need fonts, which only an application has; it must not need a screen.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    renderer = QSvgRenderer(QByteArray(drawing.svg))
    if not renderer.isValid():
        raise JobProblem("it holds nothing that can be drawn")
    size = _size_of(renderer)
    layers = write_layers(_paint(renderer, size), Path(target))
    del renderer, application
    return {
        "format": "SVG",
        "width": max(1, round(size.width())),
        "height": max(1, round(size.height())),
        "alpha": True,
        "layers": layers,
        "left_out": drawing.left_out,
    }


def _size_of(renderer: QSvgRenderer) -> QSizeF:
    size = QSizeF(renderer.defaultSize())
    size = size if not size.isEmpty() else renderer.viewBoxF().size()
    if size.isEmpty():
        raise JobProblem("it has no size")
    return size


def _paint(renderer: QSvgRenderer, size: QSizeF) -> QImage:
    pixels = size.scaled(SIDE, SIDE, _KEEP_RATIO).toSize().expandedTo(QSize(1, 1))
    image = QImage(pixels, _PIXELS)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, pixels.width(), pixels.height()))
    painter.end()
    return image
