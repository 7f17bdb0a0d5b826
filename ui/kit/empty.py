"""What a pane shows while it has nothing to show: one icon, one sentence, one or two next steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.button import PlainButton
from ui.kit.icons import paint_icon
from ui.kit.labels import Label, label

_ICON: Final = 32
_WIDTH: Final = 320  # of the sentence, in pixels
_CENTER: Final = Qt.AlignmentFlag.AlignCenter
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_FIXED: Final = QSizePolicy.Policy.Fixed


class _BigIcon(QWidget):
    """An icon at twice its size, as quiet as a placeholder."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(_FIXED, _FIXED)

    def sizeHint(self) -> QSize:
        side = theme.scaled(_ICON)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect(), self._name, "faint", theme.scaled(_ICON))


class EmptyState(QWidget):
    """An icon, a sentence and actions in the middle of a pane.

    Args:
        icon_name: an icon of the kit.
        sentence: what is (not) here, one sentence.
        actions: words of a button and the keys that do the same, or an empty text.
    """

    chosen = Signal(int)

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        actions: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sentence = label(sentence, "muted")
        self._sentence.setAlignment(_CENTER)
        self._sentence.setWordWrap(True)
        self._sentence.setMaximumWidth(theme.scaled(_WIDTH))
        # Without a width of its own the sentence wraps in a narrow pane instead of holding it open.
        self._sentence.setMinimumWidth(1)
        self.buttons: list[PlainButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(_BigIcon(icon_name), 0, _CENTER)
        column.addLayout(_in_the_middle(self._sentence))
        column.addLayout(self._actions(actions))
        column.addStretch(3)

    def show_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)

    def sentence(self) -> str:
        """The sentence shown."""
        return self._sentence.text()

    def _actions(self, actions: Sequence[tuple[str, str]]) -> QHBoxLayout:
        """The buttons above one another and as wide as the widest, each with its keys to the right."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, (text, keys) in enumerate(actions):
            button = PlainButton(text)
            button.clicked.connect(lambda _checked=False, index=row: self.chosen.emit(index))
            self.buttons.append(button)
            grid.addWidget(button, row, 0)
            if keys:
                grid.addWidget(_key_hint(keys), row, 1, _MIDDLE)
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addLayout(grid)
        centred.addStretch(1)
        return centred


def _in_the_middle(words: QWidget) -> QHBoxLayout:
    """A row that gives words their greatest width, or all there is, and keeps them in the middle."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(words, 1000)
    row.addStretch(1)
    return row


def _key_hint(keys: str) -> Label:
    made = label(keys, "muted", 12)
    made.setAccessibleName(f"Shortcut {keys}")
    return made
