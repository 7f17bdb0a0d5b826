"""A view of a text of any size: it paints the visible rows straight from the bytes and holds no copy.

Everything that takes long (the index of lines, a search) runs in slices of a few milliseconds on a
timer, so that the window answers at any moment, with 100 MB as with 100 bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.format import words
from app.format.tokens import Language
from ui.kit import text_view_cursor as cursors
from ui.kit.icons import icon
from ui.kit.text_search import TextSearch
from ui.kit.text_source import Buffer
from ui.kit.text_view_access import describe_painted_text
from ui.kit.text_view_canvas import SLICE, Mark, TextCanvas
from ui.kit.text_view_cursor import Selection

COPY_LIMIT: Final = 16_000_000
"""Bytes that go to the clipboard at most; a clipboard holds its content in memory several times."""

_DRAG_INTERVAL: Final = 40  # milliseconds between two scroll steps while the mouse drags outside
_DRAG_PIXELS: Final = 8  # of distance from the edge for each row that a step scrolls

_Key = Qt.Key
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_LEFT_BUTTON: Final = Qt.MouseButton.LeftButton
_COPY: Final = QKeySequence.StandardKey.Copy
_SELECT_ALL: Final = QKeySequence.StandardKey.SelectAll
_ROW_KEYS: Final = {_Key.Key_Up: -1, _Key.Key_Down: 1}
_PAGE_KEYS: Final = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}
_STEPS: Final = {
    (_Key.Key_Left, False): cursors.character_left,
    (_Key.Key_Right, False): cursors.character_right,
    (_Key.Key_Left, True): cursors.word_left,
    (_Key.Key_Right, True): cursors.word_right,
    (_Key.Key_Home, False): cursors.row_start,
    (_Key.Key_End, False): cursors.row_end,
    (_Key.Key_Home, True): cursors.text_start,
    (_Key.Key_End, True): cursors.text_end,
}


class TextView(TextCanvas):
    """A read-only view of UTF-8 text with line numbers, colours, selection and search.

    Signals:
        lines_changed: the number of lines known so far, and whether all are counted.
        search_changed: the number of the current hit (0 for none), the hits so far, and whether the
            search has reached the end.
        copy_limited: a sentence, when a selection was too large for the clipboard.
    """

    search_changed = Signal(int, int, bool)
    copy_limited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._selection = Selection()
        self._goal: float | None = None
        self._search: TextSearch | None = None
        self._hit = -1
        self._last_visible = 0
        self._drag_point = QPoint()
        self._since_double_click = QElapsedTimer()
        self._search_timer = QTimer(self)
        self._search_timer.timeout.connect(self._search_on)
        self._drag_timer = QTimer(self)
        self._drag_timer.timeout.connect(self._drag_on)
        describe_painted_text()

    def show_text(self, buffer: Buffer, language: Language = "text") -> None:
        """Show this UTF-8 text from its start; the buffer must not change while it is shown."""
        self.end_search()
        self._selection, self._goal = Selection(), None
        self.show_buffer(buffer, language)

    def clear(self) -> None:
        """Show nothing and let go of the buffer."""
        self.show_text(b"")

    def visible_text(self) -> str:
        """The text of the visible rows, as a screen reader is told it."""
        return "\n".join(text.shown for text in self.visible_rows())

    def marks(self, start: int, end: int) -> Sequence[Mark]:
        self._last_visible = end
        found = self._search.between(start, end) if self._search else []
        marks = [(*span, "mark") for span in found]
        if self.has_selection:
            marks.append((self._selection.start, self._selection.end, "selection"))
        return marks

    @property
    def caret_offset(self) -> int:
        """The byte before which the cursor stands."""
        return self._selection.cursor

    def caret(self) -> int | None:
        return self._selection.cursor if self.hasFocus() else None

    # Selection

    def selected_text(self) -> str:
        """The selected text, up to the limit of the clipboard."""
        end = min(self._selection.end, self._selection.start + COPY_LIMIT)
        return bytes(self.source.buffer[self._selection.start : end]).decode("utf-8", "replace")

    @property
    def has_selection(self) -> bool:
        """Whether anything is selected."""
        return self._selection.start < self._selection.end

    def select_all(self) -> None:
        """Select the whole text without scrolling to its end."""
        self._select(0, self.source.size)

    def copy(self) -> None:
        """Put the selection on the clipboard; tells when it was too large and was cut."""
        size = self._selection.end - self._selection.start
        if size:
            QGuiApplication.clipboard().setText(self.selected_text())
        if size > COPY_LIMIT:
            limit, whole = words.size(COPY_LIMIT), words.size(size)
            self.copy_limited.emit(f"Copied the first {limit} of {whole}; save the body to have all of it.")

    def _select(self, start: int, end: int) -> None:
        self._selection = Selection(start, end)
        self._goal = None
        self.viewport().update()

    def _move(self, offset: int, extend: bool) -> None:
        self._selection.move(offset, extend)
        self.scroll_to(offset)
        self.viewport().update()

    # Search

    def search(self, wanted: str, match_case: bool = False) -> None:
        """Find all places of a text; the hits come with ``search_changed``, the first one from here on."""
        self.end_search()
        if not wanted:
            self.search_changed.emit(0, 0, True)
            return
        self._search = TextSearch(self.source.buffer, wanted, match_case)
        self._search_timer.start(0)
        self._search_on()

    def end_search(self) -> None:
        """Forget the search; its marks go, the selection stays."""
        self._search_timer.stop()
        self._search, self._hit = None, -1
        self.viewport().update()

    def next_hit(self) -> None:
        """Go to the next hit after the current one, from the last to the first."""
        self._go_to_hit(self._hit + 1)

    def previous_hit(self) -> None:
        """Go to the hit before the current one, from the first to the last."""
        self._go_to_hit(self._hit - 1)

    def _search_on(self) -> None:
        if self._search is None:
            return
        before = len(self._search.hits)
        if not self._search.step(SLICE):
            self._search_timer.stop()
        found = len(self._search.hits)
        if before < found and self._search.hits[before] <= self._last_visible:
            self.viewport().update()
        first = self._search.index_from(self._selection.start)
        if self._hit < 0 and found and (first < found or self._search.complete):
            self._go_to_hit(first)
        else:
            self._tell_search()

    def _go_to_hit(self, index: int) -> None:
        if self._search is None or not self._search.hits:
            return
        self._hit = index % len(self._search.hits)
        start = self._search.hits[self._hit]
        self._select(start, self._search.end_of(start))
        self.scroll_to(start, centered=True)
        self._tell_search()

    def _tell_search(self) -> None:
        if self._search is not None:
            self.search_changed.emit(self._hit + 1, len(self._search.hits), self._search.complete)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = _Key(event.key()), event.modifiers()
        extend, control = bool(modifiers & _SHIFT), bool(modifiers & _CONTROL)
        if event.matches(_COPY):
            self.copy()
        elif event.matches(_SELECT_ALL):
            self.select_all()
        elif key in _ROW_KEYS and not control:
            self._move_rows(_ROW_KEYS[key], extend)
        elif key in _PAGE_KEYS and not control:
            self._turn_page(_PAGE_KEYS[key], extend)
        elif (key, control) in _STEPS:
            self._goal = None
            self._move(_STEPS[key, control](self.source, self._selection.cursor), extend)
        else:
            event.ignore()

    def _move_rows(self, rows: int, extend: bool) -> None:
        # The cursor comes back to its column after it went through shorter rows.
        if self._goal is None:
            self._goal = self.place_of(self._selection.cursor)
        row = self.source.row_of(self._selection.cursor) + rows
        self._move(self.offset_in(row, self._goal), extend)

    def _turn_page(self, direction: int, extend: bool) -> None:
        bar = self.verticalScrollBar()
        rows = max(1, bar.pageStep() - 1)
        bar.setValue(bar.value() + direction * rows)
        self._move_rows(direction * rows, extend)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != _LEFT_BUTTON:
            return
        offset = self.offset_at(event.position().toPoint())
        self._goal = None
        if self._since_double_click.isValid() and not self._since_double_click.hasExpired(
            QApplication.doubleClickInterval()
        ):
            self._since_double_click.invalidate()
            self._select(*self.source.line_bounds(offset))
            return
        self._selection.move(offset, bool(event.modifiers() & _SHIFT))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT_BUTTON:
            self._select(*cursors.word_at(self.source, self.offset_at(event.position().toPoint())))
            self._since_double_click.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & _LEFT_BUTTON:
            self._drag_to(event.position().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag_timer.stop()

    def _drag_to(self, point: QPoint) -> None:
        self._drag_point = point
        self._selection.move(self.offset_at(point), extend=True)
        if self.viewport().rect().contains(point):
            self._drag_timer.stop()
        elif not self._drag_timer.isActive():
            self._drag_timer.start(_DRAG_INTERVAL)
        self.viewport().update()

    def _drag_on(self) -> None:
        """Scroll towards the mouse while it drags outside, the faster the further away it is."""
        y, bar = self._drag_point.y(), self.verticalScrollBar()
        outside = min(0, y) + max(0, y - self.viewport().height())
        bar.setValue(bar.value() + round(outside / _DRAG_PIXELS))
        self._drag_to(self._drag_point)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon("copy"), "Copy", self.copy)
        copy.setEnabled(self.has_selection)
        menu.addAction("Select All", self.select_all)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
