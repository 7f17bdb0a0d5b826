"""Cuts XML and HTML into tags, comments and text, without parsing: whatever came is cut somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from app.format.html_names import RAW, VOID
from app.format.source import Source, start_of

# What is opened and never closed swallows the rest, as browsers do it; trying again at each of a
# million unclosed comments would take hours. The possessive "+" keeps the patterns linear too.
_TAG = rb"""
    /(?P<close>[^\s<>]++)[^<>]*>
  | (?P<open>[A-Za-z_:\x80-\xff][^\s/<>]*+)(?:[^"'<>/]++|"[^"]*"|'[^']*'|/(?!>))*+
      (?:(?P<empty>/)>|>{leaf})
"""
_OTHER = rb"""
  | (?P<doctype>![A-Za-z](?:[^\["'<>]++|"[^"]*"|'[^']*'
      |\[(?:[^\]"'<]++|"[^"]*"|'[^']*'|<!--.*?-->|<\?.*?\?>|<)*+\]?|["'])*+(?:>|\Z))
  | (?P<begin>!--|!\[CDATA\[|\?|!)
"""
# An element of nothing but text is one piece: that is what most of a large XML document is.
_LEAF = rb"(?P<leaf>[^<]*+</(?P=open)[ \t\r\n]*+>)?"


def _pattern(leaf: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(?:" + _TAG.replace(b"{leaf}", leaf) + _OTHER + rb")", re.VERBOSE | re.DOTALL)


_HTML: Final = _pattern(b"(?P<leaf>(?!))?")
_XML: Final = _pattern(_LEAF)
_ENDS: Final = {b"!--": b"-->", b"![CDATA[": b"]]>", b"?": b"?>", b"!": b">"}
_RAW_ENDS: Final = {name: re.compile(rb"</" + name + rb"\b", re.IGNORECASE) for name in RAW}


class Kind(Enum):
    """What a piece is. LEAF: an XML element of text alone; RAW: text of HTML that is no markup; OTHER:
    a comment, a processing instruction, a doctype. A CDATA section is TEXT."""

    OPEN = 1
    CLOSE = 2
    EMPTY = 3
    LEAF = 4
    TEXT = 5
    RAW = 6
    OTHER = 7


class MarkupPiece(NamedTuple):
    """The bytes ``[start, end)`` of a source; ``name`` of the element, in lower case for HTML."""

    kind: Kind
    start: int
    end: int
    name: bytes = b""


def markup_pieces(source: Source, html: bool) -> Iterator[MarkupPiece]:
    """All pieces in their order, without gaps; a byte order mark is left out."""
    search = (_HTML if html else _XML).search
    position = start_of(source)
    while match := search(source, position):
        begin = match.start()
        if begin > position:
            yield MarkupPiece(Kind.TEXT, position, begin)
        piece = _piece(match, html) or _other_piece(match, source)
        yield piece
        position = piece.end
        if html and piece.kind is Kind.OPEN and piece.name in RAW:
            found = _RAW_ENDS[piece.name].search(source, position)
            end = found.start() if found else len(source)
            if end > position:
                yield MarkupPiece(Kind.RAW, position, end)
            position = end
    if position < len(source):
        yield MarkupPiece(Kind.TEXT, position, len(source))


def _piece(match: re.Match[bytes], html: bool) -> MarkupPiece | None:
    name, close, empty, leaf = match.group("open", "close", "empty", "leaf")
    if name is not None:
        if html:
            name = name.lower()
            empty = empty or name in VOID
        kind = Kind.LEAF if leaf else Kind.EMPTY if empty else Kind.OPEN
        return MarkupPiece(kind, *match.span(), name)
    if close is not None:
        return MarkupPiece(Kind.CLOSE, *match.span(), close.lower() if html else close)
    return None


def _other_piece(match: re.Match[bytes], source: Source) -> MarkupPiece:
    begin = match["begin"]
    if begin is None:
        return MarkupPiece(Kind.OTHER, *match.span())
    end_mark = _ENDS[begin]
    end = source.find(end_mark, match.end())
    stop = end + len(end_mark) if end >= 0 else len(source)
    # A CDATA section is text, and moving it would change the text around it.
    return MarkupPiece(Kind.TEXT if begin == b"![CDATA[" else Kind.OTHER, match.start(), stop)
