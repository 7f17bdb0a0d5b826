"""Which characters of a line have which colour: one regular expression per language, no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

Language = Literal[
    "json", "ndjson", "xml", "html", "yaml", "css", "javascript", "form", "csv", "markdown", "text"
]
Kind = Literal[
    "key", "string", "number", "boolean", "null", "punctuation", "tag", "attribute", "comment", "text"
]
Token = tuple[int, int, Kind]

# A string may lack its closing quote: a view cuts long lines, and an editor shows half-typed ones.
_JSON = re.compile(
    r"""
      (?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))
    | (?P<string>"(?:[^"\\]|\\.)*(?:"|\\?$))
    | (?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<boolean>\b(?:true|false)\b)
    | (?P<null>\bnull\b)
    | (?P<punctuation>[{}\[\],:])
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(
    r"""
      (?P<comment><!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)|<[!?][^>]*>?)
    | (?P<tag></?[A-Za-z_][^\s/>"'=<]*)
      (?P<inside>(?:[^"'>]|"[^"]*(?:"|$)|'[^']*(?:'|$))*?)
      (?P<close>/?>|$)
    """,
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""
      (?P<string>"[^"]*(?:"|$)|'[^']*(?:'|$)|(?<==)[^\s"'>]+)
    | (?P<attribute>[^\s"'=/>]+)
    | (?P<punctuation>=)
    """,
    re.VERBOSE,
)


def tokens(line: str, language: Language) -> list[Token]:
    """The coloured spans of one line as (start, length, kind), in order, without overlaps.

    Characters that no span covers have the colour of text.
    """
    if language in ("json", "ndjson"):
        return list(_named_spans(_JSON, line, 0, len(line)))
    if language in ("xml", "html"):
        return list(_markup(line))
    return []


def _named_spans(pattern: re.Pattern[str], line: str, start: int, end: int) -> Iterator[Token]:
    for match in pattern.finditer(line, start, end):
        yield match.start(), match.end() - match.start(), cast(Kind, match.lastgroup)


def _markup(line: str) -> Iterator[Token]:
    for match in _MARKUP.finditer(line):
        if match["comment"] is not None:
            yield _span(match, "comment", "comment")
            continue
        yield _span(match, "tag", "tag")
        yield from _named_spans(_ATTRIBUTE, line, *match.span("inside"))
        if match["close"]:
            yield _span(match, "close", "tag")


def _span(match: re.Match[str], group: str, kind: Kind) -> Token:
    start, end = match.span(group)
    return start, end - start, kind
