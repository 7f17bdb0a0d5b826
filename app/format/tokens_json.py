"""The colours of JSON, with the comments that request bodies may have."""

from __future__ import annotations

import re
from typing import Final

from app.format.spans import State, Token, commented_spans

# A string may lack its closing quote: a view cuts long lines, and an editor shows half-typed ones.
_JSON: Final = re.compile(
    r"""
      (?P<key>"[^"\\]*+(?:\\.[^"\\]*+)*+"(?=\s*:))
    | (?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?$))
    | (?P<number>-?\d++(?:\.\d++)?+(?:[eE][+-]?\d++)?+)
    | (?P<boolean>\b(?:true|false)\b)
    | (?P<null>\bnull\b)
    | (?P<punctuation>[{}\[\],:])
    | (?P<comment>//.*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+)
    """,
    re.VERBOSE,
)


def json_spans(line: str, state: State) -> tuple[list[Token], State]:
    """Keys, values and punctuation."""
    return commented_spans(_JSON, line, state)
