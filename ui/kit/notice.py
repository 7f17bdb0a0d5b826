"""Notices that do not interrupt: a bar with one sentence and what to do, and a toast that goes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit import paint
from ui.kit.button import IconButton, PlainButton
from ui.kit.icons import ICON_SIZE, paint_icon
from ui.kit.labels import Label, label

Kind = Literal["info", "warning", "error"]

TOAST_TIME: Final = 8_000  # ms; long enough to read it and to reach "Undo"

_ICONS: Final = {"info": "info", "warning": "triangle-alert", "error": "circle-x"}
_TOKENS: Final = {"info": "link", "warning": "amber", "error": "red"}
_BACK_TOKENS: Final = {"info": "selection", "warning": "warn_back", "error": "danger_back"}

_ICON_LEFT: Final = 12
_WORDS_LEFT: Final = _ICON_LEFT + ICON_SIZE + 8
_TOP: Final = Qt.AlignmentFlag.AlignTop
_RESIZE: Final = QEvent.Type.Resize
_ESCAPE: Final = Qt.Key.Key_Escape
_PREFERRED: Final = QSizePolicy.Policy.Preferred
_FIXED: Final = QSizePolicy.Policy.Fixed


def announce(widget: QWidget, text: str) -> None:
    """Let screen readers say something that came up without a move of the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class MessageBar(QWidget):
    """One sentence, a hint and buttons across the top of a pane, until it is dismissed.

    Signals: ``chosen`` carries the index of the button that was pressed, ``dismissed`` says that the
    user closed the bar. Either way the bar is hidden.
    """

    chosen = Signal(int)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = "info"
        self._sentence = label("", weight=theme.MEDIUM)
        self._hint = label("", "text")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        close = IconButton("close", "Dismiss", "Dismiss (Esc)")
        close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(_WORDS_LEFT, 6, 8, 6)
        row.setSpacing(8)
        row.addLayout(self._words(), 1)
        row.addLayout(self._buttons)
        row.addWidget(close, 0, _TOP)
        self.setSizePolicy(_PREFERRED, _FIXED)
        self.hide()

    def show_message(self, kind: Kind, sentence: str, hint: str = "", actions: Sequence[str] = ()) -> None:
        """Show a message in place of the one before; ``actions`` are the words of its buttons."""
        self._kind = kind
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._show_buttons(actions)
        self.setAccessibleName(f"{kind.capitalize()}: {sentence} {hint}".strip())
        self.show()
        self.update()
        announce(self, f"{sentence} {hint}".strip())

    def sentence(self) -> str:
        """The sentence shown last."""
        return self._sentence.text()

    def hint(self) -> str:
        """The hint shown last."""
        return self._hint.text()

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        for words in (self._sentence, self._hint):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        return column

    def _show_buttons(self, actions: Sequence[str]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for index, text in enumerate(actions):
            button = PlainButton(text)
            button.clicked.connect(lambda _checked=False, number=index: self._choose(number))
            self._buttons.addWidget(button, 0, _TOP)

    def _choose(self, index: int) -> None:
        self.hide()
        self.chosen.emit(index)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE:
            self._dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(_BACK_TOKENS[self._kind]))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))
        line = self._sentence.fontMetrics().height()
        room = self._sentence.height()
        place = QRect(_ICON_LEFT, self._sentence.y(), ICON_SIZE, room if room < 2 * line else line)
        paint_icon(painter, place, _ICONS[self._kind], _TOKENS[self._kind])


class Toast(QWidget):
    """A few words at the bottom of a window with one action, "Undo" as a rule; goes after 8 s.

    It stays while the mouse is over it or the keyboard in it.
    """

    acted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._words: Label = label("")
        self._action = PlainButton("")
        self._action.clicked.connect(self._act)
        close = IconButton("close", "Dismiss")
        close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addSpacing(8)
        row.addWidget(self._action)
        row.addWidget(close)
        parent.installEventFilter(self)
        self.hide()

    def show_toast(self, text: str, action: str = "") -> None:
        """Show these words for a while, with a button if ``action`` says something."""
        self._words.setText(text)
        self._action.show_words(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_TIME)
        announce(self, text)

    def text(self) -> str:
        """The words shown last."""
        return self._words.text()

    def _act(self) -> None:
        self.hide()
        self.acted.emit()

    def _go(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._timer.start(TOAST_TIME)
        else:
            self.hide()

    def _place(self) -> None:
        self.adjustSize()
        room = self._room.rect()
        left = (room.width() - self.width()) // 2
        self.move(max(left, 0), max(room.height() - self.height() - theme.scaled(40), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._room and event.type() == _RESIZE and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _ESCAPE:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        paint.fill_box(painter, self.rect(), theme.color("panel"))
        paint.outline_box(painter, self.rect(), theme.color("faint"))
