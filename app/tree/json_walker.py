"""The nodes of a JSON text, found by its brackets, quotes and commas alone; nothing is parsed."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Final

from app.tree.node import WINDOW, Broken, Buffer, Children, Counts, Kind, Node

# Possessive repeats never go back, so that each byte is looked at once however hostile the text is.
_STRING: Final = rb'"(?:[^"\\]++|\\.)*+"'
_PLAIN: Final = rb'[^"\[\]{}]++|' + _STRING


def _container(levels: int) -> bytes:
    """A pattern for a container with so many levels of others in it."""
    inside = _PLAIN + (b"|" + _container(levels - 1) if levels else b"")
    return rb"[\[{](?:" + inside + rb")*+[\]}]"


# One match is a tenth of the work of going from bracket to bracket; most values are no deeper than this.
_WHOLE = re.compile(_container(3), re.DOTALL)
_INSIDE = re.compile(rb"(?:" + _PLAIN + rb"|" + _container(3) + rb")*+", re.DOTALL)
_SPACE = re.compile(rb"[ \t\r\n]*+")
_RECORD_SPACE = re.compile(rb"[ \t\r\n\x1e]*+")  # U+001E stands before each record of RFC 7464
_EMPTY = re.compile(rb"\{[ \t\r\n]*+\}|\[[ \t\r\n]*+\]")
_KEY = re.compile(rb'"(?:[^"\\]++|\\.)*+"(?=[ \t\r\n]*+:)', re.DOTALL)
_COLON = re.compile(rb"[ \t\r\n]*+:")
_QUOTED = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![0-9A-Za-z.+-])")
_WORDS: Final[dict[bytes, Kind]] = {b"true": "boolean", b"false": "boolean", b"null": "null"}
_WORD = re.compile(rb"(?:true|false|null)(?![0-9A-Za-z_])")

_QUOTE, _COMMA = b'",'
_OPENERS: Final = b"{["
_CLOSERS: Final[dict[Kind, int]] = {"object": b"}"[0], "array": b"]"[0]}
_DIGITS: Final = b"-0123456789"
_LONGEST_KEY: Final = 1024 * 1024
_LONGEST_NUMBER: Final = 1024 * 1024
_STEPS: Final = 200  # brackets between two breaks


class JsonWalker:
    """Walks UTF-8 text of JSON, or of records: several values after one another."""

    def __init__(self, buffer: Buffer, records: bool = False) -> None:
        self.buffer = buffer
        self._size = len(buffer)
        self._records = records
        self._space = _RECORD_SPACE if records else _SPACE
        self._begin = 3 if buffer[:3] == b"\xef\xbb\xbf" else 0

    def root(self) -> Node:
        """The outermost value. Raises Broken for an empty text and for one that begins with no value."""
        if self._records:
            return Node("records", self._begin)
        start = self._space_end(self._begin)
        if start >= self._size:
            raise Broken(start, "it is empty")
        kind = self._kind_at(start)
        return Node(kind, start, -1 if kind in _CLOSERS else start)

    def is_leaf(self, node: Node) -> bool:
        """Whether nothing is in a node."""
        if node.kind not in _CLOSERS:
            return node.kind != "records"
        return bool(_EMPTY.match(self.buffer, node.start, min(self._size, node.start + WINDOW)))

    def simple_text(self, _node: Node) -> tuple[int, int] | None:
        """JSON has no elements."""
        return None

    def check_end(self, end: int) -> None:
        """Raises Broken where something follows the outermost value, which ends at ``end``."""
        at = self._space_end(end)
        if at < self._size:
            raise Broken(at, "something follows the value")

    def children(self, node: Node, start: int | None, _counts: Counts) -> Children:
        """The values in a container, as ``Walker.children`` says; names are not counted in JSON."""
        at = node.start + (node.kind in _CLOSERS) if start is None else start
        closer = _CLOSERS.get(node.kind)
        first = start is None
        while True:
            at = self._space_end(at)
            if at >= self._size:
                if closer is None:
                    return at
                raise Broken(at, "it ends too early")
            if first and self.buffer[at] == closer:
                return at + 1
            child = yield from self._child(node.kind, at)
            at = self._space_end((yield from self.end(child)))
            first = False
            if closer is not None:
                if at < self._size and self.buffer[at] == closer:
                    return at + 1
                at = self._after_comma(at, closer)

    def end(self, node: Node) -> Generator[None, None, int]:
        """Where a node ends. Raises Broken where its end is missing."""
        if node.kind == "records":
            return self._size
        if node.kind not in _CLOSERS:
            return (yield from self._scalar_end(node.kind, node.start))
        whole = _WHOLE.match(self.buffer, node.start, min(self._size, node.start + WINDOW))
        if whole:
            return whole.end()
        return (yield from self._container_end(node.start))

    def _child(self, parent: Kind, at: int) -> Generator[Node, None, Node]:
        """Yield the child that begins here, and give it back."""
        key = None
        if parent == "object":
            found = _KEY.match(self.buffer, at, min(self._size, at + _LONGEST_KEY))
            if not found:
                raise Broken(at, self._missing_key(at))
            key = (at + 1, found.end() - 1)
            colon = _COLON.match(self.buffer, found.end())
            assert colon is not None, "The pattern of a name looks for the colon."
            at = self._space_end(colon.end())
        if at >= self._size:
            raise Broken(at, "it ends too early")
        kind = self._kind_at(at)
        child = Node(kind, at, -1 if kind in _CLOSERS else at, key)
        yield child
        return child

    def _missing_key(self, at: int) -> str:
        if self.buffer[at] != _QUOTE:
            return "a name in quotes is expected"
        return "it ends too early" if self._size - at < _LONGEST_KEY else "a name is followed by no colon"

    def _after_comma(self, at: int, closer: int) -> int:
        if at >= self._size:
            raise Broken(at, "it ends too early")
        if self.buffer[at] != _COMMA:
            raise Broken(at, f"a comma or {chr(closer)} is expected")
        return at + 1

    def _kind_at(self, at: int) -> Kind:
        byte = self.buffer[at]
        if byte == _OPENERS[0]:
            return "object"
        if byte == _OPENERS[1]:
            return "array"
        if byte == _QUOTE:
            return "string"
        if byte in _DIGITS:
            return "number"
        word = _WORD.match(self.buffer, at, min(self._size, at + 6))
        if word:
            return _WORDS[word[0]]
        raise Broken(at, "a value is expected")

    def _space_end(self, at: int) -> int:
        found = self._space.match(self.buffer, at)
        return found.end() if found else at

    def _scalar_end(self, kind: Kind, start: int) -> Generator[None, None, int]:
        if kind == "string":
            return (yield from self._string_end(start))
        pattern = _NUMBER if kind == "number" else _WORD
        found = pattern.match(self.buffer, start, min(self._size, start + _LONGEST_NUMBER))
        if not found:
            raise Broken(start, "this is no number")
        return found.end()

    def _string_end(self, start: int) -> Generator[None, None, int]:
        at = start + 1
        while at < self._size:
            window = min(self._size, at + WINDOW)
            found = _QUOTED.match(self.buffer, at, window)
            end = found.end() if found else at
            if end < window and self.buffer[end] == _QUOTE:
                return end + 1
            # A window may end between a backslash and what it escapes: then it begins again there.
            if end == at:
                break
            at = end
            yield None
        raise Broken(self._size, "it ends too early")

    def _container_end(self, start: int) -> Generator[None, None, int]:
        """Where a container ends: brackets are counted, never followed into each other."""
        at, depth, steps, paused = start + 1, 1, 0, start
        while depth:
            found = _INSIDE.match(self.buffer, at, min(self._size, at + WINDOW))
            at = found.end() if found else at
            if at >= self._size:
                raise Broken(self._size, "it ends too early")
            byte = self.buffer[at]
            if byte == _QUOTE:
                at = yield from self._string_end(at)
            elif byte in _OPENERS:
                depth, at = depth + 1, at + 1
            elif byte in b"}]":
                depth, at = depth - 1, at + 1
            steps += 1
            if steps > _STEPS or at - paused > WINDOW:
                steps, paused = 0, at
                yield None
        return at
