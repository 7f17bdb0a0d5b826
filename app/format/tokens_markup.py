"""The colours of XML and HTML: tags, attributes, comments; a tag or a comment may go on in the next line."""

from __future__ import annotations

import re
from typing import Final

from app.format.spans import State, Token, named_spans, span

_MARKUP: Final = re.compile(
    r"""
      (?P<comment><!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)|<[!?][^>]*+>?)
    | (?P<tag></?[A-Za-z_][^\s/>"'=<]*+)
      (?P<inside>(?:[^"'>/]++|"[^"]*+(?:"|$)|'[^']*+(?:'|$)|/(?!>))*+)
      (?P<close>/?>|$)
    """,
    re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(
    r"""
      (?P<string>"[^"]*+(?:"|$)|'[^']*+(?:'|$)|(?<==)[^\s"'>]++)
    | (?P<attribute>[^\s"'=/>]++)
    | (?P<punctuation>=)
    """,
    re.VERBOSE,
)
_REST_OF_TAG: Final = re.compile(
    r"(?P<inside>(?:[^\"'>/]++|\"[^\"]*+(?:\"|$)|'[^']*+(?:'|$)|/(?!>))*+)(?P<close>/?>|$)"
)
_COMMENT_ENDS: Final = {"<!--": "-->", "<![CDATA[": "]]>"}


def markup_spans(line: str, state: State) -> tuple[list[Token], State]:
    """Tags, attributes and comments; the text between them has no colour."""
    found: list[Token] = []
    position = 0
    if state in _COMMENT_ENDS:
        end = line.find(_COMMENT_ENDS[state])
        position = end + 3 if end >= 0 else len(line)
        if position:
            found.append((0, position, "comment"))
        if end < 0:
            return found, state
    elif state:
        position, state = _add_rest_of_tag(line, state, found)
        if state:
            return found, state
    state = ""
    for match in _MARKUP.finditer(line, position):
        state = _add(match, line, found)
    return found, state


def _add(match: re.Match[str], line: str, found: list[Token]) -> State:
    """The spans of a tag or a comment, and what it leaves open."""
    if match["comment"] is not None:
        found.append(span(match, "comment", "comment"))
        for begin, end in _COMMENT_ENDS.items():
            if match["comment"].startswith(begin):
                return "" if match["comment"].endswith(end) else begin
        return ""
    found.append(span(match, "tag", "tag"))
    found += named_spans(_ATTRIBUTE, line, *match.span("inside"))
    if match["close"]:
        found.append(span(match, "close", "tag"))
        return ""
    return _open_quote(match["inside"]) or "<"


def _add_rest_of_tag(line: str, state: State, found: list[Token]) -> tuple[int, State]:
    """The attributes of a tag that began above; where they end, and what is still open there."""
    position = 0
    if state != "<":
        position = line.find(state) + 1
        if not position:
            found += [(0, len(line), "string")] if line else []
            return len(line), state
        found.append((0, position, "string"))
    match = _REST_OF_TAG.match(line, position)
    if match is None:
        return position, ""
    found += named_spans(_ATTRIBUTE, line, *match.span("inside"))
    if match["close"]:
        found.append(span(match, "close", "tag"))
        return match.end(), ""
    return len(line), _open_quote(match["inside"]) or "<"


def _open_quote(inside: str) -> State:
    for quoted in re.finditer(r"\"[^\"]*+(\"?)|'[^']*+('?)", inside):
        if not (quoted[1] or quoted[2]):
            return quoted[0][0]
    return ""
