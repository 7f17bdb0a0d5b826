"""What a row says: its name, its value as it stands in the text, how much is in it; and what is copied."""

from __future__ import annotations

import json
import re
from typing import Final

from app.format import words
from app.tree.node import Buffer, Kind, Node, Walker
from app.tree.row import Row

_SHOWN: Final = 1000  # bytes of a value that a row may show
_KEY_SHOWN: Final = 200
_SCALAR = re.compile(rb"[^,\]}\s]*+")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_EMPTY = re.compile(rb"[\[{][ \t\r\n]*+[\]}]")
_QUOTE = re.compile(rb"[\"']")
_TEXTS: Final = frozenset({"text", "cdata", "comment", "instruction", "doctype"})
_NAMES: Final[dict[Kind, str]] = {
    "text": "text",
    "cdata": "CDATA",
    "comment": "comment",
    "doctype": "DOCTYPE",
}
_TOKENS: Final[dict[Kind, str]] = {
    "string": "string",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
    "attribute": "string",
    "comment": "comment",
    "instruction": "comment",
    "doctype": "comment",
}
_BRACKETS: Final[dict[Kind, str]] = {"object": "{{ {} }}", "array": "[ {} ]", "records": "[ {} ]"}
_UNITS: Final[dict[Kind, str]] = {"array": "item", "records": "record", "object": "member"}


def name_text(walker: Walker, row: Row) -> str:
    """What stands before the value: a key, a number in an array, a tag, or the span of a group."""
    if row.group is not None:
        first = row.group.first
        return f"[{words.count(first)} … {words.count(first + row.group.length - 1)}]"
    node = row.node
    if node.key is not None:
        name = _decoded(walker.buffer, node.key[0], min(node.key[1], node.key[0] + _KEY_SHOWN))
        return {"attribute": f"@{name}", "instruction": f"?{name}"}.get(node.kind, name)
    if row.parent is None:
        return "/" if node.kind == "document" else "$"
    return _NAMES.get(node.kind, str(row.index))


def value_text(walker: Walker, row: Row) -> str:
    """The value in one line as it stands in the text, cut where it is long; empty for what is opened."""
    node, buffer = row.node, walker.buffer
    if row.group is not None or (not row.is_leaf and node.kind != "element"):
        return ""
    start, end = _span(walker, node) if row.is_leaf else (0, 0)
    shown = _decoded(buffer, start, min(end, start + _SHOWN))
    return " ".join(shown.split()) + ("…" if end - start > _SHOWN else "")


def size_hint(row: Row) -> str:
    """How much is in a row: "{ 12 }", "[ 4,030 ]"; an ellipsis until it is counted."""
    if row.is_leaf or row.group is not None:
        return ""
    counted = "…" if row.count is None else words.count(row.count)
    return _BRACKETS.get(row.node.kind, "{}").format(counted)


def spoken_text(walker: Walker, row: Row) -> str:
    """The row for screen readers: "items, 12 items, level 2, closed"."""
    parts = [name_text(walker, row), value_text(walker, row)]
    if not row.is_leaf:
        unit = _UNITS.get(row.node.kind, "node")
        parts.append("" if row.count is None else words.count(row.count, unit))
    parts.append(f"level {row.level + 1}")
    if not row.is_leaf:
        parts.append("open" if row.is_open else "closed")
    return ", ".join(part for part in parts if part)


def token_of(row: Row) -> str:
    """The kind of token that the value is coloured as; see ``app.format.tokens``."""
    return _TOKENS.get(row.node.kind, "text" if row.node.kind in _TEXTS or row.is_leaf else "punctuation")


def decoded_value(node: Node, text: bytes) -> str:
    """What is copied as the value: a string without quotes and escapes, anything else as it stands.

    ``text`` are the bytes of the node, see ``content_span``.
    """
    shown = text.decode("utf-8", "replace")
    if node.kind != "string":
        return shown
    try:
        read = json.loads(shown, strict=False)
    except ValueError:
        return shown
    # Half of a surrogate pair is no character; a clipboard cannot hold it.
    return str(read).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def content_span(walker: Walker, row: Row, end: int) -> tuple[int, int]:
    """The bytes that are copied as the value of a row, of which the node ends at ``end``."""
    node = row.node
    if node.kind in _TEXTS or node.kind == "attribute" or (row.is_leaf and node.kind == "element"):
        return _span(walker, node)
    return node.start, end


def _span(walker: Walker, node: Node) -> tuple[int, int]:
    """Where the value of a leaf stands; for a long string at least the part that is shown."""
    buffer, start = walker.buffer, node.start
    match node.kind:
        case "string":
            found = _STRING.match(buffer, start, min(len(buffer), start + 4 * _SHOWN))
            return start, found.end() if found else min(len(buffer), start + 2 * _SHOWN)
        case "element":
            return walker.simple_text(node) or (start, start)
        case "attribute":
            key_end = node.key[1] if node.key else start
            quote = _QUOTE.search(buffer, key_end, node.end)
            return (quote.end(), node.end - 1) if quote else (start, node.end)
        case "cdata":
            return start + len(b"<![CDATA["), node.end - len(b"]]>")
        case "comment":
            return start + len(b"<!--"), node.end - len(b"-->")
        case "instruction":
            return (node.key[1] if node.key else start + 2), node.end - len(b"?>")
        case "doctype":
            return start + len(b"<!DOCTYPE"), node.end - 1
        case "text":
            return start, node.end
    found = _SCALAR.match(buffer, start, min(len(buffer), start + 2 * _SHOWN))
    if node.kind in ("object", "array"):
        found = _EMPTY.match(buffer, start)
    return start, found.end() if found else start


def _decoded(buffer: Buffer, start: int, end: int) -> str:
    return buffer[start:end].decode("utf-8", "replace")
