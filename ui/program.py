"""The first third of a second: an application, its theme, and a frame on the screen. The rest comes after."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import __version__
from ui import theme
from ui.frame import Frame
from ui.kit.icons import icon
from ui.opening import Opening

if TYPE_CHECKING:
    from ui.session import Session


class Program:
    """One run of the program; ``session`` is there from the moment the frame is filled."""

    def __init__(self, opening: Opening) -> None:
        self.session: Session | None = None
        self._opening = opening
        self._application = _application()
        settings, kept = opening.settings, opening.layout
        choice = theme.choice(opening.start.theme or settings.theme)
        theme.apply(self._application, choice, settings.text_size, settings.density == "compact")
        self.frame = Frame(kept.width, kept.height, kept.sidebar if kept.sidebar_shown else 0)
        if opening.start.size is None and opening.start.shot is None:
            self.frame.fit_screen()

    def run(self) -> int:
        """Show the window and stay until it is closed; returns the exit status."""
        if self._opening.layout.maximized and self._opening.start.size is None:
            self.frame.showMaximized()
        else:
            self.frame.show()
        QTimer.singleShot(0, self._fill)
        return self._application.exec()

    def _fill(self) -> None:
        # Only now is imported what the first paint does not need.
        from ui.session import Session

        self.session = Session(self._application, self.frame, self._opening)


def _application() -> QApplication:
    """The one QApplication, with its names."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Sonde")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("sonde")
    application.setWindowIcon(icon("send", "accent"))
    application.setQuitOnLastWindowClosed(False)
    return application
