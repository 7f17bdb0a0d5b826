"""The strip below the tree that names the files of the collection that could not be read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.model.collection import BrokenItem
from ui import theme
from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel, label

MOST = 3  # files named one by one; a longer list would push the tree away


class ProblemStrip(QWidget):
    """Names broken files with the reason as tooltip; hidden while there are none.

    Signal:
        reveal_wanted(path): show the file in the file manager.
    """

    reveal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 8, 8, 8)
        self._lines.setSpacing(0)
        self.hide()

    def show_problems(self, problems: tuple[BrokenItem, ...]) -> None:
        """Show these files; none hides the strip."""
        while (entry := self._lines.takeAt(0)) is not None:
            if (line := entry.widget()) is not None:
                line.deleteLater()
        if problems:
            count = len(problems)
            sentence = "One file cannot be read" if count == 1 else f"{count} files cannot be read"
            self._lines.addWidget(label(sentence, "amber", 12, theme.SEMIBOLD))
            for problem in problems[:MOST]:
                self._lines.addWidget(self._line(problem))
            if count > MOST:
                self._lines.addWidget(label(f"and {count - MOST} more", "muted", 12))
        self.setVisible(bool(problems))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("warn_back"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("border"))

    def _line(self, problem: BrokenItem) -> QWidget:
        where = problem.path if problem.line is None else f"{problem.path}, line {problem.line}"
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        text = ElidedLabel(f"{where}: {problem.problem}")
        text.set_type(12)
        row.addWidget(text, 1)
        button = IconButton("folder-open", f"Reveal {problem.path}", "Reveal in file manager")
        button.set_height(24)
        button.clicked.connect(lambda: self.reveal_wanted.emit(problem.path))
        row.addWidget(button)
        return line
