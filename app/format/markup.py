"""Indent XML and HTML by changing only the white space between tags; text is never touched."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.format.html_names import CLOSED_BY_NEXT, INLINE, VERBATIM
from app.format.markup_pieces import Kind, MarkupPiece, markup_pieces
from app.format.source import PIECE, Source, line_break
from app.work.job import Report

INLINE_LIMIT: Final = 120
"""An HTML element of text and inline tags stays on one line up to this many bytes."""

_PRESERVE = re.compile(rb"xml:space\s*=\s*[\"']preserve")
_LINE_BREAK = re.compile(rb"\s*\n\s*")
_TEXT, _CHILD, _BLOCK, _PRESERVED = 1, 2, 4, 8  # what is known of an element
_REPORT_EVERY = 5000  # pieces


class _Element(NamedTuple):
    """What an opening tag turned out to hold, and the end of its closing tag, -1 where it has none."""

    holds: int
    end: int


@dataclass(slots=True)
class _Elements:
    """All elements by the order of their opening tags: nine bytes for each, since there may be millions."""

    holds: bytearray = field(default_factory=bytearray)
    ends: array[int] = field(default_factory=lambda: array("q"))

    def element(self, number: int) -> _Element:
        return _Element(self.holds[number], self.ends[number])


@dataclass(slots=True)
class _Lines:
    """The lines written and not yet taken, the ends of the open elements, and inline pieces that wait
    for their line."""

    written: list[bytes] = field(default_factory=list)
    size: int = 0
    waiting: list[bytes] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, text: bytes) -> None:
        if self.waiting:
            self.finish_inline()
        self._write(text)

    def wait(self, text: bytes) -> None:
        if self.waiting or not text.isspace():
            self.waiting.append(text)

    def finish_inline(self) -> None:
        text = b"".join(self.waiting).strip()
        self.waiting.clear()
        if text:
            self._write(text)

    def take(self) -> bytes:
        taken = b"".join(self.written)
        self.written.clear()
        self.size = 0
        return taken

    def _write(self, text: bytes) -> None:
        self.written += (line_break(len(self.ends))[1:], text, b"\n")
        self.size += len(text) + 1


def indent_xml(source: Source, report: Report) -> Iterator[bytes]:
    """The same document with one tag per line; an element that holds text is kept, to the last space.

    Broken documents are indented as far as they go.
    """
    return _indent(source, report, html=False)


def indent_html(source: Source, report: Report) -> Iterator[bytes]:
    """The same document with one tag, or one run of text and inline tags, per line.

    White space next to a block element means nothing, so runs of inline content move to lines of their
    own; ``pre``, ``script``, ``style`` and ``textarea`` are kept.
    """
    return _indent(source, report, html=True)


def _indent(source: Source, report: Report, html: bool) -> Iterator[bytes]:
    """Two passes, so that memory holds what is known of the elements and never the pieces."""
    elements = _measure(source, report, html)
    lines = _Lines()
    opened, kept_until = 0, 0
    for number, piece in enumerate(markup_pieces(source, html)):
        element = None
        if piece.kind is Kind.OPEN:
            opened += 1
        if piece.start < kept_until:
            continue
        if piece.kind is Kind.OPEN:
            element = elements.element(opened - 1)
        if element and element.end >= 0 and _stays_whole(source, piece, element, html):
            kept_until = element.end
            lines.add(source[piece.start : element.end])
        else:
            _write(source[piece.start : piece.end], piece, lines, element, html)
        if lines.size > PIECE:
            yield lines.take()
        if number % _REPORT_EVERY == 0:
            report(0.5 + piece.end / len(source) / 2)
    lines.finish_inline()
    yield lines.take()


def _measure(source: Source, report: Report, html: bool) -> _Elements:
    """What every element holds, and where it ends."""
    elements, holds = _Elements(), bytearray()
    stack: list[tuple[int, bytes]] = []
    for number, piece in enumerate(markup_pieces(source, html)):
        kind = piece.kind
        if kind is Kind.TEXT or kind is Kind.RAW:
            if stack and not source[piece.start : piece.end].isspace():
                holds[stack[-1][0]] |= _TEXT
        elif kind is Kind.CLOSE:
            _close(elements, stack, piece)
        elif kind is not Kind.OTHER:
            if html:
                _enter_html(holds, stack, piece.name)
            elif stack:
                holds[stack[-1][0]] |= _CHILD
            if kind is Kind.OPEN:
                stack.append((len(holds), piece.name))
                holds.append(_PRESERVED if not html and _is_preserved(source, piece) else 0)
                elements.ends.append(-1)
        if number % _REPORT_EVERY == 0:
            report(piece.end / len(source) / 2)
    elements.holds = holds
    return elements


def _enter_html(holds: bytearray, stack: list[tuple[int, bytes]], name: bytes) -> None:
    if stack and name in CLOSED_BY_NEXT and stack[-1][1] == name:
        stack.pop()
    if name in INLINE:
        return
    for number, _ in reversed(stack):
        if holds[number] & _BLOCK:
            return
        holds[number] |= _BLOCK


def _close(elements: _Elements, stack: list[tuple[int, bytes]], piece: MarkupPiece) -> None:
    # Only a few levels are searched, so that a stray closing tag cannot make this quadratic.
    for back in range(1, min(len(stack), 32) + 1):
        number, name = stack[-back]
        if name == piece.name:
            elements.ends[number] = piece.end
            del stack[-back:]
            return


def _is_preserved(source: Source, piece: MarkupPiece) -> bool:
    tag = source[piece.start : piece.end]
    return b"xml:space" in tag and _PRESERVE.search(tag) is not None


def _stays_whole(source: Source, piece: MarkupPiece, element: _Element, html: bool) -> bool:
    """Whether an element is written as it came: it holds text, or it is empty, or it is short."""
    if not html:
        # White space beside a comment would become the text of an element that has no children.
        return element.holds & (_TEXT | _PRESERVED) > 0 or not element.holds & _CHILD
    if piece.name in VERBATIM:
        return True
    if element.holds & _BLOCK or piece.name in INLINE or element.end - piece.start > INLINE_LIMIT:
        return False
    return b"\n" not in source[piece.start : element.end]


def _write(text: bytes, piece: MarkupPiece, lines: _Lines, element: _Element | None, html: bool) -> None:
    if piece.kind is Kind.LEAF:
        lines.add(text)
    elif piece.kind is Kind.TEXT and html:
        lines.wait(_LINE_BREAK.sub(line_break(len(lines.ends)), text) if b"\n" in text else text)
    elif piece.kind is Kind.TEXT or piece.kind is Kind.RAW:
        lines.wait(text)
    elif lines.ends and lines.ends[-1] == piece.end:
        lines.finish_inline()
        lines.ends.pop()
        lines.add(text)
    elif html and piece.name in INLINE and not (element and element.holds & _BLOCK):
        lines.wait(text)
    else:
        lines.add(text)
        # An element that never ends, such as a stray <p>, must not push the rest to the right.
        if element and element.end >= 0:
            lines.ends.append(element.end)
