"""The colours of form data, CSV and Markdown."""

from __future__ import annotations

import re
from typing import Final

from app.format.spans import State, Token, named_spans

# As it is sent, fields are parted by "&"; formatted, each stands on its own line.
_FORM: Final = re.compile(
    r"(?P<key>(?:^|(?<=&))[^=&\s]++)|(?P<punctuation>[=&])|(?P<string>(?<==)[^&]++)", re.ASCII
)
_CSV: Final = re.compile(
    r"""
      (?P<string>"(?:[^"]++|"")*+"?)
    | (?P<punctuation>[,;\t])
    | (?P<number>(?<![^,;\t])[+-]?\d++(?:\.\d++)?(?:[eE][+-]?\d++)?(?=[,;\t\r]|$))
    | (?P<boolean>(?<![^,;\t])(?:true|false)(?=[,;\t\r]|$))
    | [^,;\t"]++
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKDOWN: Final = re.compile(
    r"""
      (?P<tag>^\s{0,3}\#{1,6}(?:\s.*+|$)|^(?:=+|-{2,})\s*$)
    | (?P<punctuation>^\s*+(?:[-*+]|\d{1,9}[.)])(?=\s)|^\s*+>++|^\s*+(?:\|\s*+)?(?::?-++:?\s*+\|\s*+)++)
    | (?P<string>(?P<ticks>`+)(?!`).{1,500}?(?<!`)(?P=ticks)(?!`))
    | (?P<comment><!--.*?(?:-->|$))
    | (?P<attribute>!?\[[^\[\]]*+\](?:\([^)]*+\)|\[[^\[\]]*+\]|:\s+\S++)|<?https?://[^\s)>\]]++>?)
    | (?P<key>\*\*(?=\S)[^*]++\*\*|__(?=\S)[^_]++__
        |(?<![\w*])\*(?=[^\s*])[^*]++\*|(?<!\w)_(?=[^\s_])[^_]++_(?!\w))
    """,
    re.VERBOSE,
)
_FENCE: Final = re.compile(r"\s{0,3}(```+|~~~+)")


def form_spans(line: str, _: State) -> tuple[list[Token], State]:
    """Names and values."""
    return list(named_spans(_FORM, line, 0, len(line))), ""


def csv_spans(line: str, state: State) -> tuple[list[Token], State]:
    """Quoted fields, numbers and separators; a quoted field may go on in the next line."""
    start = 0
    first: list[Token] = []
    if state:
        found = re.match(r"(?:[^\"]++|\"\")*+(\"?)", line)
        start = found.end() if found else 0
        first = [(0, start, "string")] if start else []
        if not found or not found[1]:
            return first, state
    rest = list(named_spans(_CSV, line, start, len(line)))
    text = line[rest[-1][0] : sum(rest[-1][:2])] if rest else ""
    return first + rest, '"' if text.startswith('"') and text.count('"') % 2 else ""


def markdown_spans(line: str, state: State) -> tuple[list[Token], State]:
    """Headings, emphasis, links and code; between fences all is code."""
    fence = _FENCE.match(line)
    if state:
        is_end = fence is not None and fence[1].startswith(state)
        return ([(0, len(line), "string")] if line else []), "" if is_end else state
    if fence is not None:
        return [(0, len(line), "string")], fence[1]
    return list(named_spans(_MARKDOWN, line, 0, len(line))), ""
