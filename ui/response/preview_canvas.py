"""The surface that pictures and pages are looked at: fits them in, zooms towards the pointer, pans."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui import theme
from ui.kit import paint
from ui.response.preview_files import NOTHING, Pixels

_STEP: Final = 1.25
_SMALLEST, _LARGEST = 0.01, 32.0
_MARGIN: Final = 12
_SQUARE: Final = 8
_SMOOTH: Final = QPainter.RenderHint.SmoothPixmapTransform
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_LEFT: Final = Qt.MouseButton.LeftButton
_OPEN_HAND: Final = Qt.CursorShape.OpenHandCursor
_CLOSED_HAND: Final = Qt.CursorShape.ClosedHandCursor
_ARROW: Final = Qt.CursorShape.ArrowCursor
_STRONG_FOCUS: Final = Qt.FocusPolicy.StrongFocus
_LARGER_KEYS: Final = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_SMALLER_KEY: Final = Qt.Key.Key_Minus
_TURNS: Final = {int(Qt.Key.Key_PageDown): 1, int(Qt.Key.Key_PageUp): -1}
_FIT_KEY: Final = Qt.Key.Key_0
_WHOLE_KEY: Final = Qt.Key.Key_1


class PictureCanvas(QAbstractScrollArea):
    """Shows one picture, all of it or as wide as the view.

    Signals: ``zoom_changed``: the scale is another one, by the user or by a new size; ``page_wanted``:
    the user turned over, forwards (1) or back (-1).
    """

    zoom_changed = Signal()
    page_wanted = Signal(int)

    def __init__(self, name: str, fit_width: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit_width = fit_width
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(_STRONG_FOCUS)
        self._pixels = NOTHING
        self._size = QSize()
        self._alpha = False
        self._zoom: float | None = None
        self._grabbed: QPoint | None = None
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setSingleStep(40)

    def show_pixels(self, pixels: Pixels, size: QSize, alpha: bool = False) -> None:
        """Show a picture and its smaller copies; its real size in pixels; whether it is transparent.
        One of the same size as that before is shown as large and at the same place."""
        keep = size == self._size
        self._pixels, self._size, self._alpha = pixels, size, alpha
        if not keep:
            self._zoom = None
        self._settle()

    def show_frame(self, pixels: Pixels) -> None:
        """Show the next frame of the picture in its place."""
        self._pixels = pixels
        self.viewport().update()

    def clear(self) -> None:
        """Let go of the picture."""
        self._pixels, self._size = NOTHING, QSize()
        self._settle()

    @property
    def image(self) -> QImage:
        """The picture in its largest copy; null where none is shown."""
        return self._pixels.images[0] if self._pixels.images else QImage()

    @property
    def scale(self) -> float:
        """Logical pixels of the screen for one of the picture."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def fits(self) -> bool:
        """Whether the picture follows the size of the view."""
        return self._zoom is None

    def fit(self) -> None:
        """Show all of the picture, never larger than it is."""
        self._zoom = None
        self._settle()

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Show the picture at a scale; the point of it at ``anchor`` of the viewport stays there."""
        if not self._pixels.images:
            return
        at = anchor or QPointF(self.viewport().rect().center())
        place = self._place()
        share_x = (at.x() - place.x()) / max(place.width(), 1)
        share_y = (at.y() - place.y()) / max(place.height(), 1)
        self._zoom = min(max(scale, _SMALLEST), _LARGEST)
        self._settle()
        size = self._scaled_size()
        self.horizontalScrollBar().setValue(round(share_x * size.width() + _MARGIN - at.x()))
        self.verticalScrollBar().setValue(round(share_y * size.height() + _MARGIN - at.y()))

    def zoom_in(self) -> None:
        """One step larger."""
        self.zoom_to(self.scale * _STEP)

    def zoom_out(self) -> None:
        """One step smaller."""
        self.zoom_to(self.scale / _STEP)

    # Where it is

    def _fitting(self) -> float:
        if self._size.isEmpty():
            return 1.0
        # Without scroll bars, whether they are there now or not.
        room = self.maximumViewportSize()
        if self._fit_width:
            bar = self.verticalScrollBar().sizeHint().width()
            return max((room.width() - bar - 2 * _MARGIN) / self._size.width(), _SMALLEST)
        wide = (room.width() - 2 * _MARGIN) / self._size.width()
        high = (room.height() - 2 * _MARGIN) / self._size.height()
        return max(min(wide, high, 1.0), 1 / max(self._size.width(), self._size.height()))

    def _scaled_size(self) -> QSize:
        scale = self.scale
        return QSize(round(self._size.width() * scale), round(self._size.height() * scale)).expandedTo(
            QSize(1, 1)
        )

    def _place(self) -> QRect:
        """Where the picture is in the viewport."""
        size, room = self._scaled_size(), self.viewport().size()
        left = max((room.width() - size.width()) // 2, _MARGIN) - self.horizontalScrollBar().value()
        top = max((room.height() - size.height()) // 2, _MARGIN) - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), size)

    def _settle(self) -> None:
        size = self._scaled_size() if self._pixels.images else QSize(0, 0)
        for bar, length, room in (
            (self.horizontalScrollBar(), size.width(), self.maximumViewportSize().width()),
            (self.verticalScrollBar(), size.height(), self.maximumViewportSize().height()),
        ):
            bar.setRange(0, max(0, length + 2 * _MARGIN - room))
            bar.setPageStep(room)
        self.viewport().setCursor(_OPEN_HAND if self._can_pan() else _ARROW)
        self.viewport().update()
        self.zoom_changed.emit()

    def _can_pan(self) -> bool:
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("panel"))
        if self._pixels.images:
            self._paint_picture(painter)
        if self.hasFocus():
            paint.focus_ring(paint.start(painter), self.viewport().rect(), 0)

    def _paint_picture(self, painter: QPainter) -> None:
        place = self._place()
        seen = place.intersected(self.viewport().rect())
        if seen.isEmpty():
            return
        if self._alpha:
            painter.setBrushOrigin(place.topLeft())
            painter.fillRect(seen, _chequers())
        layer = self._layer_for(place.width())
        across, down = layer.width() / place.width(), layer.height() / place.height()
        part = seen.translated(-place.topLeft())
        source = QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)
        # Pixels that are looked at one by one shall have edges.
        painter.setRenderHint(_SMOOTH, self.scale < 2)
        painter.drawImage(QRectF(seen), layer, source)
        if self._fit_width:
            # White paper on a white surface would have no edge.
            painter.setPen(theme.color("border"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _layer_for(self, width: int) -> QImage:
        """The smallest copy that has as many pixels as the screen."""
        wanted = width * self.devicePixelRatioF()
        enough = [layer for layer in self._pixels.images if layer.width() >= wanted]
        return enough[-1] if enough else self._pixels.images[0]

    # What the user does

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _CONTROL:
            steps = event.angleDelta().y() / 120
            self.zoom_to(self.scale * _STEP**steps, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT and self._can_pan():
            self._grabbed = event.position().toPoint()
            self.viewport().setCursor(_CLOSED_HAND)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            return
        moved = event.position().toPoint() - self._grabbed
        self._grabbed = event.position().toPoint()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed = None
        self.viewport().setCursor(_OPEN_HAND if self._can_pan() else _ARROW)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.fits:
            self.zoom_to(1.0, event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _LARGER_KEYS:
            self.zoom_in()
        elif key == _SMALLER_KEY:
            self.zoom_out()
        elif key in _TURNS:
            self._turn(_TURNS[key])
        elif key == _FIT_KEY:
            self.fit()
        elif key == _WHOLE_KEY:
            self.zoom_to(1.0)
        else:
            super().keyPressEvent(event)

    def _turn(self, step: int) -> None:
        """Scroll a page of the screen, and where there is no more, to the next page of the document."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step * bar.pageStep())
        if bar.value() == before:
            self.page_wanted.emit(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()


def _chequers() -> QBrush:
    """Squares in two quiet colours: what shows through a transparent picture."""
    tile = QPixmap(2 * _SQUARE, 2 * _SQUARE)
    tile.fill(theme.color("window"))
    painter = QPainter(tile)
    for corner in (QPoint(0, 0), QPoint(_SQUARE, _SQUARE)):
        painter.fillRect(QRect(corner, QSize(_SQUARE, _SQUARE)), theme.color("border_soft"))
    painter.end()
    return QBrush(tile)
