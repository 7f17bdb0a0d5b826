"""The body that is one file: its path, its size and type, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.format.languages import SAMPLE_SIZE, is_binary
from app.format.languages import language_of as language_of_body
from app.format.words import size as size_words
from app.http.bodies import guess_type, locate
from app.model.body import FileBody
from app.model.payload import Payload
from ui import theme
from ui.kit.button import TALL, PlainButton
from ui.kit.code_edit import TEXT_LIMIT
from ui.kit.labels import label
from ui.kit.text_source import open_text
from ui.kit.text_view import TextView
from ui.kit.variable_edit import VariableEdit
from ui.request.context import EditorContext
from ui.request.header_words import CONTENT_TYPE_VALUES

_MARGIN: Final = 12


class FileBodyEditor(QWidget):
    """Edits a ``FileBody``. ``file_wanted`` asks for a file; ``show_file`` answers it. ``edit_wanted`` asks
    to edit the text of the file at a path as the body itself."""

    changed = Signal(FileBody)
    file_wanted = Signal()
    edit_wanted = Signal(object)

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
        self.edit = PlainButton("Edit as text", parent=self)
        self.edit.setToolTip("Make the text of the file the body of this request")
        self._view: TextView | None = None
        self._shown: tuple[Path, int, int] | None = None
        self.setFocusProxy(self.path)
        self._lay_out()
        self.path.textEdited.connect(lambda text: self._change(replace(self._body, path=text)))
        self.content_type.textEdited.connect(
            lambda text: self._change(replace(self._body, content_type=text))
        )
        self.choose.clicked.connect(self.file_wanted)
        self.edit.clicked.connect(self._ask_to_edit)
        self._show_contents()

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
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self.state, 1)
        facts.addWidget(self.edit)
        grid.addLayout(facts, 1, 1)
        grid.addWidget(label("Content type", "muted"), 2, 0)
        grid.addWidget(self.content_type, 2, 1)
        for edit in (self.path, self.content_type):
            edit.set_height(TALL)
        self.state.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(_MARGIN)
        grid.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        column.addLayout(grid)
        column.addStretch(0)
        self._column = column

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

    @property
    def view(self) -> TextView:
        """What shows the contents, made when there are some."""
        if self._view is None:
            self._view = TextView("Contents of the file", self)
            self._column.insertWidget(1, self._view, 1)
        return self._view

    def forget(self) -> None:
        """Let go of the file that is shown."""
        self._shown = None
        if self._view is not None:
            self._view.clear()
            self._view.hide()

    def _show_state(self) -> None:
        sentence, found = file_words(self._body.path, self._context.base)
        media_type = self._body.content_type or guess_type(self._body.path)
        self._show_contents()
        self.content_type.setPlaceholderText(guess_type(self._body.path))
        known = self._shown is not None
        self.state.setText(f"{sentence} · {media_type}" if known else sentence)
        self.state.set_token("muted" if found else "red")

    def _show_contents(self) -> None:
        """Show the text of the file, whatever its size; read anew only when it changed."""
        place = place_of(self._body.path, self._context.base)
        sample = sample_of(place) if self._body.path else None
        self.edit.setVisible(sample is not None and sample.is_text and sample.size <= TEXT_LIMIT)
        if sample is None or not sample.is_text:
            self.forget()
            self._shown = None if sample is None else (place, sample.size, sample.modified)
            return
        stamp = (place, sample.size, sample.modified)
        if stamp == self._shown:
            return
        self._shown = stamp
        media_type = self._body.content_type or guess_type(self._body.path)
        language = language_of_body(media_type.split(";")[0].strip().lower(), sample.start)
        self.view.show_text(open_text(Payload(sample.size, None, place)), language)
        self.view.show()

    def _ask_to_edit(self) -> None:
        self.edit_wanted.emit(place_of(self._body.path, self._context.base))

    def _change(self, body: FileBody) -> None:
        self.show_body(body)
        self.changed.emit(body)


@dataclass(frozen=True, slots=True)
class Sample:
    """What is known of a file: its size in bytes, when it was changed (nanoseconds), its first bytes."""

    size: int
    modified: int
    start: bytes

    @property
    def is_text(self) -> bool:
        return not is_binary(self.start)


def sample_of(place: Path) -> Sample | None:
    """A look at a file; None where there is none that can be read."""
    try:
        # A pipe or a device would let the window wait for ever.
        if not place.is_file():
            return None
        with place.open("rb") as file:
            status = place.stat()
            return Sample(status.st_size, status.st_mtime_ns, file.read(SAMPLE_SIZE))
    except (OSError, ValueError):
        return None


def place_of(path: str, base: Path | None) -> Path:
    """Where a path as typed leads, as it will when the request is sent."""
    try:
        return locate(path, base)
    except RuntimeError:
        # "~name" of nobody: there is no such file.
        return (base or Path()) / path


def file_words(path: str, base: Path | None) -> tuple[str, bool]:
    """A sentence about the file at a path that may be relative to ``base``, and whether all is well."""
    if not path:
        return "The file is read from disk when the request is sent.", True
    if "{{" in path:
        return "The path is known when the request is sent.", True
    place = place_of(path, base)
    try:
        found = place.stat().st_size
    except (OSError, ValueError):
        return f"There is no file at {place}. Choose another one.", False
    return (size_words(found), True) if place.is_file() else (f"{place} is not a file.", False)
