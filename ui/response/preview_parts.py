"""Bodies of several parts: a list of them, and below it the chosen one as a body of its own."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.format import words
from app.format.charset import to_utf8
from app.format.reading import Reading, read_body
from app.model.payload import Payload
from app.preview.kinds import Kind, can_preview
from app.work.job import JobProblem
from ui.kit.empty import EmptyState
from ui.kit.hex_text import HexText
from ui.kit.labels import label
from ui.kit.text_source import Buffer, open_buffer
from ui.kit.text_view import TextView
from ui.response.preview import BodyPreview
from ui.response.preview_files import cut_part, run_on_body
from ui.response.preview_view import PreviewView, or_problem
from ui.response.value_table import ValueTable, indented

_HEADERS_SHOWN: Final = 2_000  # characters
_ROWS: Final = 150  # pixels of the list of parts to begin with
_UTF8: Final = ("utf-8", "utf-8-sig", "ascii")


class PartsView(PreviewView):
    """The parts in a table; the one that is current there is shown below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[dict[str, Any]] = []
        self._cut = Payload()
        self.table = ValueTable("Parts", ("Name", "Type", "Size"), 1)
        self.table.keep_rows_low()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.headers = label("", "muted", 12, mono=True)
        self.headers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.headers.setWordWrap(True)
        self.headers.setContentsMargins(12, 8, 12, 8)
        self.text = TextView("Part")
        self.preview = BodyPreview(of_part=True)
        self.told = EmptyState("file", "")
        self.shown = QStackedWidget()
        for page in (self.told, self.text, self.preview):
            self.shown.addWidget(page)
        self.set_surface(self._lay_out())

    def start(self, reading: Reading, _kind: Kind) -> None:
        work = or_problem(run_on_body, "parts", reading.payload, content_type=reading.content_type)
        self.begin(work, self._show)

    def forget(self) -> None:
        super().forget()
        self._forget_part()
        self._parts = []
        self.table.show_rows(())
        self.headers.setText("")

    # The list

    def _show(self, said: dict[str, Any] | JobProblem) -> None:
        if isinstance(said, JobProblem):
            self.explain(said)
            return
        self._parts = said["parts"]
        rows = [
            (part["name"] or f"Part {number}", part["type"], words.size(part["end"] - part["start"]))
            for number, part in enumerate(self._parts, 1)
        ]
        self.table.show_rows(tuple(rows))
        facts = [self.title, words.count(len(rows), "part"), words.size(self.payload.size)]
        if not said["closed"]:
            facts.append("its closing boundary is missing")
        if not said["whole"]:
            facts.append("there are more parts")
        self.bar.show_facts(" · ".join(facts))
        self._tell("There are no parts in this body." if not rows else "")
        self.table.setCurrentIndex(self.table.model().index(0, 0))

    # One part

    def _choose(self, chosen: QModelIndex) -> None:
        self._forget_part()
        if not 0 <= chosen.row() < len(self._parts):
            return
        part = self._parts[chosen.row()]
        lines = "\n".join(f"{name}: {value}" for name, value in part["headers"])
        self.headers.setText(lines[:_HEADERS_SHOWN])
        self.headers.setVisible(bool(lines))
        cutting = or_problem(cut_part, self.payload, part["start"], part["end"], part["transfer"])
        self.tasks.start("cut", cutting, lambda cut: self._show_part(cut, part["type"]))

    def _show_part(self, cut: Payload | JobProblem, content_type: str) -> None:
        if isinstance(cut, JobProblem):
            self._tell(f"This part cannot be shown: {cut}.")
            return
        self._cut = cut
        reading = read_body(cut, content_type)
        if not cut.size:
            self._tell("This part is empty.")
        elif can_preview(reading):
            self.shown.setCurrentWidget(self.preview)
            self.preview.show_reading(reading)
        else:
            self.shown.setCurrentWidget(self.text)
            self.text.show_text(_text_of(reading), reading.language)

    def _tell(self, sentence: str) -> None:
        self.told.show_sentence(sentence)
        self.shown.setCurrentWidget(self.told)

    def _forget_part(self) -> None:
        self.tasks.cancel("cut")
        self.preview.forget()
        self.text.clear()
        self._tell("")
        cut, self._cut = self._cut, Payload()
        if cut.path is not None:
            cut.path.unlink(missing_ok=True)

    def _lay_out(self) -> QWidget:
        above, below = QWidget(), QWidget()
        above.setLayout(indented(self.table))
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headers)
        column.addWidget(self.shown, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for half in (above, below):
            split.addWidget(half)
        split.setSizes([_ROWS, 3 * _ROWS])
        split.setStretchFactor(1, 1)
        return split


def _text_of(reading: Reading) -> Buffer:
    """The part as the text view takes it: UTF-8, or the lines of a hexadecimal view."""
    buffer = open_buffer(reading.payload)
    if reading.binary and not isinstance(buffer, HexText):
        return HexText(buffer)
    return buffer if reading.encoding in _UTF8 else to_utf8(bytes(buffer), reading.encoding)
