"""A body that only another program can show: what it is and how large, and what can be done with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.format import words
from app.format.reading import Reading
from app.preview.kinds import Kind
from ui.kit.empty import EmptyState
from ui.response.preview_view import PreviewView


class FileView(PreviewView):
    """Facts and two buttons, in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = EmptyState("file", "", (("Open with the default program", ""), ("Save to a file…", "")))
        self.card.chosen.connect(self._choose)
        self.set_surface(self.card)
        self.bar.hide()

    def start(self, _reading: Reading, _kind: Kind) -> None:
        self.card.show_sentence(f"{self.title} · {words.size(self.payload.size)}")

    def offer_no_file(self) -> None:
        for button in self.card.buttons:
            button.hide()

    def facts(self) -> str:
        """What is said of the body."""
        return self.card.sentence()

    def _choose(self, index: int) -> None:
        (self.open_requested, self.save_requested)[index].emit()
