"""Web pages and Markdown: made harmless in a worker process, shown as a document that loads nothing."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format import words
from app.format.reading import Reading
from app.preview.kinds import Kind
from app.work.job import JobProblem
from ui.kit.ask import choose
from ui.kit.button import IconButton
from ui.kit.labels import ElidedLabel
from ui.kit.notice import MessageBar
from ui.response.preview_browser import PageBrowser
from ui.response.preview_files import run_on_body
from ui.response.preview_view import PreviewView, or_problem

PROMISE: Final = "Scripts, styles from elsewhere and remote content are not loaded."
CUT: Final = "This is the beginning of the page: all of it is too much for a preview."


class PageView(PreviewView):
    """A page, or a text in Markdown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper = True
        self._offers_file = True
        self._link = ""
        self.browse = IconButton("external-link", "Open in the browser…")
        self.browse.clicked.connect(self._ask_to_open)
        self.bar.add(self.browse)
        self.notice = MessageBar()
        self.notice.chosen.connect(self._copy_link)
        self.promise = ElidedLabel(PROMISE, "muted")
        self.promise.setContentsMargins(12, 0, 12, 6)
        self.browser = PageBrowser()
        self.browser.anchorClicked.connect(self._tell_link)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.promise, self.notice, self.browser):
            column.addWidget(widget)
        self.set_surface(page)

    def start(self, reading: Reading, kind: Kind) -> None:
        self._paper = kind == "html"
        self.browse.setVisible(self._paper and self._offers_file)
        job = "page" if kind == "html" else "markdown"
        work = or_problem(run_on_body, job, reading.payload, encoding=reading.encoding)
        self.begin(work, self._show)

    def offer_no_file(self) -> None:
        super().offer_no_file()
        self._offers_file = False

    def forget(self) -> None:
        super().forget()
        self.notice.hide()
        self.browser.clear_page()

    def _show(self, page: dict[str, Any] | JobProblem) -> None:
        if isinstance(page, JobProblem):
            self.explain(page)
            return
        facts = [self.title, page["title"], words.size(self.payload.size)]
        self.bar.show_facts(" · ".join(fact for fact in facts if fact))
        self.promise.setText(f"{PROMISE} Left out: {page['left_out']}." if page["left_out"] else PROMISE)
        self.browser.setAccessibleName(f"{self.title}, {page['title'] or 'without a title'}")
        self.browser.show_pieces(page["pieces"], page["images"], page["sheet"], self._paper)
        if not page["whole"]:
            self.notice.show_message("info", CUT)

    def _tell_link(self, url: QUrl) -> None:
        self._link = url.toString()
        self.notice.show_message("info", "Links are not followed here.", self._link[:300], ("Copy link",))

    def _copy_link(self, _index: int) -> None:
        QGuiApplication.clipboard().setText(self._link)

    def _ask_to_open(self) -> None:
        self.tasks.start("ask", self._open_after_question())

    async def _open_after_question(self) -> None:
        sentence = "Open this page in the browser?"
        hint = "The browser runs its scripts and loads whatever it refers to."
        if await choose(self.window(), sentence, hint, ("Open in the browser",)) == 0:
            self.open_requested.emit()
