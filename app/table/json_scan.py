"""Find the values of a JSON text by regular expressions, without reading them, also where it is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from app.format import words
from app.table.shape import Buffer, CellKind, Span

_STRING: Final = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_BETWEEN: Final = rb'[^"\[\]{}]*+'


def _nested(levels: int) -> bytes:
    """A string, or an object or array with others in it to this depth."""
    inner = _STRING if levels == 1 else _nested(levels - 1)
    return rb"(?:%s|[{\[]%s(?:%s%s)*+[}\]])" % (_STRING, _BETWEEN, inner, _BETWEEN)


# Nearly all values are found in one step; only deeper ones are walked through bracket by bracket.
_SHALLOW: Final = re.compile(_nested(4), re.DOTALL)
_BRACKET: Final = re.compile(rb'%s|[\[\]{}"]' % _STRING, re.DOTALL)
_PLAIN: Final = re.compile(rb'[^\s,:\[\]{}"]++')
_SPACE: Final = re.compile(rb"[ \t\r\n]*+")
_MARK: Final = re.compile(rb"\xef\xbb\xbf")
_NAME: Final = re.compile(rb"[\s,]*+(%s)\s*+:\s*+" % _STRING, re.DOTALL)
_NUMBER: Final = re.compile(rb"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")
_LITERALS: Final[dict[bytes, CellKind]] = {b"true": "boolean", b"false": "boolean", b"null": "null"}


class Broken(Exception):
    """The text stops being a table; the text of the error is a clause, ``offset`` the place in bytes."""

    def __init__(self, clause: str, offset: int) -> None:
        super().__init__(clause)
        self.offset = offset


def skip_space(data: Buffer, start: int = 0) -> int:
    """The place of the next byte that is no white space and no byte order mark."""
    if start == 0 and (mark := _MARK.match(data)):
        start = mark.end()
    found = _SPACE.match(data, start)
    return found.end() if found else start


def value_end(data: Buffer, start: int, end: int | None = None) -> int:
    """Where the value that begins here ends, or -1 if the text ends before."""
    end = len(data) if end is None else end
    first = data[start : min(start + 1, end)]
    if first in (b"{", b"[", b'"'):
        found = _SHALLOW.match(data, start, end)
        return found.end() if found else _deep_end(data, start, end)
    plain = _PLAIN.match(data, start, end)
    return plain.end() if plain else -1


def _deep_end(data: Buffer, start: int, end: int) -> int:
    depth = 0
    for bracket in _BRACKET.finditer(data, start, end):
        match bracket[0]:
            case b"{" | b"[":
                depth += 1
            case b"}" | b"]":
                depth -= 1
            case b'"':
                return -1
        if depth == 0:
            return bracket.end()
    return -1


def next_member(data: Buffer, position: int) -> tuple[str, int] | None:
    """The name of the next member of an object and where its value begins; None after the last one."""
    found = _NAME.match(data, position)
    return (string_text(found[1]), found.end()) if found else None


def members(record: bytes, start: int = 1) -> Iterator[tuple[str, bytes, bool]]:
    """The members of an object that begins before ``start``: name, value, and whether the value is whole."""
    while (member := next_member(record, start)) is not None:
        name, begin = member
        start = value_end(record, begin)
        if start < 0:
            yield name, record[begin:], False
            return
        yield name, record[begin:start], True


def elements(data: Buffer, opening: int) -> Iterator[Span]:
    """Where the elements of the array lie whose bracket is at ``opening``.

    Raises Broken after the last element that could be read, if there is no end of the array.
    """
    position = skip_space(data, opening + 1)
    if data[position : position + 1] == b"]":
        return
    row = 0
    while True:
        end = value_end(data, position)
        row += 1
        if end < 0:
            raise Broken(f"it ends too early, in row {words.count(row)}", position)
        yield position, end
        follows = skip_space(data, end)
        match data[follows : follows + 1]:
            case b",":
                position = skip_space(data, follows + 1)
            case b"]":
                return
            case b"":
                raise Broken(f"it ends too early, after row {words.count(row)}", end)
            case _:
                raise Broken(f"no comma follows row {words.count(row)}", follows)


def string_text(source: bytes) -> str:
    """The text that a JSON string means; what cannot be read becomes U+FFFD."""
    if b"\\" not in source:
        return source[1:-1].decode("utf-8", "replace")
    try:
        return msgspec.json.decode(source, type=str)
    except msgspec.DecodeError:
        return _odd_text(source)


def _odd_text(source: bytes) -> str:
    """The text of a string with halves of surrogate pairs, unknown escapes or raw control characters."""
    raw = source.decode("utf-8", "replace")
    try:
        text: str = json.loads(raw, strict=False)
    except ValueError:
        return raw.removeprefix('"').removesuffix('"')
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_of(source: bytes) -> str:
    """A value as a cell shows it: the text of a string, else what was written, without line breaks."""
    first = source[:1]
    if first == b'"':
        return string_text(source)
    if first in (b"{", b"["):
        try:
            source = msgspec.json.format(source, indent=-1)
        except (msgspec.DecodeError, RecursionError):
            pass
    return source.decode("utf-8", "replace")


def kind_of(source: bytes) -> CellKind:
    """What a value is."""
    match source[:1]:
        case b'"':
            return "empty" if source == b'""' else "string"
        case b"{" | b"[":
            return "nested"
        case _:
            return _LITERALS.get(source) or ("number" if _NUMBER.match(source) else "broken")
