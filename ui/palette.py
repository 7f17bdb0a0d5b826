"""The palette: one field that finds every request and every action, by the letters typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui import theme
from ui.actions import ACTIONS, Actions, shown_keys
from ui.kit import paint
from ui.kit.icons import icon, paint_icon
from ui.kit.labels import label

WIDTH: Final = 600
SHOWN: Final = 50  # rows; more are found by typing more
ROW: Final = 34

_ROLE: Final = Qt.ItemDataRole.UserRole
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ELIDE: Final = Qt.TextElideMode.ElideRight
_SELECTED: Final = QStyle.StateFlag.State_Selected
_KEY_PRESS: Final = QEvent.Type.KeyPress
_FOCUS_OUT: Final = QEvent.Type.FocusOut
_MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ESCAPE: Final = Qt.Key.Key_Escape


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be chosen: its words, what stands beside them, its key, and what it does.
    ``method`` is painted before the words of a request."""

    text: str
    run: Callable[[], object]
    detail: str = ""
    keys: str = ""
    icon: str = ""
    method: str = ""


def rank(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that hold the typed letters in order, the best first: words that begin with them,
    then close together, then short."""
    letters = typed.casefold().replace(" ", "")
    if not letters:
        return list(entries[:SHOWN])
    close = re.compile(".*?".join(map(re.escape, letters)))
    scored = []
    for place, entry in enumerate(entries):
        text = f"{entry.text} {entry.detail}".casefold()
        found = close.search(text)
        if found:
            whole = typed.casefold() in text
            begins = found.start() == 0 or not text[found.start() - 1].isalnum()
            length = found.end() - found.start()
            scored.append(((not whole, not begins, length, len(entry.text), place), entry))
    scored.sort(key=lambda pair: pair[0])
    return [entry for _, entry in scored[:SHOWN]]


def action_entries(actions: Actions) -> list[Entry]:
    """Every action that can be done now, with the words it has now."""
    return [
        Entry(actions[spec.id].text(), actions[spec.id].trigger, spec.group, shown_keys(spec), spec.icon)
        for spec in ACTIONS
        if spec.id != "view.palette" and actions[spec.id].isEnabled()
    ]


class Palette(QFrame):
    """A sheet over the window; Escape or a click beside it closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._window = window
        self._before: QWidget | None = None
        self._entries: Sequence[Entry] = ()
        self._field = QLineEdit(self)
        self._field.setAccessibleName("Search requests and actions")
        self._field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textChanged.connect(self._show_matches)
        self._field.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Found")
        self._list.setItemDelegate(_Row(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._choose)
        self._nothing = label("Nothing is called that.", "muted")
        self._nothing.setContentsMargins(12, 12, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self._field, self._list, self._nothing):
            column.addWidget(widget)
        window.installEventFilter(self)

    def show_entries(self, entries: Sequence[Entry], hint: str) -> None:
        """Open with these entries; ``hint`` stands in the empty field."""
        self._before = QApplication.focusWidget() if not self.isVisible() else self._before
        self._entries = entries
        self._field.setPlaceholderText(hint)
        self._field.clear()
        self._show_matches("")
        self.show()
        self.raise_()
        self._field.setFocus()

    def _show_matches(self, typed: str) -> None:
        found = rank(self._entries, typed)
        self._list.clear()
        for entry in found:
            item = QListWidgetItem(self._list)
            item.setData(_ROLE, entry)
            item.setText(entry.text)
            item.setSizeHint(QSize(0, theme.scaled(ROW)))
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._place()

    def _place(self) -> None:
        window = self._window
        rows = min(self._list.count(), 10)
        self._list.setFixedHeight(rows * theme.scaled(ROW) + 2)
        width = min(theme.scaled(WIDTH), window.width() - 32)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((window.width() - width) // 2, theme.scaled(52))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry: Entry = item.data(_ROLE)
        self.leave()
        entry.run()

    def leave(self) -> None:
        """Close, and give the focus back to where it was."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if event.type() == _FOCUS_OUT and isinstance(event, QFocusEvent):
                self._lose(event)
            return isinstance(event, QKeyEvent) and event.type() == _KEY_PRESS and self._press(event)
        if self.isVisible() and watched is self._window:
            if event.type() == QEvent.Type.MouseButtonPress:
                self.hide()
            elif event.type() == QEvent.Type.Resize:
                self._place()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() == _ESCAPE:
            self.leave()
        elif event.key() in _ENTER:
            self._choose(self._list.currentItem())
        elif event.key() in _MOVES:
            self._list.keyPressEvent(event)
        else:
            return False
        return True

    def _lose(self, event: QFocusEvent) -> None:
        # The window going to the background must not close what the user is typing into.
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        paint.fill_box(painter, self.rect(), theme.color("panel"), 8)
        paint.outline_box(painter, self.rect(), theme.color("border"), 1, 8)


class _Row(QStyledItemDelegate):
    """Icon or method, words, place, key."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(_ROLE)
        rect: QRect = option.rect
        painter.save()
        paint.start(painter)
        if option.state & _SELECTED:
            paint.fill_box(painter, rect, theme.color("selection"))
        left = rect.left() + theme.scaled(10)
        lead = theme.scaled(46)  # Words begin in one line, whatever stands before them.
        lead_rect = QRect(left, rect.top(), lead, rect.height())
        if entry.method:
            painter.setFont(theme.mono_font(10, theme.BOLD))
            painter.setPen(theme.method_color(entry.method))
            painter.drawText(lead_rect, int(_MIDDLE), entry.method[:6])
        elif entry.icon:
            icon_rect = QRect(left, rect.top(), theme.scaled(16), rect.height())
            paint_icon(painter, icon_rect, entry.icon, "muted")
        room = rect.adjusted(theme.scaled(10) + lead, 0, -theme.scaled(10), 0)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("muted"))
        right = entry.keys or entry.detail
        taken = min(QFontMetrics(painter.font()).horizontalAdvance(right) + 2, room.width() // 2)
        shown = QFontMetrics(painter.font()).elidedText(right, _ELIDE, taken)
        painter.drawText(room, int(_RIGHT), shown)
        painter.setFont(theme.ui_font())
        painter.setPen(theme.color("text"))
        words = room.adjusted(0, 0, -taken - theme.scaled(12), 0)
        text = QFontMetrics(painter.font()).elidedText(entry.text, _ELIDE, words.width())
        painter.drawText(words, int(_MIDDLE), text)
        painter.restore()
