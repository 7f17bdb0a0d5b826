"""The strip below the tree that names the files of the collections that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.model.collection import BrokenItem, Collection
from ui import theme
from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel, label
from ui.sidebar.place import Place

MOST = 3  # files named one by one; a longer list would push the tree away


class ProblemStrip(QWidget):
    """Names broken files with the reason as tooltip; hidden while there are none.

    Signal:
        reveal_wanted(Place): show the file in the file manager.
    """

    reveal_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 8, 8, 8)
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
            self._lines.addWidget(label(sentence, "amber", 12, theme.SEMIBOLD))
            for collection, problem in problems[:MOST]:
                place = Place(str(collection.root), problem.path)
                self._lines.addWidget(self._line(place, problem, f"{collection.name}: " if several else ""))
            if count > MOST:
                self._lines.addWidget(label(f"and {count - MOST} more", "muted", 12))
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
        text = ElidedLabel(f"{whose}{where}: {problem.problem}")
        text.set_type(12)
        row.addWidget(text, 1)
        button = IconButton("folder-open", f"Reveal {problem.path}", "Reveal in file manager")
        button.set_height(24)
        button.clicked.connect(lambda: self.reveal_wanted.emit(place))
        row.addWidget(button)
        return line
