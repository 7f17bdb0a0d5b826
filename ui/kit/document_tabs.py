"""The tabs of open documents: method, title, and a dot where something is not saved."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.kit import paint
from ui.kit.icons import paint_icon
from ui.kit.tab_strip import HEIGHT, DocumentTab, Place, TabStrip

__all__ = ["DocumentTab", "DocumentTabs"]

_ACCENT_HEIGHT: Final = 2
_DOT_RADIUS: Final = 4.0
_MIDDLE_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_LEFT_BUTTON: Final = Qt.MouseButton.LeftButton
_MIDDLE_BUTTON: Final = Qt.MouseButton.MiddleButton
_TOOL_TIP: Final = QEvent.Type.ToolTip
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_KEYBOARD: Final = QContextMenuEvent.Reason.Keyboard
_EXPANDING: Final = QSizePolicy.Policy.Expanding
_FIXED: Final = QSizePolicy.Policy.Fixed
_KEY_LEFT: Final = Qt.Key.Key_Left
_KEY_RIGHT: Final = Qt.Key.Key_Right
_KEY_HOME: Final = Qt.Key.Key_Home
_KEY_END: Final = Qt.Key.Key_End
_KEY_DELETE: Final = Qt.Key.Key_Delete
_NOWHERE: Final = QPoint(-1, -1)


class DocumentTabs(QWidget):
    """A row of document tabs, 38 px high.

    Signals: ``current_changed`` (index), ``close_requested`` (index; the tab stays until `show_tabs`
    leaves it out), ``new_requested``, ``moved`` (from, to; the tabs are in their new order already),
    ``keep_requested`` (index of a preview that was double-clicked), ``context_menu_requested``
    (index or -1, global position).
    """

    current_changed = Signal(int)
    close_requested = Signal(int)
    new_requested = Signal()
    moved = Signal(int, int)
    keep_requested = Signal(int)
    context_menu_requested = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: tuple[DocumentTab, ...] = ()
        self._current = -1
        self._strip = TabStrip()
        self._mouse = _NOWHERE
        self._pressed = _NOWHERE
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(_EXPANDING, _FIXED)
        self._announce()

    # What is shown.

    @property
    def current(self) -> int:
        """The index of the active tab, -1 where there is none."""
        return self._current

    def tabs(self) -> tuple[DocumentTab, ...]:
        """The tabs as they are shown, in order."""
        return self._tabs

    def show_tabs(self, tabs: tuple[DocumentTab, ...], current: int) -> None:
        """Show these tabs with this one active; nobody is told."""
        same_place = current == self._current and len(tabs) == len(self._tabs)
        self._tabs = tabs
        self._current = current if 0 <= current < len(tabs) else -1
        self._strip.lay_out(tabs, self.width())
        if not same_place:
            self._strip.reveal(self._current)
        self._announce()
        self.update()

    def set_current(self, index: int) -> None:
        """Make a tab active; ``current_changed`` tells it when it was another one before."""
        if index == self._current or not 0 <= index < len(self._tabs):
            return
        self._current = index
        self._strip.reveal(index)
        self._announce()
        self.update()
        self.current_changed.emit(index)

    def list_menu(self) -> QMenu:
        """A menu of all tabs, the active one checked; made for the list button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # In a group only the active one has a mark; else every tab has an empty check box.
        group = QActionGroup(menu)
        for index, tab in enumerate(self._tabs):
            dot = " •" if tab.dirty else ""
            action = menu.addAction(f"{tab.method}  {tab.title}{dot}".strip().replace("&", "&&"))
            action.setCheckable(True)
            group.addAction(action)
            action.setChecked(index == self._current)
            action.triggered.connect(lambda _checked=False, chosen=index: self.set_current(chosen))
        return menu

    def _announce(self) -> None:
        """Put into words what the picture shows."""
        if self._current < 0:
            self.setAccessibleName("Open requests: none")
            return
        tab = self._tabs[self._current]
        state = ", not saved" if tab.dirty else ""
        place = f"{self._current + 1} of {len(self._tabs)}"
        words = f"{tab.method} {tab.title}".strip()
        self.setAccessibleName(f"Open requests: {words}, {place}{state}")

    # Size.

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(HEIGHT) * 10, theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(HEIGHT) * 3, theme.scaled(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strip.lay_out(self._tabs, self.width())
        self._strip.reveal(self._current)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._strip.lay_out(self._tabs, self.width())
            self.updateGeometry()

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))
        painter.setClipRect(0, 0, self._strip.room, self.height())
        for index, tab in enumerate(self._tabs):
            self._paint_tab(painter, index, tab)
        painter.setClipping(False)
        self._paint_button(painter, self._strip.new_button(), "plus")
        self._paint_button(painter, self._strip.list_button(), "chevron-down")

    def _paint_tab(self, painter: QPainter, index: int, tab: DocumentTab) -> None:
        place = self._strip.place(index)
        active = index == self._current
        hovered = index == self._strip.index_at(self._mouse.x())
        if active:
            painter.fillRect(place.tab, theme.color("panel"))
            painter.fillRect(place.tab.x(), 0, place.tab.width(), _ACCENT_HEIGHT, theme.color("accent"))
        elif hovered:
            painter.fillRect(place.tab.adjusted(0, 0, 0, -1), theme.color("hover"))
        painter.fillRect(place.tab.right(), 0, 1, place.tab.height(), theme.color("border"))
        self._paint_words(painter, place, tab, active or hovered)
        self._paint_mark(painter, place, tab.dirty, "muted" if active or hovered else "faint")
        if active and self.hasFocus():
            paint.focus_ring(painter, place.tab.adjusted(4, 6, -5, -6))

    def _paint_words(self, painter: QPainter, place: Place, tab: DocumentTab, strong: bool) -> None:
        painter.setFont(theme.mono_font(10, theme.BOLD))
        painter.setPen(theme.method_color(tab.method))
        painter.drawText(place.method.adjusted(0, 0, 4, 0), _MIDDLE_LEFT, tab.short_method)
        font = theme.ui_font()
        font.setItalic(tab.preview)
        painter.setFont(font)
        painter.setPen(theme.color("text" if strong else "muted"))
        painter.drawText(place.title.adjusted(0, 0, 4, 0), _MIDDLE_LEFT, place.words)

    def _paint_mark(self, painter: QPainter, place: Place, dirty: bool, token: str) -> None:
        """The cross that closes, or the dot in its place until the mouse comes near."""
        on_mark = place.mark.adjusted(-4, -4, 4, 4).contains(self._mouse)
        if dirty and not on_mark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            centre = QPointF(
                place.mark.x() + place.mark.width() / 2, place.mark.y() + place.mark.height() / 2
            )
            painter.drawEllipse(centre, _DOT_RADIUS, _DOT_RADIUS)
            return
        if on_mark:
            paint.fill_box(painter, place.mark.adjusted(-2, -2, 2, 2), theme.color("border"), 4)
        paint_icon(painter, place.mark, "close", "text" if on_mark else token)

    def _paint_button(self, painter: QPainter, rect: QRect, name: str) -> None:
        if rect.isEmpty():
            return
        if rect.contains(self._mouse):
            paint.fill_box(painter, rect.adjusted(4, 5, -4, -5), theme.color("hover"))
        paint_icon(painter, rect, name)

    # Mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self._strip.index_at(place.x())
        if event.button() == _MIDDLE_BUTTON and index >= 0:
            self.close_requested.emit(index)
        elif event.button() == _LEFT_BUTTON:
            self._press(place, index)

    def _press(self, place: QPoint, index: int) -> None:
        if self._strip.new_button().contains(place):
            self.new_requested.emit()
        elif self._strip.list_button().contains(place):
            self.list_menu().popup(self.mapToGlobal(self._strip.list_button().bottomLeft()))
        elif index >= 0 and not self._on_mark(index, place):
            self._pressed = place
            self.set_current(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self._strip.index_at(place.x())
        dragging = self._pressed != _NOWHERE
        self._pressed, self._dragged = _NOWHERE, False
        if event.button() == _LEFT_BUTTON and not dragging and index >= 0 and self._on_mark(index, place):
            self.close_requested.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self._strip.index_at(place.x())
        if index < 0 or event.button() != _LEFT_BUTTON:
            self.mousePressEvent(event)
        elif self._tabs[index].preview:
            self.keep_requested.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position().toPoint()
        if self._pressed != _NOWHERE:
            self._drag(self._mouse)
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._mouse = _NOWHERE
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        self._strip.scroll(-(turned.x() or turned.y()) // 2)
        self.update()
        event.accept()

    def _drag(self, place: QPoint) -> None:
        """Move the active tab along with the mouse, once it has gone far enough to mean it."""
        far = abs(place.x() - self._pressed.x()) >= QApplication.startDragDistance()
        self._dragged = self._dragged or far
        target = self._strip.drop_index(place.x())
        if self._dragged and target != self._current:
            self._move(self._current, target)

    def _move(self, source: int, target: int) -> None:
        order = list(self._tabs)
        order.insert(target, order.pop(source))
        self._tabs = tuple(order)
        self._current = target
        self._strip.lay_out(self._tabs, self.width())
        self._announce()
        self.update()
        self.moved.emit(source, target)

    def _on_mark(self, index: int, place: QPoint) -> bool:
        return self._strip.place(index).mark.adjusted(-4, -4, 4, 4).contains(place)

    # Keyboard, menus, tooltips.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._tabs) - 1
        targets = {
            _KEY_LEFT: max(self._current - 1, 0),
            _KEY_RIGHT: min(self._current + 1, last),
            _KEY_HOME: 0,
            _KEY_END: last,
        }
        if event.key() == _KEY_DELETE and self._current >= 0:
            self.close_requested.emit(self._current)
        elif event.key() in targets:
            self.set_current(targets[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == _KEYBOARD and self._current >= 0:
            below = self._strip.place(self._current).tab.bottomLeft()
            self.context_menu_requested.emit(self._current, self.mapToGlobal(below))
        else:
            self.context_menu_requested.emit(self._strip.index_at(event.x()), event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == _TOOL_TIP and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    def _tip(self, place: QPoint) -> str:
        if self._strip.new_button().contains(place):
            return "New request (Ctrl+N)"
        if self._strip.list_button().contains(place):
            return "All open requests"
        index = self._strip.index_at(place.x())
        if index < 0:
            return ""
        tab = self._tabs[index]
        if self._on_mark(index, place):
            return "Close (Ctrl+W), not saved" if tab.dirty else "Close (Ctrl+W)"
        return "\n".join(part for part in (f"{tab.method} {tab.title}".strip(), tab.path) if part)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
