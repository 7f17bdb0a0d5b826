"""The line above a tree: the path of the current row, and how deep the tree is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel


class TreeBar(QWidget):
    """A path on the left, buttons on the right. ``copy_wanted``: the user wants the path."""

    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill_menu: Callable[[QMenu], None] = lambda _menu: None
        self._path = ElidedLabel("", "muted", self)
        self._path.set_type(12, mono=True)
        self.copy = IconButton("copy", "Copy the path", "Copy the path (Ctrl+Shift+C)", self)
        self.copy.clicked.connect(self.copy_wanted)
        self.levels = IconButton("expand", "Expand to a level", "Expand to a level", self)
        self.levels.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._path, 1)
        row.addWidget(self.copy)
        row.addWidget(self.levels)

    def show_path(self, path: str) -> None:
        """Say where in the body the current row is."""
        self._path.setText(path)
        self.copy.setEnabled(bool(path))

    def path(self) -> str:
        """What the bar says."""
        return self._path.text()

    def offer_levels(self, fill: Callable[[QMenu], None]) -> None:
        """Fill the menu of levels with this."""
        self._fill_menu = fill

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu)
        menu.popup(self.levels.mapToGlobal(QPoint(0, self.levels.height())))
