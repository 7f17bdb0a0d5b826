"""The parts of a multipart body as a table: text or a file, with a content type each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.model.body import Part
from ui.kit.field_table_model import Column, RowKind
from ui.kit.field_table_text import read_pasted
from ui.kit.field_table_view import RowTable
from ui.request.header_words import CONTENT_TYPE_VALUES
from ui.request.secret_rows import row_looks_secret

_KIND_COLUMN: Final = 2
_VALUE_COLUMN: Final = 3


class PartTable(RowTable[Part]):
    """Edits the parts in place; ``changed`` carries all of them.

    ``file_wanted`` asks for a file for the part whose cell was pressed; ``show_file`` answers it.
    """

    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Parts", _KIND, parent)
        self._asking = 0
        self.pressed.connect(self._press)
        self.lines_pasted.connect(self._paste)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show other parts."""
        self.rows.show_rows(parts)

    def show_file(self, path: str) -> None:
        """Put a file into the part that asked for one."""
        index = self.rows.index(self._asking, _VALUE_COLUMN)
        part = self.rows.own(index)
        if part is not None:
            name = part.name or PurePath(path).stem
            self.rows.replace_row(index, replace(part, files=(path,), is_file=True, name=name))

    def _press(self, row: int, column: int) -> None:
        index = self.rows.index(row, column)
        part = self.rows.own(index)
        if part is None:
            return
        if column == _KIND_COLUMN:
            part = replace(part, is_file=not part.is_file)
            self.rows.replace_row(index, part)
        if part.is_file and not (column == _KIND_COLUMN and part.files):
            self._asking = row
            self.file_wanted.emit()

    def _paste(self, text: str, place: int) -> None:
        self.insert_rows(place, [Part(field.name, field.value) for field in read_pasted(text)])


def _shown_value(part: Part) -> str:
    if not part.is_file:
        return part.value
    return ", ".join(PurePath(path).name for path in part.files) or "Choose a file…"


_COLUMNS: Final[tuple[Column[Part], ...]] = (
    Column("Key", lambda p: p.name, lambda p, text: replace(p, name=text), weight=10),
    Column(
        "Kind",
        lambda p: "File" if p.is_file else "Text",
        lambda p, _: p,
        press=lambda _: True,
        icon=lambda _: "chevron-down",
        weight=9,
    ),
    Column(
        "Value",
        _shown_value,
        lambda p, text: replace(p, value=text),
        press=lambda p: p.is_file,
        icon=lambda p: "folder-open" if p.is_file else "",
        weight=16,
        secret=lambda p: not p.is_file and row_looks_secret(p),
    ),
    Column(
        "Content type",
        lambda p: p.content_type,
        lambda p, text: replace(p, content_type=text),
        words=lambda _: CONTENT_TYPE_VALUES,
        weight=11,
    ),
)
_KIND: Final = RowKind(
    _COLUMNS, Part(), lambda p: not (p.name or p.value or p.files or p.description), "Add part"
)
