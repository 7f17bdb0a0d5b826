"""The icons: one family of SVG drawings, coloured for the theme in force at the moment they are painted."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ui import theme

ICON_SIZE: Final = 16  # pixels; the grid that every drawing is made on

_LARGE: Final = 24
_STROKE: Final = 'stroke-width="1.5"'
_THIN_STROKE: Final = 'stroke-width="1"'
_FOLDER: Final = Path(__file__).parent / "icons"
_TRANSPARENT: Final = Qt.GlobalColor.transparent
_DISABLED: Final = QIcon.Mode.Disabled


def icon(name: str, token: str = "muted") -> QIcon:
    """An icon that follows the theme.

    Args:
        name: a file of ``ui/kit/icons`` without its ending.
        token: the colour; a disabled icon is faint whatever it says.
    """
    _drawing(name)  # A misspelt name shall fail here, not in a paint event.
    return QIcon(_Engine(name, token))


def paint_icon(
    painter: QPainter, rect: QRect, name: str, token: str = "muted", size: int | None = None
) -> None:
    """Paint an icon into the middle of a rectangle, ``size`` pixels wide or smaller where the rectangle is.
    Without a size it is 16 px at the base text size."""
    side = min(rect.width(), rect.height(), size or theme.scaled(ICON_SIZE))
    corner = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(corner, _picture(name, theme.color(token), QSize(side, side), ratio))


def names() -> tuple[str, ...]:
    """Every icon there is, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))


@cache
def _drawing(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def _picture(name: str, color: QColor, size: QSize, ratio: float) -> QPixmap:
    """The drawing as a pixmap of ``size`` logical pixels, sharp at this device pixel ratio."""
    key = f"sonde-icon:{name}:{color.name()}:{size.width()}x{size.height()}@{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(size * ratio)
    made.fill(_TRANSPARENT)
    painter = QPainter(made)
    source = _drawing(name).replace("currentColor", color.name())
    if size.width() >= _LARGE:
        # Drawn twice as large, lines of full weight would shout beside the text.
        source = source.replace(_STROKE, _THIN_STROKE)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


class _Engine(QIconEngine):
    """Lets Qt ask for the icon again whenever it paints, so a new theme needs no new icons."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect.topLeft(), _picture(self._name, self._color(mode), rect.size(), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        return _picture(self._name, self._color(mode), size, scale)

    def actualSize(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QSize:
        return size

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def iconName(self) -> str:
        return self._name

    def isNull(self) -> bool:
        return False

    def _color(self, mode: QIcon.Mode) -> QColor:
        return theme.color("faint" if mode == _DISABLED else self._token)
