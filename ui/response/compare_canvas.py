"""The painted difference of two texts: one column or two, equal lines folded, rows of any number."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QWidget

from app.diff.rows import Row, Rows
from app.diff.textdiff import TextDiff
from app.format import words
from app.format.tokens import Language
from ui import theme
from ui.kit import paint
from ui.kit.icons import icon
from ui.kit.text_view_access import describe_painted_text
from ui.response.compare_row import LinePainter, ShownLine, read_line, read_pair

_MARGIN: Final = 12  # pixels left of the line numbers, the same as of the bar above
_GAP: Final = 8
_BAR: Final = 3  # pixels of the bar beside the current change
_LEAST_DIGITS: Final = 3
_COPY_LIMIT: Final = 100_000  # rows
_BACKS: Final = {"removed": "danger_back", "added": "ok_back"}
_INKS: Final = {"removed": "red", "added": "green"}
_SIGNS: Final = {"removed": "−", "added": "+", "changed": "±"}
_FOCUS: Final = Qt.FocusPolicy.StrongFocus
_RESTYLE: Final = frozenset({QEvent.Type.StyleChange, QEvent.Type.ApplicationFontChange})
_MOVES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_LEFT_BUTTON: Final = Qt.MouseButton.LeftButton
_COPY: Final = QKeySequence.StandardKey.Copy
_ALL: Final = QKeySequence.StandardKey.SelectAll
_HAND: Final = Qt.CursorShape.PointingHandCursor
_ARROW: Final = Qt.CursorShape.ArrowCursor
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class DiffCanvas(QAbstractScrollArea):
    """Shows a `TextDiff`; a row is current, and rows can be selected and copied.

    Signals:
        change_reached: the number of the change at the current row, from 0.
    """

    change_reached = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(_FOCUS)
        self.setAccessibleName("Differences of the bodies")
        self.viewport().setMouseTracking(True)
        self.rows: Rows | None = None
        self._language: Language = "text"
        self._lines = LinePainter()
        self._current = self._anchor = 0
        self._widest = 0.0
        self._bars_timer = QTimer(self)
        self._bars_timer.setSingleShot(True)
        self._bars_timer.timeout.connect(self._update_bars)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        describe_painted_text()

    def show_diff(self, diff: TextDiff | None, language: Language, two_columns: bool) -> None:
        """Show a difference from its first change on, or none."""
        self.rows = Rows(diff, two_columns) if diff is not None else None
        self._language, self._widest = language, 0.0
        self._current = self._anchor = 0
        self.horizontalScrollBar().setValue(0)
        self._update_bars()
        if self.rows is not None and self.rows.diff.changes:
            self.go_to_change(0)
        self.viewport().update()

    @property
    def current_row(self) -> int:
        """The row where the keyboard is."""
        return self._current

    def go_to_change(self, number: int) -> None:
        """Make the first row of a change current and show it a little below the top."""
        if self.rows is None or not 0 <= number < self.rows.diff.changes:
            return
        row = self.rows.start_of(number)
        self._move_to(row, keep_anchor=False)
        page = self.verticalScrollBar().pageStep()
        self.verticalScrollBar().setValue(row - min(4, page // 3))

    def step(self, by: int) -> None:
        """Go to the next change (1) or the one before (-1); from the last one to the first."""
        if self.rows is None or not self.rows.diff.changes:
            return
        changes, at = self.rows.diff.changes, self.rows.change_at(self._current)
        inside = at < changes and self._current >= self.rows.start_of(at)
        target = at + by if inside or by < 0 else at
        self.go_to_change(target % changes)

    def open_fold(self, row: int) -> None:
        """Show the equal lines that a row stands for."""
        if self.rows is not None and self.rows.row(row).kind == "fold":
            self.rows.open_fold(self.rows.row(row).change)
            self._update_bars()
            self.viewport().update()

    def selected_text(self) -> str:
        """The selected rows, each with its sign; folds with the lines they stand for left out."""
        if self.rows is None:
            return ""
        first, last = sorted((self._anchor, self._current))
        last = min(last, first + _COPY_LIMIT, self.rows.count - 1)
        return "\n".join(self._row_words(self.rows.row(row)) for row in range(first, last + 1))

    def visible_text(self) -> str:
        """The rows on the screen as text, for screen readers."""
        return "\n".join(self._row_words(self.rows.row(row)) for row in self._visible()) if self.rows else ""

    def _visible(self) -> range:
        first = self.verticalScrollBar().value()
        count = self.viewport().height() // self._lines.height + 2
        return range(first, min(first + count, self.rows.count if self.rows else 0))

    def _row_words(self, row: Row) -> str:
        assert self.rows is not None
        if row.kind == "fold":
            return fold_words(row.hidden)
        parts: list[str] = []
        for text, number in ((self.rows.diff.left, row.left), (self.rows.diff.right, row.right)):
            if number is not None and not (row.kind == "equal" and parts):
                parts.append(read_line(text, number).text)
        if row.kind == "changed":
            return f"- {parts[0]}\n+ {parts[1]}"
        return {"removed": "- ", "added": "+ "}.get(row.kind, "  ") + parts[0]

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("panel"))
        if self.rows is None:
            return
        first = self.verticalScrollBar().value()
        selected = range(min(self._anchor, self._current), max(self._anchor, self._current) + 1)
        for number in self._visible():
            row = self.rows.row(number)
            box = QRect(0, (number - first) * self._lines.height, self.viewport().width(), self._lines.height)
            if row.kind == "fold":
                self._paint_fold(painter, box, row)
            elif self.rows.two_columns:
                self._paint_two(painter, box, row)
            else:
                self._paint_one(painter, box, row)
            if number in selected and len(selected) > 1:
                painter.fillRect(box.adjusted(0, 0, _BAR - box.width(), 0), theme.color("accent"))
            if number == self._current and self.hasFocus():
                paint.outline_box(painter, box, theme.color("focus"), 1, 0)

    def _paint_fold(self, painter: QPainter, box: QRect, row: Row) -> None:
        painter.fillRect(box, theme.color("hover"))
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("muted"))
        painter.drawText(box.adjusted(self._text_left(), 0, 0, 0), _MIDDLE, fold_words(row.hidden))

    def _paint_one(self, painter: QPainter, box: QRect, row: Row) -> None:
        if row.kind in _BACKS:
            painter.fillRect(box, theme.color(_BACKS[row.kind]))
        width = self._number_width()
        for index, number in enumerate((row.left, row.right)):
            self._paint_number(
                painter, QRect(_MARGIN + index * (width + _GAP), box.y(), width, box.height()), number
            )
        self._paint_line(painter, box, self._text_left(), row.kind, self._one_line(row))

    def _paint_two(self, painter: QPainter, box: QRect, row: Row) -> None:
        pair = self._both_lines(row)
        half = box.width() // 2
        for index, (number, side) in enumerate(((row.left, "removed"), (row.right, "added"))):
            part = QRect(box.x() + index * half, box.y(), half, box.height())
            kind = "equal" if row.kind == "equal" else side
            if number is None:
                painter.fillRect(part, theme.color("window"))
            elif kind != "equal":
                painter.fillRect(part, theme.color(_BACKS[kind]))
            line = pair[index]
            if number is not None and line is not None:
                place = QRect(part.x() + _MARGIN, part.y(), self._number_width(), part.height())
                self._paint_number(painter, place, number)
                self._paint_line(painter, part, self._text_left(), kind, line)
        painter.fillRect(half, box.y(), 1, box.height(), theme.color("border_soft"))

    def _paint_number(self, painter: QPainter, box: QRect, number: int | None) -> None:
        if number is not None:
            painter.setFont(theme.mono_font(12))
            painter.setPen(theme.color("muted"))
            painter.drawText(box, _RIGHT, str(number + 1))

    def _paint_line(self, painter: QPainter, box: QRect, indent: int, kind: str, line: ShownLine) -> None:
        """The sign, which stays, and the text, which scrolls sideways."""
        painter.setFont(self._lines.font)
        left = box.x() + indent
        if kind in _SIGNS:
            painter.setPen(theme.color(_INKS[kind]))
            sign = QPointF(left - 2 * self._lines.column, box.y() + self._lines.baseline)
            painter.drawText(sign, _SIGNS[kind])
        painter.save()
        painter.setClipRect(QRectF(left, box.y(), box.width() - indent, box.height()))
        corner = QPointF(left - self.horizontalScrollBar().value(), box.y())
        self._lines.draw(painter, line, corner, (self._language, _INKS.get(kind, "text")))
        painter.restore()
        self._widen(self._lines.width(line.text))

    def _one_line(self, row: Row) -> ShownLine:
        assert self.rows is not None
        diff = self.rows.diff
        if row.kind == "removed" and row.left is not None and row.partner is not None:
            return read_pair(diff.left, diff.right, (row.left, row.partner))[0]
        if row.kind == "added" and row.right is not None and row.partner is not None:
            return read_pair(diff.left, diff.right, (row.partner, row.right))[1]
        return (
            read_line(diff.left, row.left) if row.left is not None else read_line(diff.right, row.right or 0)
        )

    def _both_lines(self, row: Row) -> tuple[ShownLine | None, ShownLine | None]:
        assert self.rows is not None
        diff = self.rows.diff
        if row.kind == "changed" and row.left is not None and row.right is not None:
            return read_pair(diff.left, diff.right, (row.left, row.right))
        return (
            None if row.left is None else read_line(diff.left, row.left),
            None if row.right is None else read_line(diff.right, row.right),
        )

    # Where things are

    def _number_width(self) -> int:
        most = max(self.rows.diff.left.lines, self.rows.diff.right.lines) if self.rows else 0
        return round(max(_LEAST_DIGITS, len(str(most))) * self._lines.column)

    def _text_left(self) -> int:
        columns = 1 if self.rows is not None and self.rows.two_columns else 2
        return _MARGIN + columns * (self._number_width() + _GAP) + round(3 * self._lines.column)

    def _update_bars(self) -> None:
        page = max(1, self.viewport().height() // self._lines.height)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, (self.rows.count if self.rows else 0) - page))
        vertical.setPageStep(page)
        width = self.viewport().width() // (2 if self.rows is not None and self.rows.two_columns else 1)
        room = width - self._text_left() - _GAP
        horizontal.setRange(0, max(0, int(self._widest - room)))
        horizontal.setPageStep(max(1, room))
        horizontal.setSingleStep(round(self._lines.column * 4))

    def _widen(self, width: float) -> None:
        # The scroll range must not change while a paint event runs, so it changes right after it.
        if width > self._widest:
            self._widest = width
            self._bars_timer.start(0)

    def _move_to(self, row: int, keep_anchor: bool) -> None:
        if self.rows is None or not self.rows.count:
            return
        self._current = max(0, min(row, self.rows.count - 1))
        self._anchor = self._anchor if keep_anchor else self._current
        vertical = self.verticalScrollBar()
        if self._current < vertical.value():
            vertical.setValue(self._current)
        elif self._current >= vertical.value() + vertical.pageStep():
            vertical.setValue(self._current - vertical.pageStep() + 1)
        self.change_reached.emit(self.rows.change_at(self._current))
        self.viewport().update()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.rows is None:
            super().keyPressEvent(event)
        elif event.matches(_COPY):
            self.copy()
        elif event.matches(_ALL):
            self._anchor = 0
            self._move_to(self.rows.count - 1, keep_anchor=True)
        elif Qt.Key(event.key()) in _ENTER:
            self.open_fold(self._current)
        elif (row := self._row_for(Qt.Key(event.key()))) is not None:
            self._move_to(row, keep_anchor=bool(event.modifiers() & _SHIFT))
        else:
            super().keyPressEvent(event)

    def _row_for(self, key: Qt.Key) -> int | None:
        page = self.verticalScrollBar().pageStep()
        steps = {**_MOVES, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        if key in steps:
            return self._current + steps[key]
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.rows.count - 1 if self.rows else 0}
        return ends.get(key)

    def copy(self) -> None:
        """Put the selected rows on the clipboard."""
        QGuiApplication.clipboard().setText(self.selected_text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT_BUTTON and self.rows is not None:
            row = self._row_at(event)
            self._move_to(row, keep_anchor=bool(event.modifiers() & _SHIFT))
            if row < self.rows.count:
                self.open_fold(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.rows is None:
            return
        row = self._row_at(event)
        if event.buttons() & _LEFT_BUTTON:
            self._move_to(row, keep_anchor=True)
        fold = 0 <= row < self.rows.count and self.rows.row(row).kind == "fold"
        self.viewport().setCursor(_HAND if fold else _ARROW)

    def _row_at(self, event: QMouseEvent) -> int:
        return self.verticalScrollBar().value() + int(event.position().y()) // self._lines.height

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("copy"), "Copy rows", self.copy)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_bars()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLE:
            self._lines, self._widest = LinePainter(), 0.0
            self._update_bars()
            self.viewport().update()


def fold_words(lines: int) -> str:
    """What stands for so many equal lines."""
    return f"… {words.count(lines, 'equal line')}"
