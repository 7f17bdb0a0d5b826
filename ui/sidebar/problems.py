"""The strip below the tree that names the files of the collections that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.model.collection import BrokenItem, Collection
from ui import theme
from ui.kit import paint
from ui.kit.button import IconButton
from ui.kit.labels import label
from ui.sidebar.place import Place

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ELIDE_RIGHT = Qt.TextElideMode.ElideRight
_INSET = 4  # pixels, so that the focus ring is beside the words
MOST = 3  # files named one by one; a longer list would push the tree away


class ProblemStrip(QWidget):
    """Names broken files with the reason as tooltip; hidden while there are none.

    Signals:
        open_wanted(Place): show the text of the file.
        reveal_wanted(Place): show the file in the file manager.
    """

    open_wanted = Signal(object)
    reveal_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(8, 8, 8, 8)
        self._lines.setSpacing(0)
        self.hide()

    def show_problems(self, collections: Sequence[Collection]) -> None:
        """Name the broken files of these collections; none hides the strip."""
        problems = [(each, problem) for each in collections for problem in each.problems]
        several = len(collections) > 1
        while (entry := self._lines.takeAt(0)) is not None:
            if (line := entry.widget()) is not None:
                line.deleteLater()
        if problems:
            count = len(problems)
            sentence = "One file cannot be read" if count == 1 else f"{count} files cannot be read"
            self._lines.addWidget(_words(sentence, "amber", theme.SEMIBOLD))
            for collection, problem in problems[:MOST]:
                place = Place(str(collection.root), problem.path)
                self._lines.addWidget(self._line(place, problem, f"{collection.name}: " if several else ""))
            if count > MOST:
                self._lines.addWidget(_words(f"and {count - MOST} more", "muted"))
        self.setVisible(bool(problems))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("warn_back"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))

    def _line(self, place: Place, problem: BrokenItem, whose: str) -> QWidget:
        where = problem.path if problem.line is None else f"{problem.path}, line {problem.line}"
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        text = ProblemLine(f"{whose}{where}: {problem.problem}")
        text.clicked.connect(lambda: self.open_wanted.emit(place))
        row.addWidget(text, 1)
        button = IconButton("folder-open", f"Reveal {problem.path}", "Reveal in file manager")
        button.set_height(24)
        button.clicked.connect(lambda: self.reveal_wanted.emit(place))
        row.addWidget(button)
        return line


def _words(text: str, token: str, weight: QFont.Weight = theme.NORMAL) -> QWidget:
    words = label(text, token, 12, weight)
    words.setContentsMargins(_INSET, 0, 0, 0)
    return words


class ProblemLine(QAbstractButton):
    """One file with what is wrong with it; a press opens it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(f"Open {text}")
        self.setToolTip(f"{text}\nPress to open it as text.")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, theme.scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.start(QPainter(self))
        font = theme.ui_font(12)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        words = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        painter.drawText(
            words, _LEFT, painter.fontMetrics().elidedText(self.text(), _ELIDE_RIGHT, words.width())
        )
        if self.hasFocus():
            paint.focus_ring(painter, self.rect())
