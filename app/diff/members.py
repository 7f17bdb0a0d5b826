"""JSON opened one level at a time: what two documents share is compared as octets and never parsed."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import msgspec

from app.diff.deep import NoDocument, named_apart, parse_deep
from app.format import words

Node = Any
"""A ``msgspec.Raw`` that has not been opened, or an opened value. A number is its text, as bytes."""

_DICT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_BYTE: Final = re.compile(r" \(byte (\d+)\)")
_LONGEST: Final = 200  # characters of a value that are told


def open_document(text: bytes) -> Node:
    """The root of a document in UTF-8. Raises NoDocument."""
    try:
        text.decode()
    except UnicodeDecodeError:
        # What cannot be read becomes U+FFFD, or no name of a member could be looked up.
        text = text.decode("utf-8", "replace").encode()
    try:
        # Without white space members that are equal have equal octets.
        return msgspec.Raw(msgspec.json.format(text, indent=-1))
    except msgspec.DecodeError as error:
        if not text.strip():
            raise NoDocument("it is empty") from None
        raise NoDocument(_clause(str(error))) from None
    except RecursionError:
        return parse_deep(text.decode())


def open_node(node: Node) -> Any:
    """A value with its members as nodes: a dict by names, a list, a str, bytes for a number, bool, None."""
    if not isinstance(node, msgspec.Raw):
        return node
    first = memoryview(node)[0]
    if first == ord("{"):
        members = _DICT.decode(node)
        # Without white space the members of an object are as long as the object, unless a name came twice.
        return members if len(msgspec.json.encode(members)) == len(node) else _parse(bytes(node))
    if first == ord("["):
        return _LIST.decode(node)
    return _parse(bytes(node))


def is_same(left: Node, right: Node) -> bool:
    """Whether two nodes are surely equal: the same octets. Not so does not mean different."""
    if isinstance(left, msgspec.Raw) and isinstance(right, msgspec.Raw):
        return memoryview(left) == memoryview(right)
    return left is right


def type_of(value: Any) -> str:
    """The type of an opened value as JSON names it."""
    match value:
        case dict():
            return "object"
        case list():
            return "array"
        case str():
            return "string"
        case bytes():
            return "number"
        case None:
            return "null"
        case _:
            return "boolean"


def equal_numbers(left: bytes, right: bytes) -> bool:
    """Whether two numbers have one value: 1.0 and 1.00, 1E3 and 1000."""
    try:
        return Decimal(left.decode()) == Decimal(right.decode())
    except InvalidOperation:
        return left == right


def node_text(node: Node) -> str:
    """A value in a few words: its text, cut where it is long."""
    if isinstance(node, msgspec.Raw):
        text = bytes(memoryview(node)[: 4 * _LONGEST]).decode("utf-8", "replace")
        return text[:_LONGEST] + "…" if len(text) > _LONGEST else text
    match node:
        case bytes():
            return node.decode()
        case dict():
            return "{…} " + words.count(len(node), "member")
        case list():
            return "[…] " + words.count(len(node), "item")
        case _:
            text = json.dumps(node, ensure_ascii=False)
            return text[:_LONGEST] + "…" if len(text) > _LONGEST else text


def _clause(message: str) -> str:
    """The library's words: "JSON is malformed: trailing comma in array (byte 3)"."""
    if "truncated" in message:
        return "it ends too early"
    return _BYTE.sub(r" at byte \1", message.removeprefix("JSON is malformed: "))


def _parse(text: bytes) -> Any:
    try:
        return json.loads(
            text, parse_int=str.encode, parse_float=str.encode, object_pairs_hook=named_apart, strict=False
        )
    except RecursionError:
        return parse_deep(text.decode())
