"""A JSON body as values to be asked, and the texts of some of them as the server wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from app.filter.found import Notes
from app.format import words
from app.work.job import JobProblem

Location = tuple[str | int, ...]
"""The names and indexes that lead from the outermost value to another one."""

TWICE: Final = "An object has a name more than once: only the last one is looked at."

_MARK: Final = b"\xef\xbb\xbf"
# The record separator begins each value of a JSON text sequence (RFC 7464).
_SEPARATOR: Final = b"\x1e"
_LINE_END: Final = re.compile(rb"\n(?=[ \t\r]*[^ \t\r\n])")
_END: Final = object()  # in a tree of locations, where one of them ends


def as_array(lines: bytes) -> bytes:
    """Values that stand one on a line as one array; every value stays on its line."""
    values = lines.removeprefix(_MARK).translate(None, _SEPARATOR).rstrip()
    return b"[" + _LINE_END.sub(b",\n", values) + b"]"


def read_json(text: bytes, notes: Notes) -> Any:
    """The values of a text; ``notes`` takes that an object has a name twice, of which the last one counts.

    Raises:
        JobProblem: it is no JSON, with the place.
    """

    def as_object(members: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(members)
        if len(made) < len(members):
            notes.add(TWICE)
        return made

    try:
        return json.loads(text.removeprefix(_MARK).decode("utf-8", "replace"), object_pairs_hook=as_object)
    except json.JSONDecodeError as error:
        place = f"line {words.count(error.lineno)}, column {words.count(error.colno)}"
        raise JobProblem(f"the body is no valid JSON: {_clause(error.msg)} at {place}") from None
    except ValueError as error:
        raise JobProblem(f"the body cannot be read: {_clause(str(error))}", "limit") from None


def cut_values(text: bytes, locations: Iterable[Location]) -> list[bytes]:
    """The text of each value as it stands, to the digit.

    Raises:
        msgspec.DecodeError: the text holds what only a part of all readers takes, such as half of a
            surrogate pair.
    """
    tree: dict[Any, Any] = {}
    wanted = tuple(locations)
    for number, location in enumerate(wanted):
        node = tree
        for step in location:
            node = node.setdefault(step, {})
        node.setdefault(_END, []).append(number)
    found = [b""] * len(wanted)
    waiting = [(msgspec.Raw(text.removeprefix(_MARK)), tree)]
    while waiting:
        value, node = waiting.pop()
        for number in node.pop(_END, ()):
            found[number] = bytes(value).strip()
        if node:
            inner = _members(value, node)
            waiting.extend((inner[step], below) for step, below in node.items())
    return found


def _members(value: msgspec.Raw, node: dict[Any, Any]) -> Any:
    """The texts inside an array or an object, by index or name; of a name that occurs twice the last."""
    if isinstance(next(iter(node)), int):
        return msgspec.json.decode(value, type=list[msgspec.Raw])
    return msgspec.json.decode(value, type=dict[str, msgspec.Raw])


def _clause(message: str) -> str:
    return message[:1].lower() + message[1:]
