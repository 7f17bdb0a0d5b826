"""A body as a tree that is opened node by node, whatever its size."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.format import words
from app.format.charset import is_utf8_codec, to_utf8
from app.format.pretty import is_quick, pretty, pretty_now
from app.format.reading import Reading
from app.format.source import place_words
from app.format.utf8 import as_utf8
from app.model.payload import Payload
from app.tree.json_walker import JsonWalker
from app.tree.node import Broken, Buffer, Walker
from app.tree.path import jq_path, json_path, x_path
from app.tree.row import Row
from app.tree.words import content_span, decoded_value
from app.tree.xml_walker import XmlWalker
from app.work.job import JobProblem
from ui.kit.notice import MessageBar
from ui.kit.tasks import Tasks
from ui.kit.text_source import open_buffer
from ui.kit.text_view import COPY_LIMIT
from ui.response.find_bar import FindBar
from ui.response.strip import Strip
from ui.response.tree_bar import TreeBar
from ui.response.tree_find import TreeFinder
from ui.response.tree_list import TreeList
from ui.response.tree_model import MOST_EXPANDED
from ui.response.tree_work import Work

_INLINE: Final = 128 * 1024  # bytes that are brought to UTF-8 on the spot
_DEEP: Final = 500  # levels beyond which the path is not shown
_TITLES: Final = {"json": "JSON", "ndjson": "NDJSON", "xml": "XML"}


class BodyTree(QWidget):
    """Shows JSON, NDJSON or XML as a tree.

    Signals:
        filter_wanted: the user wants to filter by this path.
        text_wanted: the user wants to see this byte of the UTF-8 text.
    """

    filter_wanted = Signal(str)
    text_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._reading: Reading | None = None
        self._broken_at = 0
        self.bar = TreeBar(self)
        self.strip = Strip(self)
        self.notice = MessageBar(self)
        self.find_bar = FindBar(self)
        self.list = TreeList(self)
        self.finder = TreeFinder(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.strip, self.notice, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self._connect()

    def show_reading(self, reading: Reading) -> None:
        """Show a body in place of the one before."""
        self.forget()
        self._reading = reading
        if is_utf8_codec(reading.encoding):
            self._show_buffer(open_buffer(reading.payload))
        elif reading.payload.size <= _INLINE:
            self._show_buffer(to_utf8(reading.payload.read(), reading.encoding))
        else:
            self.strip.show_progress("Reading…", None)
            self._tasks.start("read", self._transcode(reading), done=self._show_transcoded)

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""
        self._tasks.cancel_all()
        self.finder.end()
        self.list.tree.show_tree(None)
        self._reading = None
        self.strip.hide()
        self.notice.hide()
        self.bar.show_path("")

    def open_find(self) -> None:
        """Open the bar that finds keys and values."""
        self.find_bar.open_bar()

    def path_of(self, row: Row) -> str:
        """The JSONPath or XPath of a row."""
        walker = self.list.tree.walker
        if walker is None:
            return ""
        return x_path(walker, row) if isinstance(walker, XmlWalker) else json_path(walker, row)

    # Reading

    async def _transcode(self, reading: Reading) -> Payload | JobProblem:
        folder = _folder(reading.payload)
        try:
            return await as_utf8(reading.payload, reading.encoding, folder, self._tell_reading)
        except JobProblem as problem:
            return problem

    def _tell_reading(self, done: float) -> None:
        self.strip.show_progress("Reading…", done)

    def _show_transcoded(self, made: Payload | JobProblem) -> None:
        self.strip.hide()
        if isinstance(made, JobProblem):
            self.notice.show_message("warning", f"The text cannot be read: {made}.")
            return
        buffer = open_buffer(made)
        if made.path is not None:
            # The name of a file made here goes at once; Windows keeps an open file.
            with suppress(OSError):
                made.path.unlink()
        self._show_buffer(buffer)

    def _show_buffer(self, buffer: Buffer) -> None:
        try:
            self.list.tree.show_tree(self._walker(buffer))
        except Broken as problem:
            self._explain(problem, buffer)
        if self.list.tree.rows:
            self.list.setCurrentIndex(self.list.tree.index(0))
        self.find_bar.ask_again()

    def _walker(self, buffer: Buffer) -> Walker:
        language = self._reading.language if self._reading is not None else "json"
        return XmlWalker(buffer) if language == "xml" else JsonWalker(buffer, language == "ndjson")

    # Problems

    def _tell_broken(self, problem: Broken) -> None:
        walker = self.list.tree.walker
        if walker is not None:
            self._explain(problem, walker.buffer)

    def _explain(self, problem: Broken, buffer: Buffer) -> None:
        """Say from where on the body could not be read."""
        title = _TITLES.get(self._reading.language, "text") if self._reading is not None else "text"
        place = place_words(buffer, problem.offset)
        self.notice.show_message(
            "warning",
            f"This {title} cannot be read on: {problem.clause} at {place}.",
            "The tree shows what stands before." if self.list.tree.rows else "",
            ("Go there",),
        )
        self._broken_at = problem.offset

    def _tell_limit(self) -> None:
        limit = words.count(MOST_EXPANDED, "row")
        self.notice.show_message("info", f"Stopped after {limit}.", "Open the others where you need them.")

    # Copying

    def _copy_value(self, row: Row) -> None:
        self.list.tree.slices.start(self._copied(row, False))

    def _copy_subtree(self, row: Row) -> None:
        self.list.tree.slices.start(self._copied(row, True))

    def _copied(self, row: Row, formatted: bool) -> Work:
        """Find where a node ends, and put it on the clipboard."""
        walker = self.list.tree.walker
        if walker is None:
            return
        try:
            end = yield from walker.end(row.node)
        except Broken as problem:
            self._tell_broken(problem)
            return
        start, end = content_span(walker, row, end)
        text = walker.buffer[start : min(end, start + COPY_LIMIT)]
        if end - start > COPY_LIMIT:
            limit, whole = words.size(COPY_LIMIT), words.size(end - start)
            self.notice.show_message("info", f"Copied the first {limit} of {whole}.")
        elif formatted and self._reading is not None:
            self._format(text, self._reading)
            return
        _copy(decoded_value(row.node, text))

    def _format(self, text: bytes, reading: Reading) -> None:
        if is_quick(len(text), reading.language):
            result = pretty_now(text, reading.language)
            _copy((result.payload.read() if result.payload else text).decode("utf-8", "replace"))
            return
        self.strip.show_progress("Formatting…", None)
        folder = _folder(reading.payload)
        work = pretty(Payload(len(text), text), reading.language, folder)
        self._tasks.start("format", work, done=lambda result: self._copy_formatted(result.payload, text))

    def _copy_formatted(self, made: Payload | None, text: bytes) -> None:
        self.strip.hide()
        _copy((made.read() if made is not None else text).decode("utf-8", "replace"))
        if made is not None and made.path is not None:
            made.path.unlink(missing_ok=True)

    def _copy_jq(self, row: Row) -> None:
        walker = self.list.tree.walker
        if walker is not None:
            _copy(jq_path(walker, row))

    # Signals

    def _connect(self) -> None:
        shown = self.list
        shown.tree.broken.connect(self._tell_broken)
        shown.tree.limited.connect(self._tell_limit)
        shown.value_wanted.connect(self._copy_value)
        shown.subtree_wanted.connect(self._copy_subtree)
        shown.path_wanted.connect(lambda row: _copy(self.path_of(row)))
        shown.jq_wanted.connect(self._copy_jq)
        shown.filter_wanted.connect(lambda row: self.filter_wanted.emit(self.path_of(row)))
        shown.text_wanted.connect(lambda row: self.text_wanted.emit(row.start))
        shown.reached.connect(self._show_path)
        self.bar.copy_wanted.connect(self._copy_current_path)
        self.bar.offer_levels(shown.add_levels)
        self.strip.pressed.connect(self._stop)
        self.notice.chosen.connect(lambda _index: self.text_wanted.emit(self._broken_at))
        self.finder.search_changed.connect(self.find_bar.show_count)
        self.finder.search_problem.connect(self.find_bar.show_problem)
        self.find_bar.wanted.connect(self.finder.search)
        self.find_bar.next_wanted.connect(lambda: self.finder.step(1))
        self.find_bar.previous_wanted.connect(lambda: self.finder.step(-1))
        self.find_bar.closed.connect(self._leave_find_bar)

    def _show_path(self, row: Row) -> None:
        deep = row.level > _DEEP
        self.bar.show_path(f"level {words.count(row.level + 1)}" if deep else self.path_of(row))

    def _copy_current_path(self) -> None:
        row = self.list.current_row
        if row is not None:
            _copy(self.path_of(row))

    def _stop(self) -> None:
        """The user does not want to wait."""
        self._tasks.cancel_all()
        self.strip.hide()

    def _leave_find_bar(self) -> None:
        self.finder.end()
        self.list.setFocus()


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _folder(payload: Payload) -> Path:
    """Where files may be written that go with a body."""
    return payload.path.parent if payload.path else Path(tempfile.gettempdir())
