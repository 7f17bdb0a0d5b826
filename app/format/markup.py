"""Indent XML and HTML by changing only the white space between tags; text is never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

INDENT = "  "
INLINE_LIMIT = 120
"""An HTML element of text and inline tags stays on one line up to this many characters."""

# What is opened and never closed swallows the rest, as browsers do it; trying again at each of a
# million unclosed comments would take hours. The possessive "+" keeps the tag pattern linear too.
_PIECE = re.compile(
    r"""
      (?P<other><!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<\?(?:.*?\?>|.*)
        |<!(?:[^\[<>]|\[[^\]]*+\]?)*+(?:>|\Z))
    | </(?P<close>[^\s<>]+)[^<>]*>
    | <(?P<open>[A-Za-z_:][^\s/<>]*+)(?:[^"'<>/]|"[^"]*"|'[^']*'|/(?!>))*+(?P<empty>/?)>
    """,
    re.VERBOSE | re.DOTALL,
)
_PRESERVE = re.compile(r"xml:space\s*=\s*[\"']preserve")


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_VOID = _names("area base br col embed hr img input link meta source track wbr")
_VERBATIM = _names("pre script style textarea")
_INLINE = _names(
    "a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd label mark q s samp select"
    " small span strong sub sup time tt u var wbr"
)
# An opening tag of these ends the one before it (HTML living standard, 13.1.2.4 optional tags).
_CLOSED_BY_NEXT = _names("p li dt dd tr td th option thead tbody")

_Kind = Literal["open", "close", "empty", "text", "other"]


class _Piece(NamedTuple):
    kind: _Kind
    text: str
    name: str = ""


@dataclass(slots=True)
class _Element:
    """What an opening tag turned out to hold: where it ends, and whether text stands directly inside."""

    end: int | None = None
    has_text: bool = False
    has_child: bool = False
    has_block: bool = False


@dataclass(slots=True)
class _Lines:
    """The lines written so far, the open elements by the place of their end, and inline pieces that
    wait for their line."""

    written: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.finish_inline()
        self.written.append(INDENT * len(self.ends) + text)

    def finish_inline(self) -> None:
        text = "".join(self.waiting).strip()
        self.waiting.clear()
        if text:
            self.written.append(INDENT * len(self.ends) + text)


def indent_markup(text: str, html: bool) -> str:
    """The same document with one tag, or one run of text and inline tags, per line.

    In XML an element that holds text is kept as it is, to the last space. In HTML white space next to a
    block element means nothing, so runs of inline content move to lines of their own; ``pre``,
    ``script``, ``style`` and ``textarea`` are kept. Broken documents are indented as far as they go.
    """
    pieces = list(_pieces(text, html))
    elements = _measure(pieces, html)
    lines = _Lines()
    index = 0
    while index < len(pieces):
        element = elements.get(index)
        end = element.end if element else None
        if element and end is not None and _stays_whole(pieces, index, end, element, html):
            lines.add("".join(piece.text for piece in pieces[index : end + 1]))
            index = end
        else:
            _write(pieces, index, lines, element, html)
        index += 1
    lines.finish_inline()
    return "\n".join(lines.written) + "\n"


def _pieces(text: str, html: bool) -> Iterator[_Piece]:
    position = 0
    while match := _PIECE.search(text, position):
        if match.start() > position:
            yield _Piece("text", text[position : match.start()])
        piece = _piece_of(match, html)
        yield piece
        position = match.end()
        if html and piece.kind == "open" and piece.name in ("script", "style", "textarea"):
            # Their content is no markup: "if (a<b)" must not open a tag called b.
            end = re.compile(rf"</{piece.name}\b", re.IGNORECASE).search(text, position)
            stop = end.start() if end else len(text)
            yield _Piece("text", text[position:stop])
            position = stop
    if position < len(text):
        yield _Piece("text", text[position:])


def _piece_of(match: re.Match[str], html: bool) -> _Piece:
    if match["other"] is not None:
        # A CDATA section is text, and moving it would change the text around it.
        return _Piece("text" if match["other"].startswith("<![CDATA[") else "other", match[0])
    if match["close"] is not None:
        return _Piece("close", match[0], match["close"].lower() if html else match["close"])
    name = match["open"].lower() if html else match["open"]
    if match["empty"] or (html and name in _VOID):
        return _Piece("empty", match[0], name)
    return _Piece("open", match[0], name)


def _measure(pieces: list[_Piece], html: bool) -> dict[int, _Element]:
    """Every opening tag by its place: where its element ends and what is in it."""
    elements: dict[int, _Element] = {}
    stack: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "text" and stack and not piece.text.isspace():
            elements[stack[-1]].has_text = True
        elif piece.kind in ("open", "empty"):
            if html and stack and piece.name in _CLOSED_BY_NEXT and pieces[stack[-1]].name == piece.name:
                stack.pop()
            if stack:
                elements[stack[-1]].has_child = True
            if piece.name not in _INLINE:
                _mark_block(elements, stack)
            if piece.kind == "open":
                elements[index] = _Element()
                stack.append(index)
        elif piece.kind == "close":
            _close(pieces, elements, stack, index)
    return elements


def _mark_block(elements: dict[int, _Element], stack: list[int]) -> None:
    for place in reversed(stack):
        if elements[place].has_block:
            return
        elements[place].has_block = True


def _close(pieces: list[_Piece], elements: dict[int, _Element], stack: list[int], index: int) -> None:
    name = pieces[index].name
    # Only a few levels are searched, so that a stray closing tag cannot make this quadratic.
    for back in range(1, min(len(stack), 32) + 1):
        if pieces[stack[-back]].name == name:
            elements[stack[-back]].end = index
            del stack[-back:]
            return


def _stays_whole(pieces: list[_Piece], index: int, end: int, element: _Element, html: bool) -> bool:
    """Whether an element is written as it came: it holds text, or it is empty, or it is short."""
    piece = pieces[index]
    if not html:
        # White space beside a comment would become the text of an element that has no children.
        return element.has_text or not element.has_child or bool(_PRESERVE.search(piece.text))
    if piece.name in _VERBATIM:
        return True
    if element.has_block or piece.name in _INLINE:
        return False
    return sum(len(inner.text) for inner in pieces[index : end + 1]) <= INLINE_LIMIT


def _write(pieces: list[_Piece], index: int, lines: _Lines, element: _Element | None, html: bool) -> None:
    piece = pieces[index]
    if piece.kind == "text":
        if lines.waiting or not piece.text.isspace():
            lines.waiting.append(piece.text)
    elif lines.ends and lines.ends[-1] == index:
        lines.finish_inline()
        lines.ends.pop()
        lines.add(piece.text)
    elif html and piece.name in _INLINE and not (element and element.has_block):
        lines.waiting.append(piece.text)
    else:
        lines.add(piece.text)
        # An element that never ends, such as a stray <p>, must not push the rest to the right.
        if element and element.end is not None:
            lines.ends.append(element.end)
