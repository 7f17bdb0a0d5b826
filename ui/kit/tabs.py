"""Tabs that are words: flat ones with an underline and badges, and a segmented control for few choices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.kit import paint

_HEIGHT: Final = 36
_GAP: Final = 20
_MARGIN: Final = 12
_BADGE_GAP: Final = 6
_LEAST_GAP: Final = 6
_DOT: Final = 5  # pixels; a badge where there is no room for its words
_DOT_GAP: Final = 3
_UNDERLINE: Final = 2
_SEGMENT_HEIGHT: Final = 28
_SEGMENT_PADDING: Final = 12
_SEGMENT_WIDTH: Final = 56

_MIDDLE_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_NO_PEN: Final = Qt.PenStyle.NoPen
_LEFT_BUTTON: Final = Qt.MouseButton.LeftButton
_KEY_LEFT: Final = Qt.Key.Key_Left
_KEY_RIGHT: Final = Qt.Key.Key_Right
_KEY_HOME: Final = Qt.Key.Key_Home
_KEY_END: Final = Qt.Key.Key_End
_TOOL_TIP: Final = QEvent.Type.ToolTip
_STYLE_CHANGE: Final = QEvent.Type.StyleChange
_FIXED: Final = QSizePolicy.Policy.Fixed
_EXPANDING: Final = QSizePolicy.Policy.Expanding


class Choices(QWidget):
    """A row of words of which one is current: what tabs and segments share.

    A subclass says where each word is (`spans`) and paints them.
    """

    current_changed = Signal(int)

    def __init__(self, labels: Sequence[str], name: str = "Tabs", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = tuple(labels)
        self._badges = [""] * len(self._labels)
        self._tips = [""] * len(self._labels)
        self._current = 0
        self._hovered = -1
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self._announce()

    @property
    def current(self) -> int:
        """The index of the current word."""
        return self._current

    def set_current(self, index: int) -> None:
        """Make a word current; `current_changed` tells it when it was another one before."""
        if index == self._current or not 0 <= index < len(self._labels):
            return
        self._current = index
        self._announce()
        self.updateGeometry()
        self.update()
        self.current_changed.emit(index)

    def labels(self) -> tuple[str, ...]:
        """The words, in order."""
        return self._labels

    def show_labels(self, labels: Sequence[str], current: int = 0) -> None:
        """Show other words without telling anybody that the current one changed."""
        if self._labels != tuple(labels):
            self._labels = tuple(labels)
            self._badges = [""] * len(self._labels)
            self._tips = [""] * len(self._labels)
            self.updateGeometry()
        self._current = min(max(current, 0), max(len(self._labels) - 1, 0))
        self._hovered = -1
        self._announce()
        self.update()

    def badge(self, index: int) -> str:
        """The text of a word's badge, empty without one."""
        return self._badges[index]

    def set_badge(self, index: int, text: str) -> None:
        """Show a count or a kind after a word; an empty text takes it away."""
        if self._badges[index] == text:
            return
        self._badges[index] = text
        self._announce()
        self.updateGeometry()
        self.update()

    def set_tip(self, index: int, text: str) -> None:
        """What the tooltip over a word says."""
        self._tips[index] = text

    def tip(self, index: int) -> str:
        """What the tooltip over a word says: its badge too, which may have no room beside it."""
        return " · ".join(filter(None, (self._tips[index], self._badges[index].strip("•"))))

    def spans(self) -> list[QRect]:
        """The rectangle that each word answers clicks in; without a look of its own a row has none."""
        return []

    def _announce(self) -> None:
        badge = self._badges[self._current] if self._labels else ""
        word = self._labels[self._current] if self._labels else ""
        self.setAccessibleName(f"{self._name}: {word} {badge}".strip())
        self.setAccessibleDescription(", ".join(self._labels))

    def _index_at(self, x: int, y: int) -> int:
        return next((index for index, span in enumerate(self.spans()) if span.contains(x, y)), -1)

    def event(self, event: QEvent) -> bool:
        if event.type() == _TOOL_TIP and isinstance(event, QHelpEvent):
            index = self._index_at(event.x(), event.y())
            QToolTip.showText(event.globalPos(), self.tip(index) if index >= 0 else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == _STYLE_CHANGE:
            self.updateGeometry()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == _LEFT_BUTTON:
            place = event.position().toPoint()
            self.set_current(self._index_at(place.x(), place.y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        self._hover(self._index_at(place.x(), place.y()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._labels) - 1
        targets = {
            _KEY_LEFT: max(self._current - 1, 0),
            _KEY_RIGHT: min(self._current + 1, last),
            _KEY_HOME: 0,
            _KEY_END: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.set_current(target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class TextTabs(Choices):
    """Flat tabs, 36 px high: words with badges, the current one underlined in the accent."""

    def __init__(self, labels: Sequence[str], name: str = "Tabs", parent: QWidget | None = None) -> None:
        super().__init__(labels, name, parent)
        self.setSizePolicy(_EXPANDING, _FIXED)

    def sizeHint(self) -> QSize:
        spans = self._words()
        width = spans[-1].right() + 1 + theme.scaled(_MARGIN) if spans else 0
        return QSize(width, theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(_MARGIN), theme.scaled(_HEIGHT))

    def spans(self) -> list[QRect]:
        reach = self._gap() // 2
        return [word.adjusted(-reach, 0, reach, 0) for word in self._words()]

    def _gap(self) -> int:
        """The room between tabs: less where they would not all fit."""
        needed = sum(self._word_width(index) for index in range(len(self._labels)))
        return max(min(theme.scaled(_GAP), self._fitting_gap(needed)), _LEAST_GAP)

    def _fitting_gap(self, needed: int) -> int:
        """The room between words that need so many pixels together."""
        free = self.width() - needed - 2 * theme.scaled(_MARGIN)
        return free // max(len(self._labels) - 1, 1)

    def _is_tight(self) -> bool:
        """Whether the badges do not fit; each is a dot then, and its words are in the tooltip."""
        return self._fitting_gap(sum(map(self._full_width, range(len(self._labels))))) < _LEAST_GAP

    def _words(self) -> list[QRect]:
        """The rectangle of each word with its badge, as high as the widget."""
        words, left, gap = [], theme.scaled(_MARGIN), self._gap()
        for index in range(len(self._labels)):
            width = self._word_width(index)
            words.append(QRect(left, 0, width, self.height()))
            left += width + gap
        return words

    def _text_width(self, index: int) -> int:
        # The width of the bold word, always: the tabs shall not move when another becomes current.
        font = theme.ui_font(13, theme.SEMIBOLD)
        return QFontMetrics(font).horizontalAdvance(self._labels[index])

    def _word_width(self, index: int) -> int:
        if self._badges[index] and self._is_tight():
            return self._text_width(index) + theme.scaled(_DOT + _DOT_GAP)
        return self._full_width(index)

    def _full_width(self, index: int) -> int:
        badge = paint.badge_width(self._badges[index])
        return self._text_width(index) + (badge + theme.scaled(_BADGE_GAP) if badge else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border_soft"))
        for index, word in enumerate(self._words()):
            self._paint_word(painter, index, word)

    def _paint_word(self, painter: QPainter, index: int, word: QRect) -> None:
        current = index == self._current
        painter.setFont(theme.ui_font(13, theme.SEMIBOLD if current else theme.NORMAL))
        painter.setPen(theme.color("text" if current or index == self._hovered else "muted"))
        painter.drawText(word, _MIDDLE_LEFT, self._labels[index])
        if self._badges[index] and self._is_tight():
            side, top = theme.scaled(_DOT), self.height() // 2 - theme.scaled(_DOT)
            painter.setPen(_NO_PEN)
            painter.setBrush(theme.color("accent" if current else "muted"))
            painter.drawEllipse(QRect(word.right() + 1 - side, top, side, side))
        elif self._badges[index]:
            left = word.x() + self._text_width(index) + theme.scaled(_BADGE_GAP)
            paint.badge(painter, left, self.height() // 2, self._badges[index])
        if current:
            line = QRect(word.x(), self.height() - _UNDERLINE, word.width(), _UNDERLINE)
            painter.fillRect(line, theme.color("accent"))
            if self.hasFocus():
                paint.focus_ring(painter, word.adjusted(-6, 5, 6, -5))


class Segments(Choices):
    """A segmented control, 28 px high: few choices of equal width, the current one raised."""

    def __init__(self, labels: Sequence[str], name: str = "View", parent: QWidget | None = None) -> None:
        super().__init__(labels, name, parent)
        self.setSizePolicy(_FIXED, _FIXED)

    def sizeHint(self) -> QSize:
        width = self._segment_width() * len(self._labels)
        return QSize(width, theme.scaled(_SEGMENT_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def spans(self) -> list[QRect]:
        width = self._segment_width()
        return [QRect(index * width, 0, width, self.height()) for index in range(len(self._labels))]

    def _segment_width(self) -> int:
        metrics = QFontMetrics(theme.ui_font(12, theme.MEDIUM))
        widest = max((metrics.horizontalAdvance(word) for word in self._labels), default=0)
        return max(widest + 2 * theme.scaled(_SEGMENT_PADDING), theme.scaled(_SEGMENT_WIDTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        paint.fill_box(painter, self.rect(), theme.color("window"))
        paint.outline_box(painter, self.rect(), theme.color("border"))
        for index, span in enumerate(self.spans()):
            self._paint_segment(painter, index, span)

    def _paint_segment(self, painter: QPainter, index: int, span: QRect) -> None:
        current = index == self._current
        if current:
            paint.fill_box(painter, span, theme.color("panel"))
            paint.outline_box(painter, span, theme.color("border"))
            if self.hasFocus():
                paint.focus_ring(painter, span)
        painter.setFont(theme.ui_font(12, theme.MEDIUM if current else theme.NORMAL))
        painter.setPen(theme.color("text" if current or index == self._hovered else "muted"))
        painter.drawText(span, _CENTER, self._labels[index])
