"""The views of a body that are no text, and their making: each when it is looked at for the first time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format.reading import Reading
from ui.response.body_views import View


class BodyPage(QWidget):
    """What every view can do, whatever it is made of."""

    save_requested = Signal()
    open_requested = Signal()
    csv_requested = Signal()
    filter_wanted = Signal(str)
    text_wanted = Signal(int)

    def show_reading(self, reading: Reading) -> None:
        """Show this body."""

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""

    def write_csv(self, path: Path) -> None:
        """Write the rows that are shown to a file; what has none writes nothing."""

    def open_find(self) -> bool:
        """Open a bar of its own that finds in it; False where there is none."""
        return False


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


class TablePage(BodyPage):
    """Rows and columns. Its export is asked for with ``csv_requested``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ui.response.table import BodyTable

        self.table = BodyTable(self)
        self.table.save_csv_requested.connect(self.csv_requested)
        _fill(self, self.table)

    def show_reading(self, reading: Reading) -> None:
        self.table.show_reading(reading)

    def forget(self) -> None:
        self.table.forget()

    def write_csv(self, path: Path) -> None:
        self.table.write_csv(path)


class TreePage(BodyPage):
    """What a body is made of, to be opened piece by piece."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from ui.response.tree import BodyTree

        self.tree = BodyTree(self)
        self.tree.filter_wanted.connect(self.filter_wanted)
        self.tree.text_wanted.connect(self.text_wanted)
        _fill(self, self.tree)

    def show_reading(self, reading: Reading) -> None:
        self.tree.show_reading(reading)

    def forget(self) -> None:
        self.tree.forget()

    def open_find(self) -> bool:
        self.tree.open_find()
        return True


def make_page(view: View, parent: QWidget) -> BodyPage:
    """A view that is no text. Raises KeyError for one that is."""
    return _PAGES[view](parent)


_PAGES: dict[View, type[BodyPage]] = {"tree": TreePage, "preview": PreviewPage, "table": TablePage}


def _fill(page: QWidget, widget: QWidget) -> None:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
