"""The text that a formatter reads, as bytes of UTF-8 or a mapped file, and how a place in it is told."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.format import words
from app.work.job import Report

Source = bytes | mmap.mmap
Formatter = Callable[[Source, Report], Iterator[bytes]]
"""Reads a source, tells how much of it is done, and gives the formatted text in pieces. Raises
``NotFormatted``, also after some pieces."""

PIECE = 256 * 1024
"""About how many bytes a formatter gives at once."""
DEEPEST = 64
"""Levels that are indented; what is nested deeper stands where these stand, or 100,000 levels would
become gigabytes of spaces."""
INDENT = b"  "
BREAKS = tuple(b"\n" + INDENT * level for level in range(DEEPEST + 1))
"""A line break and the white space after it, by the level."""

_BOM = b"\xef\xbb\xbf"


class NotFormatted(Exception):
    """A body cannot be formatted, as it is beyond a limit; the text is a clause that says which."""


class Malformed(NotFormatted):
    """A body is not what its language says; the text is a clause with the place, ``offset`` the byte at
    which it is seen, if one is."""

    def __init__(self, clause: str, offset: int | None = None) -> None:
        super().__init__(clause)
        self.offset = offset


def silent(_: float) -> None:
    """The ``Report`` that nobody hears."""


def start_of(source: Source) -> int:
    """Where the text begins: after the byte order mark."""
    return len(_BOM) if source[: len(_BOM)] == _BOM else 0


def line_break(level: int) -> bytes:
    """A line break and the white space of a level."""
    return BREAKS[level if level < DEEPEST else DEEPEST]


def place_words(source: Source, offset: int) -> str:
    """The place of a byte as people count: "line 3, column 7"; columns are characters."""
    line_start = source.rfind(b"\n", 0, offset) + 1
    # An error far into a line of 1 GB must not decode that line.
    before = source[max(line_start, offset - PIECE) : offset].decode("utf-8", "replace")
    column = max(0, offset - PIECE - line_start) + len(before) + 1
    return f"line {words.count(count_breaks(source, offset) + 1)}, column {words.count(column)}"


def malformed_at(source: Source, offset: int, clause: str) -> Malformed:
    """The exception that says where."""
    return Malformed(f"{clause} at {place_words(source, offset)}", offset)


def ends_too_early(source: Source) -> Malformed:
    """The exception for a text of which the rest is missing, or all of it."""
    if not source[:PIECE].strip():
        return Malformed("it is empty")
    last = words.count(count_breaks(source, len(source)) + 1)
    return Malformed(f"it ends too early, at line {last}", len(source))


def count_breaks(source: Source, end: int) -> int:
    """How many line breaks stand before a byte."""
    return sum(source[at : min(end, at + PIECE)].count(b"\n") for at in range(0, end, PIECE))


@contextmanager
def mapped(path: Path) -> Iterator[Source]:
    """The bytes of a file without reading them all; an empty file cannot be mapped and is empty bytes."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as source:
            yield source
