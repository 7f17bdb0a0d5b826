"""The window before it has anything in it: painted at once, in its size and colours, and filled soon."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from ui import theme
from ui.measures import DOCUMENT_TABS, STATUS_BAR, TOP_BAR

DECORATION: Final = 40  # pixels that the system's title bar may take


class Frame(QMainWindow):
    """The top-level window. ``closing`` asks whoever filled it to end the program."""

    closing = Signal()

    def __init__(self, width: int, height: int, sidebar: int) -> None:
        super().__init__()
        self.setWindowTitle("Sonde")
        self.resize(width, height)
        self.setMinimumSize(640, 420)
        self.setCentralWidget(_Skeleton(sidebar))

    def fill(self, content: QWidget) -> None:
        """Show the content in place of the skeleton; its title and its focus become the window's."""
        content.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(content.windowTitle())
        # A widget that gets a parent loses its focus, and one that is not shown yet gets none.
        focus = content.focusWidget()
        self.setCentralWidget(content)
        content.show()
        if focus is not None:
            focus.setFocus()

    def fit_screen(self) -> None:
        """Become small enough for the screen, with the title bar."""
        room = self.screen().availableSize()
        self.resize(self.size().boundedTo(QSize(room.width(), room.height() - DECORATION)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The program ends when it has kept everything, not before."""
        event.ignore()
        self.closing.emit()


class _Skeleton(QWidget):
    """The surfaces and lines that the content will have, so that nothing jumps when it comes."""

    def __init__(self, sidebar: int) -> None:
        super().__init__()
        self._sidebar: Final = sidebar

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, height = self.width(), self.height()
        top, bottom = theme.scaled(TOP_BAR), theme.scaled(STATUS_BAR)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, 0, width, top, theme.color("window"))
        painter.fillRect(0, top, self._sidebar, height - top, theme.color("sidebar"))
        painter.fillRect(self._sidebar, top, width, theme.scaled(DOCUMENT_TABS), theme.color("window"))
        painter.fillRect(0, height - bottom, width, bottom, theme.color("window"))
        line = theme.color("border")
        for y in (top - 1, height - bottom):
            painter.fillRect(0, y, width, 1, line)
        painter.fillRect(self._sidebar, top, 1, height - top - bottom, line)
        painter.fillRect(self._sidebar, top + theme.scaled(DOCUMENT_TABS) - 1, width, 1, line)
