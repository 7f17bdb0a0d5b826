"""The body that is one file: its path, how large it is, and the content type that goes with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.format.words import size as size_words
from app.model.body import FileBody
from ui import theme
from ui.kit.button import TALL, PlainButton
from ui.kit.labels import label
from ui.kit.variable_edit import VariableEdit
from ui.request.context import EditorContext
from ui.request.header_words import CONTENT_TYPE_VALUES

_MARGIN: Final = 12


class FileBodyEditor(QWidget):
    """Edits a ``FileBody``. ``file_wanted`` asks for a file; ``show_file`` answers it."""

    changed = Signal(FileBody)
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = FileBody()
        self._context = EditorContext()
        self.path = VariableEdit("File", "Path of the file, relative to the collection", self)
        self.choose = PlainButton("Choose…", TALL, parent=self)
        self.choose.setAccessibleName("Choose a file")
        self.content_type = VariableEdit("Content type", "application/octet-stream", self)
        self.content_type.show_words(CONTENT_TYPE_VALUES)
        self.state = label("", "muted", 12)
        self.setFocusProxy(self.path)
        self._lay_out()
        self.path.textEdited.connect(lambda text: self._change(replace(self._body, path=text)))
        self.content_type.textEdited.connect(
            lambda text: self._change(replace(self._body, content_type=text))
        )
        self.choose.clicked.connect(self.file_wanted)

    def _lay_out(self) -> None:
        chooser = QHBoxLayout()
        chooser.setSpacing(8)
        chooser.addWidget(self.path, 1)
        chooser.addWidget(self.choose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, theme.scaled(92))
        grid.addWidget(label("File", "muted"), 0, 0)
        grid.addLayout(chooser, 0, 1)
        grid.addWidget(self.state, 1, 1)
        grid.addWidget(label("Content type", "muted"), 2, 0)
        grid.addWidget(self.content_type, 2, 1)
        for edit in (self.path, self.content_type):
            edit.set_height(TALL)
        self.state.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
        column.addLayout(grid)
        column.addStretch(1)

    def show_body(self, body: FileBody) -> None:
        """Show a body and say whether its file is there."""
        self._body = body
        self.path.show_text(body.path)
        self.content_type.show_text(body.content_type)
        self._show_state()

    def show_context(self, context: EditorContext) -> None:
        """The surroundings from now on."""
        if context.variables != self._context.variables:
            for edit in (self.path, self.content_type):
                edit.show_variables(context.known_variables())
        self._context = context
        self._show_state()

    def show_file(self, path: str) -> None:
        """Take a chosen file."""
        self._change(replace(self._body, path=path))

    def _show_state(self) -> None:
        sentence, found = file_words(self._body.path, self._context.base)
        self.state.setText(sentence)
        self.state.set_token("muted" if found else "red")

    def _change(self, body: FileBody) -> None:
        self.show_body(body)
        self.changed.emit(body)


def file_words(path: str, base: Path | None) -> tuple[str, bool]:
    """A sentence about the file at a path that may be relative to ``base``, and whether all is well."""
    if not path:
        return "The file is read from disk when the request is sent.", True
    if "{{" in path:
        return "The path is known when the request is sent.", True
    place = (base or Path()) / path
    try:
        found = place.stat().st_size
    except (OSError, ValueError):
        return f"There is no file at {place}. Choose another one.", False
    return (size_words(found), True) if place.is_file() else (f"{place} is not a file.", False)
