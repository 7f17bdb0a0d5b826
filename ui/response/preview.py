"""The preview of a body: what it looks like to people. Nothing in it runs, and nothing is fetched for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.format.reading import Reading
from app.preview.kinds import Kind, can_preview, kind_of
from ui.kit.empty import EmptyState
from ui.response.preview_view import PreviewView

__all__ = ["BodyPreview", "can_preview"]


class BodyPreview(QWidget):
    """Shows a picture, page, document or the parts of a body, each in a view of its own.

    Signals: ``save_requested``: the user wants the body in a file; ``open_requested``: in the default
    program; where that would load things from elsewhere, the user was asked already. With ``of_part``
    the body is no file of its own and offers neither.
    """

    save_requested = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None, of_part: bool = False) -> None:
        super().__init__(parent)
        self._of_part = of_part
        self._views: dict[type[PreviewView], PreviewView] = {}
        self.current: PreviewView | None = None
        self._nothing = EmptyState("image", "There is no preview of this body.")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def show_reading(self, reading: Reading) -> None:
        """Show what a body looks like; of one without a preview this is said."""
        self.forget()
        kind = kind_of(reading)
        if kind is not None:
            self.current = self._view(_view_type(kind))
            self._pages.setCurrentWidget(self.current)
            self.current.show_reading(reading, kind)

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""
        if self.current is not None:
            self.current.forget()
            self.current = None
        self._pages.setCurrentWidget(self._nothing)

    def _view(self, view_type: type[PreviewView]) -> PreviewView:
        view = self._views.get(view_type)
        if view is None:
            view = self._views[view_type] = view_type()
            view.save_requested.connect(self.save_requested)
            view.open_requested.connect(self.open_requested)
            if self._of_part:
                view.offer_no_file()
            self._pages.addWidget(view)
        return view


def _view_type(kind: Kind) -> type[PreviewView]:
    """The view of a kind; its module is loaded when the first such body comes."""
    if kind in ("picture", "svg"):
        from ui.response.preview_picture import PictureView

        return PictureView
    if kind in ("html", "markdown"):
        from ui.response.preview_page import PageView

        return PageView
    if kind == "multipart":
        from ui.response.preview_parts import PartsView

        return PartsView
    if kind == "archive":
        from ui.response.preview_archive import ArchiveView

        return ArchiveView
    if kind == "pdf":
        from ui.response.preview_pdf import PdfView

        return PdfView
    from ui.response.preview_file import FileView

    return FileView
