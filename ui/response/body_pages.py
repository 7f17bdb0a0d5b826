"""The views of a body that are no text, and their making: each when it is looked at for the first time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format.reading import Reading
from ui.response.body_views import View


class BodyPage(QWidget):
    """What every view can do, whatever it is made of."""

    save_requested = Signal()
    open_requested = Signal()

    def show_reading(self, reading: Reading) -> None:
        """Show this body."""

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""


class PreviewPage(BodyPage):
    """What a body looks like to people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ui.response.preview import BodyPreview

        self.preview = BodyPreview(self)
        self.preview.save_requested.connect(self.save_requested)
        self.preview.open_requested.connect(self.open_requested)
        _fill(self, self.preview)

    def show_reading(self, reading: Reading) -> None:
        self.preview.show_reading(reading)

    def forget(self) -> None:
        self.preview.forget()


def make_page(view: View, parent: QWidget) -> BodyPage:
    """A view that is no text. Raises KeyError for one that is."""
    return _PAGES[view](parent)


_PAGES: dict[View, type[BodyPage]] = {"preview": PreviewPage}


def _fill(page: QWidget, widget: QWidget) -> None:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
