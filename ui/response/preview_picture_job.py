"""What a worker process does for pictures: decode them, and write plain pixels that the window only maps.

A decoder that fails, hangs or asks for too much memory takes its process down and never the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from app.format import words
from app.work.job import JobProblem, Report

PIXEL_LIMIT: Final = 100_000_000
LARGEST_SIDE: Final = 4096  # pixels; larger pictures are scaled down while they are read
_SMALLEST_LAYER: Final = 256  # pixels of the longer side
_FRAME_SIDE: Final = 1024
_FRAMES_SIZE: Final = 256_000_000  # bytes of all frames of an animation
_ALLOCATION: Final = 512  # MiB of one decoded picture

_FORMATS: Final = {
    "bmp": "BMP",
    "cur": "ICO",
    "gif": "GIF",
    "icns": "ICNS",
    "ico": "ICO",
    "jpeg": "JPEG",
    "pbm": "PBM",
    "pgm": "PGM",
    "png": "PNG",
    "ppm": "PPM",
    "tiff": "TIFF",
    "webp": "WebP",
}
_PIXELS: Final = QImage.Format.Format_ARGB32_Premultiplied
_KEEP_RATIO: Final = Qt.AspectRatioMode.KeepAspectRatio
_IGNORE_RATIO: Final = Qt.AspectRatioMode.IgnoreAspectRatio
_SMOOTH: Final = Qt.TransformationMode.SmoothTransformation
_TURNED: Final = QImageIOHandler.Transformation.TransformationRotate90


def read_picture(_report: Report, source: str, target: str) -> dict[str, Any]:
    """Decode the picture in one file and write its layers into another.

    A layer is the picture in rows of 32-bit pixels (ARGB, premultiplied); each next one has half the
    width and height, so that a small view need not look at all pixels of a large picture.

    Returns:
        ``format``, ``width`` and ``height`` of the picture as it is, ``bits`` per pixel, ``alpha``,
        ``frames``, ``animated`` and ``layers``, their widths and heights.
    """
    reader = _open(source)
    size = _size_of(reader)
    _scale_down(reader, size, LARGEST_SIDE)
    facts = {
        "format": _FORMATS[_format_of(reader)],
        "frames": max(reader.imageCount(), 1),
        "animated": reader.supportsAnimation() and reader.imageCount() > 1,
    }
    image = _read(reader)
    if reader.transformation() & _TURNED:
        size = size.transposed()
    return {
        **facts,
        "width": size.width(),
        "height": size.height(),
        "bits": image.bitPlaneCount(),
        "alpha": image.hasAlphaChannel(),
        "layers": write_layers(image, Path(target)),
    }


def read_frames(report: Report, source: str, target: str) -> dict[str, Any]:
    """Decode an animation and write its frames one after the other, as pixels like those of a layer.

    Returns:
        ``width`` and ``height`` of every frame, ``delays`` in ms, one for each frame that was written,
        and ``whole``, whether these are all.
    """
    reader = _open(source)
    size = _size_of(reader).scaled(_FRAME_SIDE, _FRAME_SIDE, _KEEP_RATIO)
    size = size if size.width() < _size_of(reader).width() else _size_of(reader)
    count = reader.imageCount()
    most = max(1, _FRAMES_SIZE // (4 * size.width() * size.height()))
    delays: list[int] = []
    with Path(target).open("wb") as file:
        while len(delays) < most and reader.canRead():
            image = reader.read()
            if image.isNull():
                break
            _write(image if image.size() == size else image.scaled(size, _IGNORE_RATIO, _SMOOTH), file)
            delays.append(max(reader.nextImageDelay(), 0))
            report(len(delays) / max(count, 1))
    whole = len(delays) >= count
    return {"width": size.width(), "height": size.height(), "delays": delays, "whole": whole}


def write_layers(image: QImage, target: Path) -> list[tuple[int, int]]:
    """Write a picture and its halves into a file; returns their widths and heights in pixels."""
    sizes = []
    with target.open("wb") as file:
        while True:
            sizes.append((image.width(), image.height()))
            _write(image, file)
            if max(sizes[-1]) <= _SMALLEST_LAYER:
                return sizes
            half = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
            image = image.scaled(half, _IGNORE_RATIO, _SMOOTH)


def _open(source: str) -> QImageReader:
    QImageReader.setAllocationLimit(_ALLOCATION)
    reader = QImageReader(source)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    # A reader of drawings is among the plugins, and drawings may refer to other files.
    if _format_of(reader) not in _FORMATS:
        raise JobProblem("its format is not known")
    if _FORMATS[_format_of(reader)] in ("ICO", "ICNS"):
        _choose_largest(reader)
    return reader


def _format_of(reader: QImageReader) -> str:
    return bytes(reader.format().data()).decode()


def _choose_largest(reader: QImageReader) -> None:
    """An icon holds the same picture in several sizes."""
    widths = []
    for index in range(min(reader.imageCount(), 64)):
        reader.jumpToImage(index)
        widths.append(reader.size().width())
    if widths:
        reader.jumpToImage(widths.index(max(widths)))


def _size_of(reader: QImageReader) -> QSize:
    size = reader.size()
    if not size.isValid():
        raise JobProblem(_words_of(reader))
    if size.width() * size.height() > PIXEL_LIMIT:
        pixels = f"{words.count(size.width())} × {words.count(size.height())} pixels"
        most = f"{PIXEL_LIMIT // 1_000_000} million"
        raise JobProblem(f"it has {pixels}, and more than {most} are not shown", "limit")
    return size


def _scale_down(reader: QImageReader, size: QSize, side: int) -> None:
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, _KEEP_RATIO).expandedTo(QSize(1, 1)))


def _read(reader: QImageReader) -> QImage:
    image = reader.read()
    if image.isNull():
        raise JobProblem(_words_of(reader))
    return image


def _words_of(reader: QImageReader) -> str:
    """The decoder's words as a clause, where it has any."""
    said = reader.errorString().strip().rstrip(".")
    if not said or reader.error() == QImageReader.ImageReaderError.UnknownError:
        return "it is broken or incomplete"
    return f"it is broken or incomplete ({said[0].lower()}{said[1:]})"


def _write(image: QImage, file: BinaryIO) -> None:
    pixels = image.convertToFormat(_PIXELS)
    file.write(pixels.constBits())
