"""What Sonde is, which version runs, and under which licence."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import __version__
from ui import theme
from ui.dialogs.sheet import Sheet
from ui.kit.icons import icon
from ui.kit.labels import label

_SENTENCE = "A native desktop API tester: no account, no cloud, no browser inside."


def versions() -> str:
    """The versions that a report of a fault needs, in one line."""
    return (
        f"Sonde {__version__} · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}"
    )


class AboutDialog(Sheet):
    """Opened with ``open()``; the versions can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("About Sonde", 420, parent)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(_picture(icon("sonde", "accent")))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(f"Sonde {__version__}", "text", 13, theme.SEMIBOLD))
        for text, token in ((_SENTENCE, "text"), (versions(), "muted"), ("MIT licence", "muted")):
            line = label(text, token, 13 if token == "text" else 12)
            line.setWordWrap(True)
            words.addWidget(line)
        row.addLayout(words, 1)
        self.column.addLayout(row)
        self.copy_button = self.add_button("Copy versions")
        self.copy_button.clicked.connect(lambda _checked: QGuiApplication.clipboard().setText(versions()))
        close = self.add_primary("Close")
        close.clicked.connect(self.accept)
        close.setFocus()


def _picture(drawing: QIcon) -> QLabel:
    side = theme.scaled(48)
    picture = QLabel()
    picture.setPixmap(drawing.pixmap(QSize(side, side), QGuiApplication.primaryScreen().devicePixelRatio()))
    picture.setFixedSize(side, side)
    return picture
