"""ZIP archives: what is in them, by their own directory; nothing is unpacked."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format import words
from app.format.reading import Reading
from app.preview.kinds import Kind
from app.work.job import JobProblem
from ui.kit.button import IconButton
from ui.response.preview_files import run_on_body
from ui.response.preview_view import PreviewView, or_problem
from ui.response.value_table import ValueTable, indented


class ArchiveView(PreviewView):
    """A table of names, sizes and dates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = IconButton("external-link", "Open with the default program")
        self.open.clicked.connect(self.open_requested)
        self.bar.add(self.open)
        self.table = ValueTable("Files of the archive", ("Name", "Size", "Packed", "Changed"), 0)
        self.table.keep_rows_low()
        surface = QWidget()
        column = QVBoxLayout(surface)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(indented(self.table))
        self.set_surface(surface)

    def start(self, reading: Reading, _kind: Kind) -> None:
        self.begin(or_problem(run_on_body, "archive", reading.payload), self._show)

    def offer_no_file(self) -> None:
        super().offer_no_file()
        self.open.hide()

    def forget(self) -> None:
        super().forget()
        self.table.show_rows(())

    def _show(self, said: dict[str, Any] | JobProblem) -> None:
        if isinstance(said, JobProblem):
            self.explain(said)
            return
        rows = [
            (name, words.size(size), words.size(packed), day) for name, size, packed, day in said["entries"]
        ]
        self.table.show_rows(tuple(rows))
        facts = [self.title, words.count(said["count"], "file"), words.size(self.payload.size)]
        facts.append(f"{words.size(said['size'])} unpacked")
        if said["count"] > len(rows):
            facts.append(f"the first {words.count(len(rows))} are shown")
        self.bar.show_facts(" · ".join(facts))
