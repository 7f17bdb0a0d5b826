"""A parser of JSON without recursion, for what is nested deeper than the libraries go: 100,000 levels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from app.format import words

Name = str | tuple[str, int]
"""The name of a member; with its ordinal from 2 on where an object has the name again."""

_TOKEN: Final = re.compile(
    r"[ \t\r\n]*(?:([\[\]{},:])"
    r'|("(?:[^"\\\x00-\x1f]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))'
)
_WORDS: Final = {"true": True, "false": False, "null": None}
_CLOSES: Final = {"]": ("[", "value or ]"), "}": ("{", "name or }")}
_OPENS: Final = {"[": "value or ]", "{": "name or }"}


class NoDocument(Exception):
    """A text is no JSON; the words are a clause that says why."""


def parse_deep(text: str) -> Any:
    """The value of a document: numbers as bytes, names apart (`named_apart`). Raises NoDocument."""
    parser = _Parser()
    for place, token in _tokens(text):
        if not parser.take(token):
            raise NoDocument(f"unexpected {token!r} at character {words.count(place + 1)}")
    return parser.value()


def named_apart(pairs: list[tuple[str, Any]]) -> dict[Name, Any]:
    """The members of an object, also those whose name came before."""
    members: dict[Name, Any] = {}
    seen: dict[str, int] = {}
    for name, value in pairs:
        seen[name] = seen.get(name, 0) + 1
        members[name if seen[name] == 1 else (name, seen[name])] = value
    return members


class _Parser:
    """What is open, from the outside in, and what may come next."""

    def __init__(self) -> None:
        # The members of what is open; of an object names and values by turns.
        self._members: list[list[Any]] = [[]]
        self._open: list[str] = [""]
        self._next = "value"

    def take(self, token: str) -> bool:
        """Read a token; False where it must not stand here."""
        if token in _OPENS:
            return self._begin(token)
        if token in _CLOSES:
            return self._end(token)
        if token == ":":
            return self._expect(":", "value")
        if token == ",":
            after = "value" if self._open[-1] == "[" else "name"
            return bool(self._open[-1]) and self._expect(",", after)
        if self._next.startswith("name"):
            self._members[-1].append(json.loads(token, strict=False) if token[0] == '"' else None)
            self._next = ":"
            return token[0] == '"'
        return self._put(_scalar(token))

    def value(self) -> Any:
        """The document, once every token is read."""
        if len(self._open) > 1 or not self._members[0]:
            raise NoDocument("it ends too early")
        return self._members[0][0]

    def _expect(self, wanted: str, after: str) -> bool:
        fits, self._next = self._next == wanted, after
        return fits

    def _begin(self, token: str) -> bool:
        fits = self._next.startswith("value")
        self._members.append([])
        self._open.append(token)
        self._next = _OPENS[token]
        return fits

    def _end(self, token: str) -> bool:
        opened, empty = _CLOSES[token]
        if self._open[-1] != opened or self._next not in (",", empty):
            return False
        self._open.pop()
        made = self._members.pop()
        self._next = "value"
        return self._put(
            made if opened == "[" else named_apart(list(zip(made[::2], made[1::2], strict=True)))
        )

    def _put(self, value: Any) -> bool:
        fits, self._next = self._next.startswith("value"), ","
        self._members[-1].append(value)
        return fits


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    place, end = 0, len(text.rstrip(" \t\r\n"))
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None:
            raise NoDocument(f"it cannot be read at character {words.count(place + 1)}")
        place = match.end()
        yield match.start(match.lastindex or 0), match[match.lastindex or 0]


def _scalar(token: str) -> Any:
    if token in _WORDS:
        return _WORDS[token]
    return json.loads(token, strict=False) if token[0] == '"' else token.encode()
