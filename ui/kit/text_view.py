"""A view of a text of any size: it paints the visible rows straight from the bytes and holds no copy.

Everything that takes long (the index of lines, a search) runs in slices of a few milliseconds on a
timer, so that the window answers at any moment, with 100 MB as with 100 bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from app.format import words
from app.format.tokens import Language
from ui.kit import text_view_cursor as cursors
from ui.kit.hex_text import HexText
from ui.kit.icons import icon
from ui.kit.text_blocks import Octets
from ui.kit.text_view_access import describe_painted_text, tell_caret
from ui.kit.text_view_canvas import Mark
from ui.kit.text_view_cursor import Selection
from ui.kit.text_view_find import FindCanvas
from ui.kit.text_view_goto import FAR, place_in

COPY_LIMIT: Final = 16_000_000
"""Bytes that go to the clipboard at most; a clipboard holds its content in memory several times."""

_DRAG_INTERVAL: Final = 40  # milliseconds between two scroll steps while the mouse drags outside
_DRAG_PIXELS: Final = 8  # of distance from the edge for each row that a step scrolls

_TOOLTIP: Final = QEvent.Type.ToolTip
_BEAM: Final = Qt.CursorShape.IBeamCursor
_HAND: Final = Qt.CursorShape.PointingHandCursor
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
_FOLD_KEYS: Final = {
    _Key.Key_BracketLeft: FindCanvas.fold_at,
    _Key.Key_BraceLeft: FindCanvas.fold_at,
    _Key.Key_BracketRight: FindCanvas.unfold_at,
    _Key.Key_BraceRight: FindCanvas.unfold_at,
}


class TextView(FindCanvas):
    """A read-only view of UTF-8 text with line numbers, colours, folding, selection and search.

    Signals:
        lines_changed: the number of lines known so far, and whether all are counted.
        search_changed, search_problem: see ``FindCanvas``.
        caret_moved: line (0 while it is not counted) and column in characters, both from 1, and the byte.
        copy_limited: a sentence, when a selection was too large for the clipboard.
    """

    caret_moved = Signal(int, int, object)
    copy_limited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._selection = Selection()
        self._goal: float | None = None
        self._beam = True
        self._drag_point = QPoint()
        self.viewport().setMouseTracking(True)
        self._since_double_click = QElapsedTimer()
        self._drag_timer = QTimer(self)
        self._drag_timer.timeout.connect(self._drag_on)
        describe_painted_text()

    def show_text(self, buffer: Octets, language: Language = "text") -> None:
        """Show this UTF-8 text from its start; the buffer must not change while it is shown."""
        self.end_search()
        self._selection, self._goal = Selection(), None
        self.show_buffer(buffer, language)

    def grow(self, buffer: Octets) -> None:
        """Show more of the same text: the buffer begins with the bytes shown so far. What is on the screen,
        selected, found and folded stays; a reader at the end is kept at the end."""
        follows = self.at_end()
        self.grow_buffer(buffer)
        self.search_grown()
        if follows:
            self.scroll_to_end()

    def clear(self) -> None:
        """Show nothing and let go of the buffer."""
        self.show_text(b"")

    def visible_text(self) -> str:
        """The text of the visible rows, as a screen reader is told it."""
        return "\n".join(text.shown for text in self.visible_rows())

    def place_in_sight(self, offset: int) -> int:
        """The character of the visible text at a byte; its start or end for one out of sight."""
        place = 0
        for text in self.visible_rows():
            if offset < text.row.start:
                break
            inside = bytes(self.source.buffer[text.row.start : min(offset, text.row.end)])
            if offset <= text.row.end:
                return place + len(inside.decode("utf-8", "surrogateescape"))
            place += len(text.shown) + 1
        return max(0, place - 1)

    def go_to_place_in_sight(self, start: int, end: int) -> None:
        """Select characters of the visible text."""
        self._select(self._byte_in_sight(start), self._byte_in_sight(end))

    def _byte_in_sight(self, place: int) -> int:
        for text in self.visible_rows():
            if place <= len(text.decoded):
                return text.row.start + len(text.decoded[:place].encode("utf-8", "surrogateescape"))
            place -= len(text.decoded) + 1
        return self.source.size

    def marks(self, start: int, end: int) -> Sequence[Mark]:
        marks = [(*span, "mark") for span in self.found_between(start, end)]
        buffer, selected = self.source.buffer, self._selection
        if self.has_selection and isinstance(buffer, HexText):
            # Octets are selected, not the text around them: their pairs and their characters.
            first, last = buffer.octets_within(max(start, selected.start), min(end + 1, selected.end))
            spans = buffer.places(first, last) + buffer.pictures(first, last) if first < last else []
            marks += [(*span, "selection") for span in spans]
        elif self.has_selection:
            marks.append((selected.start, selected.end, "selection"))
        return marks

    @property
    def caret_offset(self) -> int:
        """The byte before which the cursor stands."""
        return self._selection.cursor

    def caret(self) -> int | None:
        return self._selection.cursor if self.hasFocus() else None

    # Going somewhere

    def go_to(self, place: str) -> str:
        """Go to a line ("12"), a line and column ("12:3") or a byte ("@1234"); says why not, or nothing."""
        try:
            target = place_in(self.source, place)
        except ValueError as problem:
            return str(problem)
        self.go_to_offset(target)
        return ""

    def go_to_line(self, line: int, column: int = 1) -> None:
        """Go to a line and a character in it, both counted from 1."""
        self.go_to(f"{line}:{column}")

    def go_to_offset(self, start: int, end: int | None = None) -> None:
        """Put the caret before a byte, or select up to another one, and show it."""
        self.reveal(start)
        self._select(start, start if end is None else end)
        self.scroll_to(start, centered=True)

    def reading_place(self) -> int:
        return self._selection.start

    def show_hit(self, start: int, end: int) -> None:
        self.go_to_offset(start, end)

    def place_words(self) -> str:
        """Where the caret is: "Ln 12, Col 3"."""
        line, column = self._line_and_column()
        return f"Ln {line:,}, Col {column:,}" if line else f"Byte {self.caret_offset:,}"

    def _line_and_column(self) -> tuple[int, int]:
        cursor = self._selection.cursor
        line = self.source.line_of(cursor) or 0
        start = self.source.start_before(cursor)
        if cursor - start > FAR:
            return line, cursor - start + 1  # Counted in bytes: a line like this has no columns.
        return line, len(bytes(self.source.buffer[start:cursor]).decode("utf-8", "replace")) + 1

    # Selection

    def selected_text(self) -> str:
        """The selected text, up to the limit of the clipboard."""
        end = min(self._selection.end, self._selection.start + COPY_LIMIT)
        if isinstance(self.source.buffer, HexText):
            return self.source.buffer.copied(self._selection.start, end)
        return bytes(self.source.buffer[self._selection.start : end]).decode("utf-8", "replace")

    @property
    def has_selection(self) -> bool:
        """Whether anything is selected."""
        return self._selection.start < self._selection.end

    @property
    def selected_range(self) -> tuple[int, int]:
        """The selected bytes, from and to."""
        return self._selection.start, self._selection.end

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
        before = self._selection
        self._selection = Selection(start, end)
        self._goal = None
        self.update_between(before.start, before.end)
        self._selection_changed(start)

    def _move(self, offset: int, extend: bool) -> None:
        before = self._selection.cursor
        if not extend:
            self.update_between(self._selection.start, self._selection.end)
        self._selection.move(offset, extend)
        self._selection_changed(before)

    def _selection_changed(self, before: int) -> None:
        """Paint only the rows between where the caret was and where it is."""
        self.update_between(before, self._selection.cursor)
        tell_caret(self)
        self.caret_moved.emit(*self._line_and_column(), self._selection.cursor)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = _Key(event.key()), event.modifiers()
        extend, control = bool(modifiers & _SHIFT), bool(modifiers & _CONTROL)
        if control and extend and key in _FOLD_KEYS:
            _FOLD_KEYS[key](self, self._selection.cursor)
        elif event.matches(_COPY):
            self.copy()
        elif event.matches(_SELECT_ALL):
            self.select_all()
        elif key in _ROW_KEYS and not control:
            self._move_rows(_ROW_KEYS[key], extend)
        elif key in _PAGE_KEYS and not control:
            self._turn_page(_PAGE_KEYS[key], extend)
        elif (key, control) in _STEPS:
            self._goal = None
            self._go(_STEPS[key, control](self.source, self._selection.cursor), extend)
        else:
            event.ignore()

    def _move_rows(self, rows: int, extend: bool) -> None:
        # The cursor comes back to its column after it went through shorter rows.
        if self._goal is None:
            self._goal = self.place_of(self._selection.cursor)
        start = self.source.row_at(self._selection.cursor).start
        row = self.source.step(start, rows)
        ends = self.source.size if rows > 0 else 0
        goal, self._goal = self._goal, None
        # Beyond the first and the last row, the ends of the text are next.
        self._go(ends if row == start else self.offset_in(row, goal), extend)
        self._goal = goal

    def _go(self, offset: int, extend: bool) -> None:
        self._move(offset, extend)
        self.scroll_to(offset)

    def _turn_page(self, direction: int, extend: bool) -> None:
        rows = max(1, self.verticalScrollBar().pageStep() - 1)
        self.scroll_by(direction * rows)
        self._move_rows(direction * rows, extend)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != _LEFT_BUTTON:
            return
        point = event.position().toPoint()
        folding = self.fold_under(point)
        if folding is not None:
            self.toggle_fold(folding.start)
            return
        offset = self.offset_at(point)
        self._goal = None
        if self._since_double_click.isValid() and not self._since_double_click.hasExpired(
            QApplication.doubleClickInterval()
        ):
            self._since_double_click.invalidate()
            self._select(*self.source.line_bounds(offset))
            return
        self._move(offset, bool(event.modifiers() & _SHIFT))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT_BUTTON:
            self._select(*cursors.word_at(self.source, self.offset_at(event.position().toPoint())))
            self._since_double_click.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & _LEFT_BUTTON:
            self._drag_to(point)
        elif (self.fold_under(point) is None) != self._beam:
            self._beam = not self._beam
            self.viewport().setCursor(_BEAM if self._beam else _HAND)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._drag_timer.stop()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == _TOOLTIP:
            offset = self.offset_at(event.pos())
            row = self.source.row_at(offset)
            QToolTip.showText(event.globalPos(), self.prepared(row).text.name_of(offset), self)
            return True
        return super().viewportEvent(event)

    def _drag_to(self, point: QPoint) -> None:
        self._drag_point = point
        self._move(self.offset_at(point), extend=True)
        if self.viewport().rect().contains(point):
            self._drag_timer.stop()
        elif not self._drag_timer.isActive():
            self._drag_timer.start(_DRAG_INTERVAL)

    def _drag_on(self) -> None:
        """Scroll towards the mouse while it drags outside, the faster the further away it is."""
        y = self._drag_point.y()
        outside = min(0, y) + max(0, y - self.viewport().height())
        self.scroll_by(round(outside / _DRAG_PIXELS))
        self._drag_to(self._drag_point)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon("copy"), "Copy", self.copy)
        copy.setEnabled(self.has_selection)
        menu.addAction("Select All", self.select_all)
        if self.can_fold():
            menu.addSeparator()
            menu.addAction("Fold All", self.fold_all)
            for level in (2, 3, 4):
                menu.addAction(f"Fold Level {level}", partial(self.fold_all, level))
            menu.addAction("Unfold All", self.unfold_all)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
