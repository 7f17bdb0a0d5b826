"""The texts of one body: as received, in UTF-8, and pretty; what takes long is made by a process."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.format.charset import is_utf8_codec, to_utf8
from app.format.pretty import PrettyResult, is_quick, pretty, pretty_now
from app.format.reading import Reading
from app.format.utf8 import as_utf8
from app.model.payload import Payload
from app.work.job import JobProblem
from ui.kit.tasks import Tasks
from ui.kit.text_blocks import Octets
from ui.kit.text_source import open_text

_INLINE: Final = 128 * 1024  # bytes that are brought to UTF-8 on the spot


class BodyForms(QObject):
    """Makes the texts of a body when they are wanted.

    Signals:
        progressed: what is being done, and how far it is from 0 to 1, or None.
        raw_made: the text as received is there.
        raw_grown: the text as received has become longer.
        pretty_made: the pretty text is there, or will never be; see ``result``.
        failed: a clause that says why the text as received cannot be had.
    """

    progressed = Signal(str, object)
    raw_made = Signal()
    raw_grown = Signal()
    pretty_made = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._reading: Reading | None = None
        self.raw: Octets = b""
        self.pretty: Octets | None = None
        self.result: PrettyResult | None = None

    def take(self, reading: Reading) -> None:
        """Begin with a body; the text as received is there at once unless it is large and not UTF-8."""
        self.forget()
        self._reading = reading
        if reading.binary or is_utf8_codec(reading.encoding):
            self.raw = open_text(reading.payload)
        elif reading.payload.size <= _INLINE:
            self.raw = to_utf8(reading.payload.read(), reading.encoding)
        else:
            self.progressed.emit("Reading…", None)
            self._tasks.start("raw", self._transcode(reading), done=self._take_raw)

    def grow(self, payload: Payload) -> None:
        """The body has become longer. A large one that is not UTF-8 is read again at its end only."""
        reading = self._reading
        if reading is None:
            return
        small = is_utf8_codec(reading.encoding) or payload.size <= _INLINE
        if small or payload.complete:
            self.take(replace(reading, payload=payload))
            self.raw_grown.emit()

    def make_pretty(self) -> None:
        """Begin to format the body; a small one is formatted when this returns."""
        reading = self._reading
        if reading is None or self.result is not None or self._tasks.running("pretty"):
            return
        if is_quick(reading.payload.size, reading.language):
            self._take_pretty(pretty_now(reading.payload.read(), reading.language, reading.encoding))
            return
        self.progressed.emit("Formatting…", None)
        self._tasks.start(
            "pretty",
            pretty(
                reading.payload,
                reading.language,
                _folder(reading.payload),
                reading.encoding,
                lambda done: self.progressed.emit("Formatting…", done),
            ),
            done=self._take_pretty,
        )

    def cancel(self) -> None:
        """Stop what is being made."""
        self._tasks.cancel_all()

    def forget(self) -> None:
        """Let go of the body: its file may be removed now."""
        self.cancel()
        self._reading, self.result = None, None
        self.raw, self.pretty = b"", None

    async def _transcode(self, reading: Reading) -> Payload | JobProblem:
        try:
            return await as_utf8(
                reading.payload,
                reading.encoding,
                _folder(reading.payload),
                lambda done: self.progressed.emit("Reading…", done),
            )
        except JobProblem as problem:
            return problem

    def _take_raw(self, made: Payload | JobProblem) -> None:
        if isinstance(made, JobProblem):
            self.failed.emit(str(made))
        else:
            self.raw = _take_over(made)
            self.raw_made.emit()

    def _take_pretty(self, result: PrettyResult) -> None:
        self.result = result
        if result.payload is not None:
            self.pretty = _take_over(result.payload)
        self.pretty_made.emit()


def _folder(payload: Payload) -> Path:
    """Where files may be written that go with a body."""
    return payload.path.parent if payload.path else Path(tempfile.gettempdir())


def _take_over(payload: Payload) -> Octets:
    """The bytes of a text made here; a file stays open, and its name goes at once where that works."""
    buffer = open_text(payload)
    if payload.path is not None:
        # Windows keeps an open file; the owner of the folder removes it later.
        with suppress(OSError):
            payload.path.unlink()
    return buffer
