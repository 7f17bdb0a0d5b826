"""PDF documents: page by page, each painted in a worker process when it is looked at."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.format import words
from app.format.reading import Reading
from app.preview.kinds import Kind
from app.work.job import JobProblem
from ui.kit.button import IconButton
from ui.kit.labels import label
from ui.response.preview_bar import ZoomButtons
from ui.response.preview_canvas import PictureCanvas
from ui.response.preview_files import Drawn, make_pixels
from ui.response.preview_view import PreviewView, or_problem


class PdfView(PreviewView):
    """One page at a time, as wide as the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = self._pages = 0
        self._words = ""
        self.canvas = PictureCanvas("Page", fit_width=True)
        self.canvas.page_wanted.connect(self._turn)
        self.previous = IconButton("chevron-up", "Previous page", "Previous page (PgUp)")
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.next = IconButton("chevron-down", "Next page", "Next page (PgDn)")
        self.next.clicked.connect(lambda: self._turn(1))
        self.position = label("", "text")
        self.copy = IconButton("copy", "Copy the words of this page")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._words))
        self._zoom = ZoomButtons(self.canvas)
        self._tools = (self.previous, self.position, self.next, self._zoom, self.copy)
        for tool in self._tools:
            self.bar.add(tool)
        self.set_surface(self.canvas)
        self._show_tools(False)

    def start(self, _reading: Reading, _kind: Kind) -> None:
        self._paint(0)

    def forget(self) -> None:
        super().forget()
        self._page = self._pages = 0
        self._words = ""
        self.canvas.clear()
        self._show_tools(False)

    def has_page(self) -> bool:
        """Whether a page is on the screen."""
        return not self.canvas.image.isNull()

    def _turn(self, step: int) -> None:
        page = self._page + step
        if 0 <= page < self._pages:
            self._page = page
            self._show_position()
            self._paint(page)

    def _paint(self, page: int) -> None:
        # The page before stays until this one is there.
        work = or_problem(make_pixels, "pdf", self.payload, page=page)
        self.begin(work, self._show)

    def _show(self, drawn: Drawn | JobProblem) -> None:
        if isinstance(drawn, JobProblem):
            self.explain(drawn)
            return
        said, pixels = drawn
        self._pages, self._words = said["pages"], said["words"]
        pages = words.count(self._pages, "page")
        self.bar.show_facts(f"{self.title} · {pages} · {words.size(self.payload.size)}")
        self.canvas.show_pixels(pixels, QSize(said["width"], said["height"]))
        self.canvas.verticalScrollBar().setValue(0)
        self._show_tools(True)
        self._show_position()

    def _show_position(self) -> None:
        self.position.setText(f"{words.count(self._page + 1)} of {words.count(self._pages)}")
        self.canvas.setAccessibleName(f"Page {self.position.text()}")
        self.canvas.setAccessibleDescription(self._words)
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page < self._pages - 1)

    def _show_tools(self, shown: bool) -> None:
        for tool in self._tools:
            tool.setVisible(shown)
        self.copy.setEnabled(bool(self._words.strip()))
