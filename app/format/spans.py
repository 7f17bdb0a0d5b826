"""The coloured spans of a line: their kinds, and how a pattern whose groups are named by kinds gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

Kind = Literal[
    "key", "string", "number", "boolean", "null", "punctuation", "tag", "attribute", "comment", "text"
]
Token = tuple[int, int, Kind]
"""Start and length in characters, and the kind."""
State = str
"""What a line leaves open for the next one, such as a comment; empty where nothing is."""


def named_spans(pattern: re.Pattern[str], line: str, start: int, end: int) -> Iterator[Token]:
    """A span for each match; groups whose names are not kinds do not count."""
    for match in pattern.finditer(line, start, end):
        kind = match.lastgroup
        if kind is not None:
            first, last = match.span()
            yield first, last - first, cast(Kind, kind)


def span(match: re.Match[str], group: str, kind: Kind) -> Token:
    """The span of one group."""
    start, end = match.span(group)
    return start, end - start, kind


def commented_spans(pattern: re.Pattern[str], line: str, state: State) -> tuple[list[Token], State]:
    """The spans of a language with comments that may go on in the next line."""
    start = 0
    first: list[Token] = []
    if state == "/*":
        end = line.find("*/")
        start = end + 2 if end >= 0 else len(line)
        first = [(0, start, "comment")] if start else []
        if end < 0:
            return first, state
    found = [*first, *named_spans(pattern, line, start, len(line))]
    return found, open_state(line, found[len(first) :])


def open_state(line: str, found: list[Token]) -> State:
    """What the last of these spans leaves open: a comment or a template."""
    if not found:
        return ""
    start, length, kind = found[-1]
    text = line[start : start + length]
    if kind == "comment" and text.startswith("/*"):
        return "" if text.endswith("*/") and length >= 4 else "/*"
    if kind == "string" and text.startswith("`"):
        return "" if length > 1 and re.fullmatch(r"`(?:[^`\\]|\\.)*`", text) else "`"
    return ""
