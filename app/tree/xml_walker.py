"""The nodes of an XML text, found by its tags alone; no entity is expanded and nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Final

from app.tree.node import WINDOW, Broken, Buffer, Children, Counts, Kind, Node

_NAME: Final = rb"[^\s<>/=\"'!?]++"
_INNER: Final = rb"(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+"
_TAG = re.compile(rb"<(" + _NAME + rb")" + _INNER + rb">", re.DOTALL)
_CLOSING = re.compile(rb"</(" + _NAME + rb")\s*+>")
_ATTRIBUTE = re.compile(rb"\s*+(" + _NAME + rb")\s*+=\s*+(\"[^\"]*+\"|'[^']*+')", re.DOTALL)
_ATTRIBUTES: Final = rb"(?:[^\"'<>/]++|/(?!>)|\"[^\"]*+\"|'[^']*+')*+"


def _element(levels: int) -> bytes:
    """A pattern for an element with so many levels of others in it; an empty one ends in a slash."""
    inside = b"[^<]++" + (b"|" + _element(levels - 1) if levels else b"")
    return rb"<" + _NAME + _ATTRIBUTES + rb"(?:/>|>(?:" + inside + rb")*+</" + _NAME + rb"\s*+>)"


# One match is a tenth of the work of going from tag to tag; most elements are no deeper than this.
_WHOLE = re.compile(_element(3), re.DOTALL)
_INSIDE = re.compile(rb"(?:[^<]++|" + _element(3) + rb")*+", re.DOTALL)
_SIMPLE = re.compile(rb">([^<]*+)</" + _NAME + rb"\s*+>")
_SPECIAL: Final[tuple[tuple[bytes, bytes, Kind], ...]] = (
    (b"<!--", b"-->", "comment"),
    (b"<![CDATA[", b"]]>", "cdata"),
    (b"<?", b"?>", "instruction"),
)
_DOCTYPE: Final = b"<!DOCTYPE"
_DOCTYPE_END = re.compile(
    rb"<!DOCTYPE(?:[^\"'<>\[\]]++|\"[^\"]*+\"|'[^']*+'|\[(?:[^\]\"'<]++|\"[^\"]*+\"|'[^']*+'|<!--.*?-->|<)*+\])*+>",
    re.DOTALL,
)
_LONGEST_TAG: Final = 1024 * 1024
_LESS: Final = b"<"[0]
_SLASH: Final = b"/"[0]
_ALL: Final = b"*"
_MOST_NAMES: Final = 200
_STEPS: Final = 200  # tags between two breaks


class XmlWalker:
    """Walks UTF-8 text of XML."""

    def __init__(self, buffer: Buffer) -> None:
        self.buffer = buffer
        self._size = len(buffer)
        self._begin = 3 if buffer[:3] == b"\xef\xbb\xbf" else 0

    def root(self) -> Node:
        """The document. Raises Broken where the text begins with no tag."""
        start = self._begin
        while start < self._size and self.buffer[start] in b" \t\r\n":
            start += 1
        if start >= self._size:
            raise Broken(start, "it is empty")
        if self.buffer[start] != _LESS:
            raise Broken(start, "it does not begin with a tag")
        return Node("document", self._begin)

    def children(self, node: Node, start: int | None, counts: Counts) -> Children:
        """Attributes, elements, texts and the rest, as ``Walker.children`` says."""
        at = node.start if start is None else start
        if node.kind == "element":
            inside = self._tag_end(node.start)
            if at < inside:
                yield from self._attributes(node, inside, start)
                at = inside
            if self.buffer[inside - 2] == _SLASH:
                return inside
        while at < self._size:
            if self.buffer[at : at + 2] == b"</":
                return self._close(node, at)
            child = self._child(at, counts)
            if child is not None:
                yield child
            else:
                yield None
            at = yield from self._end(at, child)
        if node.kind == "element":
            raise Broken(at, f"<{self.name(node)}> is not closed")
        return at

    def end(self, node: Node) -> Generator[None, None, int]:
        """Where a node ends. Raises Broken where it has no end."""
        if node.kind == "document":
            return self._size
        if node.kind == "attribute":
            return node.end
        return (yield from self._end(node.start, node))

    def name(self, node: Node) -> str:
        """The name of an element, an attribute or an instruction, empty for others."""
        return self.buffer[node.key[0] : node.key[1]].decode("utf-8", "replace") if node.key else ""

    def simple_text(self, node: Node) -> tuple[int, int] | None:
        """The span of an element's content where that is text alone and not long."""
        inside = self._tag_end(node.start)
        if self.buffer[inside - 2] == _SLASH:
            return (inside, inside)
        found = _SIMPLE.match(self.buffer, inside - 1, min(self._size, inside + WINDOW))
        return found.span(1) if found else None

    def is_leaf(self, node: Node) -> bool:
        """Whether nothing is in a node, or nothing but a text that fits beside its name."""
        if node.kind != "element":
            return node.kind != "document"
        return not self._has_attributes(node) and self.simple_text(node) is not None

    def check_end(self, end: int) -> None:
        """The document ends where the text ends."""

    def _has_attributes(self, node: Node) -> bool:
        return node.key is not None and bool(_ATTRIBUTE.match(self.buffer, node.key[1]))

    def _child(self, at: int, counts: Counts) -> Node | None:
        """The node that begins here; None for white space between tags."""
        if self.buffer[at] != _LESS:
            return self._text(at)
        for opening, closing, kind in _SPECIAL:
            if self.buffer[at : at + len(opening)] == opening:
                return self._named(self._special(at, opening, closing, kind))
        if self.buffer[at : at + len(_DOCTYPE)] == _DOCTYPE:
            return Node("doctype", at, self._doctype_end(at))
        self._tag_end(at)
        found = _TAG.match(self.buffer, at, min(self._size, at + _LONGEST_TAG))
        assert found is not None, "The end of the tag was found a line ago."
        return Node("element", at, -1, found.span(1), _position(found[1], counts))

    def _text(self, at: int) -> Node | None:
        end = self._text_end(at)
        sample = self.buffer[at : min(end, at + WINDOW)]
        return Node("text", at, end) if sample.strip() else None

    def _text_end(self, at: int) -> int:
        end = self._find(b"<", at)
        return end if end >= 0 else self._size

    def _find(self, wanted: bytes, at: int) -> int:
        """Where these bytes stand next, -1 for nowhere. A mapped file would look at itself byte by byte."""
        while at < self._size:
            block = self.buffer[at : at + WINDOW]
            place = block.find(wanted)
            if place >= 0:
                return at + place
            # What is wanted may begin in this block and end in the next one.
            at += max(1, len(block) - len(wanted) + 1)
        return -1

    def _special(self, at: int, opening: bytes, closing: bytes, kind: Kind) -> Node:
        end = self._find(closing, at + len(opening))
        if end < 0:
            raise Broken(at, f"{opening.decode()} is not closed")
        return Node(kind, at, end + len(closing))

    def _named(self, node: Node) -> Node:
        if node.kind != "instruction":
            return node
        found = re.compile(_NAME).match(self.buffer, node.start + 2)
        return Node(node.kind, node.start, node.end, found.span() if found else None)

    def _doctype_end(self, at: int) -> int:
        found = _DOCTYPE_END.match(self.buffer, at, min(self._size, at + _LONGEST_TAG))
        if not found:
            raise Broken(at, "<!DOCTYPE is not closed")
        return found.end()

    def _tag_end(self, at: int) -> int:
        found = _TAG.match(self.buffer, at, min(self._size, at + _LONGEST_TAG))
        if not found:
            raise Broken(at, "this tag is not closed or has no name")
        return found.end()

    def _attributes(self, node: Node, inside: int, start: int | None) -> Generator[Node, None, None]:
        assert node.key is not None, "An element has a name."
        at = node.key[1] if start is None else start
        while found := _ATTRIBUTE.match(self.buffer, at, inside):
            yield Node("attribute", found.start(1), found.end(), found.span(1))
            at = found.end()

    def _close(self, node: Node, at: int) -> int:
        found = _CLOSING.match(self.buffer, at, min(self._size, at + _LONGEST_TAG))
        if not found:
            raise Broken(at, "a closing tag is cut off")
        closed = found[1].decode("utf-8", "replace")
        if node.kind != "element":
            raise Broken(at, f"</{closed}> closes nothing")
        if closed != self.name(node):
            raise Broken(at, f"</{closed}> stands where </{self.name(node)}> is expected")
        return found.end()

    def _end(self, at: int, node: Node | None) -> Generator[None, None, int]:
        if node is None:
            return self._text_end(at)
        if node.kind != "element":
            return node.end
        whole = _WHOLE.match(self.buffer, at, min(self._size, at + WINDOW))
        if whole:
            return whole.end()
        inside = self._tag_end(node.start)
        if self.buffer[inside - 2] == _SLASH:
            return inside
        return (yield from self._element_end(inside, node))

    def _element_end(self, at: int, node: Node) -> Generator[None, None, int]:
        """Where an element ends whose content begins here: tags are counted, never followed."""
        depth, steps, paused = 1, 0, at
        while depth:
            found = _INSIDE.match(self.buffer, at, min(self._size, at + WINDOW))
            at = found.end() if found else at
            if at >= self._size:
                raise Broken(at, f"<{self.name(node)}> is not closed")
            step, at = self._pass_tag(at)
            depth += step
            steps += 1
            if steps > _STEPS or at - paused > WINDOW:
                steps, paused = 0, at
                yield None
        return at

    def _pass_tag(self, at: int) -> tuple[int, int]:
        """How a piece of markup changes the depth, and where it ends; a cut text has no end of its own."""
        if self.buffer[at] != _LESS:
            return 0, at
        if self.buffer[at : at + 2] == b"</":
            end = self._find(b">", at)
            if end < 0:
                raise Broken(at, "a closing tag is cut off")
            return -1, end + 1
        for opening, closing, kind in _SPECIAL:
            if self.buffer[at : at + len(opening)] == opening:
                return 0, self._special(at, opening, closing, kind).end
        end = self._tag_end(at)
        return (0 if self.buffer[end - 2] == _SLASH else 1), end


def _position(name: bytes, counts: Counts) -> int:
    """Which of its name an element is; where the names are too many to count, minus its place among all."""
    counts[_ALL] = counts.get(_ALL, 0) + 1
    if name not in counts and len(counts) > _MOST_NAMES:
        return -counts[_ALL]
    counts[name] = counts.get(name, 0) + 1
    return counts[name]
