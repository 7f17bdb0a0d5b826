"""The Docs tab: notes about the request in Markdown, written on one side and read on the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.model.request import Request
from ui import theme
from ui.kit.tabs import Segments

_MARGIN: Final = 12
_GAP: Final = 8
_WRITE: Final = 0
_FEATURES: Final = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_STYLE_CHANGE: Final = QEvent.Type.StyleChange


class Preview(QTextBrowser):
    """Shows Markdown and loads nothing: no picture and no page, neither near nor far."""

    def loadResource(self, _kind: int, _address: QUrl | str) -> Any:
        return None


class DocsPage(QWidget):
    """Edits ``Request.docs``."""

    changed = Signal(Request)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = Request()
        self._is_showing = False
        self.mode = Segments(("Write", "Preview"), "Docs", self)
        self.stack = QStackedWidget(self)
        self.text = QPlainTextEdit(self.stack)
        self.text.setAccessibleName("Docs in Markdown")
        self.text.setPlaceholderText("What is this request for? Markdown is welcome.")
        self.text.setTabChangesFocus(True)
        self.preview = Preview(self.stack)
        self.preview.setAccessibleName("Docs as they read")
        self.preview.setOpenLinks(False)
        for edit in (self.text, self.preview):
            edit.setProperty("flat", True)
            edit.document().setDocumentMargin(_MARGIN)
        self.first: QWidget = self.text
        self._lay_out()
        self._restyle()
        self.text.textChanged.connect(self._take)
        self.mode.current_changed.connect(self._switch)
        self.preview.anchorClicked.connect(_open)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        bar.addWidget(self.mode)
        bar.addStretch(1)
        self.stack.addWidget(self.text)
        self.stack.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)

    def show_request(self, request: Request) -> None:
        """Show the docs of a request."""
        shown, self._request = self._request.docs, request
        if request.docs not in (shown, self._written()):
            self._is_showing = True
            self.text.setPlainText(request.docs)
            self._is_showing = False
            self._show_preview()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == _STYLE_CHANGE:
            self._restyle()

    def _restyle(self) -> None:
        for edit in (self.text, self.preview):
            edit.setFont(theme.ui_font())

    def _switch(self, index: int) -> None:
        self._show_preview()
        self.stack.setCurrentIndex(index)
        self.first = self.preview if index else self.text

    def _show_preview(self) -> None:
        if self.mode.current != _WRITE:
            self.preview.document().setMarkdown(self._request.docs, _FEATURES)
            _space_out(self.preview.document())

    def _take(self) -> None:
        if not self._is_showing:
            self._request = replace(self._request, docs=self._written())
            self.changed.emit(self._request)

    def _written(self) -> str:
        # toPlainText would turn no-break spaces into ordinary ones.
        return self.text.document().toRawText().replace("\u2029", "\n")


def _space_out(document: QTextDocument) -> None:
    """Put air below paragraphs and headings; Markdown arrives with none."""
    block = document.begin()
    while block.isValid():
        if block.textList() is None:
            spaced = block.blockFormat()
            spaced.setBottomMargin(_GAP)
            QTextCursor(block).setBlockFormat(spaced)
        block = block.next()


def _open(address: QUrl) -> None:
    """Open a link of the docs where links belong; other schemes could start programs."""
    if address.scheme() in ("http", "https"):
        QDesktopServices.openUrl(address)
