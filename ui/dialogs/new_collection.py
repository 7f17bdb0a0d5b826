"""Asks for the name of a new collection and the folder that it is made in."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.dialogs.sheet import Sheet, text_field
from ui.kit.button import TALL, PlainButton
from ui.kit.labels import label

_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def folder_name(name: str) -> str:
    """A name of a folder, on any system, for a collection's name."""
    return _NOT_IN_FILE_NAMES.sub("-", name).strip(" .-")


class NewCollectionDialog(Sheet):
    """Opened with ``open()``.

    Signal:
        chosen(folder, name): the folder, a `pathlib.Path` that need not exist yet, and the name.
    """

    chosen = Signal(object, str)

    def __init__(self, parent_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("New collection", 460, parent)
        self.name = text_field("Name of the collection")
        self.name.setPlaceholderText("Shop API")
        self.folder = text_field("Parent folder", str(parent_folder))
        self.browse = PlainButton("Browse…", TALL)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(self.browse)
        self.add_field("Name", self.name)
        self.add_field("In folder", row)
        self.place = label("", "muted", 12)
        self.place.setWordWrap(True)
        self.column.addSpacing(4)
        self.column.addWidget(self.place)
        self.add_button("Cancel").clicked.connect(self.reject)
        self.create_button = self.add_primary("Create")
        self.create_button.clicked.connect(lambda _checked: self._choose())
        self.browse.clicked.connect(lambda _checked: self._browse())
        self.name.textChanged.connect(self._judge)
        self.folder.textChanged.connect(self._judge)
        self.name.setFocus()
        self._judge()

    def path(self) -> Path:
        """The folder that will hold the collection."""
        return Path(self.folder.text().strip()).expanduser() / folder_name(self.name.text())

    def _judge(self) -> None:
        problem = self._problem()
        self.place.set_token("red" if problem else "muted")
        ready = bool(folder_name(self.name.text())) and not problem
        self.place.setText(problem or (f"Makes {self.path()}" if ready else "Give it a name."))
        self.create_button.setEnabled(ready)

    def _problem(self) -> str:
        folder = Path(self.folder.text().strip()).expanduser()
        if not folder.is_absolute():
            return "Name the whole path of a folder, or browse for it."
        if not folder.is_dir():
            return f"{folder} is not a folder: choose one that exists."
        if folder_name(self.name.text()) and self.path().exists():
            return f"{self.path()} exists already: choose another name, or open that folder instead."
        return ""

    def _browse(self) -> None:
        dialog = QFileDialog(self, "In folder", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.path(), self.name.text().strip())
