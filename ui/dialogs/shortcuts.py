"""The shortcut sheet: every action with its keys, in groups, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from ui import theme
from ui.dialogs.sheet import Sheet, text_field
from ui.kit import paint

Shortcut = tuple[str, str, str]  # group, text, keys

_COLUMNS: Final = 2
_ROW: Final = 28
_HEAD: Final = 36
_GAP: Final = 40
_RIGHT: Final = 16  # keeps the keys clear of the scroll bar
_KEY_PADDING: Final = 6
_KEY_HEIGHT: Final = 20
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_ELIDE: Final = Qt.TextElideMode.ElideRight


def columns(shortcuts: Sequence[Shortcut]) -> list[list[tuple[str, list[Shortcut]]]]:
    """The groups, in the order they come, dealt to the column that is shorter at the time."""
    groups: dict[str, list[Shortcut]] = {}
    for shortcut in shortcuts:
        groups.setdefault(shortcut[0], []).append(shortcut)
    dealt: list[list[tuple[str, list[Shortcut]]]] = [[] for _ in range(_COLUMNS)]
    for group in groups.items():
        min(dealt, key=_height).append(group)
    return dealt


def _height(column: list[tuple[str, list[Shortcut]]]) -> int:
    return sum(_HEAD + _ROW * len(rows) for _, rows in column)


class ShortcutPage(QWidget):
    """Paints the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: list[list[tuple[str, list[Shortcut]]]] = []
        self.setAccessibleName("Shortcuts")

    def show_shortcuts(self, shortcuts: Sequence[Shortcut]) -> None:
        """Show these; screen readers get them as one text."""
        self._columns = columns(shortcuts)
        self.setAccessibleDescription("; ".join(f"{text}: {keys}" for _, text, keys in shortcuts))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        tallest = max((_height(column) for column in self._columns), default=0)
        return QSize(theme.scaled(720), theme.scaled(tallest))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        gap = theme.scaled(_GAP)
        room = self.width() - theme.scaled(_RIGHT)
        width = (room - gap * (_COLUMNS - 1)) // _COLUMNS
        for place, column in enumerate(self._columns):
            self._paint_column(painter, QRect(place * (width + gap), 0, width, 0), column)

    def _paint_column(self, painter: QPainter, rect: QRect, column: list[tuple[str, list[Shortcut]]]) -> None:
        top = rect.top()
        for group, rows in column:
            head = QRect(rect.left(), top, rect.width(), theme.scaled(_HEAD))
            painter.setFont(theme.ui_font(12, theme.SEMIBOLD))
            painter.setPen(theme.color("muted"))
            painter.drawText(head, _MIDDLE, group)
            top += head.height()
            for _, text, keys in rows:
                line = QRect(rect.left(), top, rect.width(), theme.scaled(_ROW))
                _paint_row(painter, line, text, keys)
                top += line.height()


def _paint_row(painter: QPainter, rect: QRect, text: str, keys: str) -> None:
    left = _paint_keys(painter, rect, keys)
    font = theme.ui_font()
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    room = rect.adjusted(0, 0, left - rect.right() - 8, 0)
    painter.drawText(room, _MIDDLE, QFontMetrics(font).elidedText(text, _ELIDE, room.width()))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border_soft"))


def _paint_keys(painter: QPainter, rect: QRect, keys: str) -> int:
    """Paint the keys as caps at the right edge; gives the x where they begin."""
    font = theme.ui_font(11, theme.MEDIUM)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    right = rect.right() + 1
    for key in reversed(keys.replace("++", "+Plus").split("+") if keys else []):
        cap = "+" if key == "Plus" else key
        width = max(
            metrics.horizontalAdvance(cap) + 2 * theme.scaled(_KEY_PADDING), theme.scaled(_KEY_HEIGHT)
        )
        height = theme.scaled(_KEY_HEIGHT)
        box = QRect(right - width, rect.top() + (rect.height() - height) // 2, width, height)
        paint.fill_box(painter, box, theme.color("window"), 4)
        paint.outline_box(painter, box, theme.color("border"), 1, 4)
        painter.setPen(theme.color("muted"))
        painter.drawText(box, _CENTER, cap)
        right = box.left() - 4
    return right


class ShortcutsDialog(Sheet):
    """Opened with ``show()``; typing narrows the list."""

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget | None = None) -> None:
        super().__init__("Keyboard shortcuts", 820, parent)
        self._shortcuts = tuple(shortcuts)
        self.filter: QLineEdit = text_field("Filter shortcuts")
        self.filter.setPlaceholderText("Filter")
        self.filter.textChanged.connect(self._narrow)
        self.page = ShortcutPage()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.page)
        area.setAccessibleName("Shortcuts")
        area.setMinimumHeight(theme.scaled(440))
        self.column.addWidget(self.filter)
        self.column.addSpacing(8)
        self.column.addWidget(area, 1)
        close = self.add_button("Close")
        close.clicked.connect(self.accept)
        self.filter.setFocus()
        self._narrow("")

    def shown(self, text: str) -> tuple[Shortcut, ...]:
        """The shortcuts whose group, words or keys contain a text in any case."""
        wanted = text.casefold().strip()
        return tuple(shortcut for shortcut in self._shortcuts if wanted in " ".join(shortcut).casefold())

    def _narrow(self, text: str) -> None:
        self.page.show_shortcuts(self.shown(text))
