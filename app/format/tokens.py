"""Which characters of a line have which colour: one regular expression per language, no parser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Final, Literal

from app.format.spans import Kind, State, Token

__all__ = ["Kind", "Language", "State", "Token", "scan_line", "state_after", "tokens"]

Language = Literal[
    "json", "ndjson", "xml", "html", "yaml", "css", "javascript", "form", "csv", "markdown", "text"
]

_Scanner = Callable[[str, State], tuple[list[Token], State]]
# By name, since compiling all the patterns would cost the start of the program some milliseconds.
_SCANNERS: Final[dict[Language, str]] = {
    "json": "tokens_json:json_spans",
    "ndjson": "tokens_json:json_spans",
    "xml": "tokens_markup:markup_spans",
    "html": "tokens_markup:markup_spans",
    "yaml": "tokens_yaml:yaml_spans",
    "css": "tokens_code:css_spans",
    "javascript": "tokens_code:javascript_spans",
    "form": "tokens_text:form_spans",
    "csv": "tokens_text:csv_spans",
    "markdown": "tokens_text:markdown_spans",
}


def tokens(line: str, language: Language, state: State = "") -> list[Token]:
    """The coloured spans of one line as (start, length, kind), in order, without overlaps.

    Characters that no span covers have the colour of text. A line may be cut anywhere.

    Args:
        line: the text without its line break.
        language: what it is written in.
        state: what the line above left open, from ``scan_line`` or ``state_after``.
    """
    return scan_line(line, language, state)[0]


def scan_line(line: str, language: Language, state: State = "") -> tuple[list[Token], State]:
    """The spans of a line, and what it leaves open for the next one."""
    scanner = _scanner(language)
    return scanner(line, state) if scanner else ([], "")


def state_after(lines: Iterable[str], language: Language, state: State = "") -> State:
    """What these lines leave open: a comment, a template, a block scalar, a fence; else an empty text."""
    for line in lines:
        state = scan_line(line, language, state)[1]
    return state


@cache
def _scanner(language: Language) -> _Scanner | None:
    if language not in _SCANNERS:
        return None
    module, _, function = _SCANNERS[language].partition(":")
    found: _Scanner = getattr(import_module(f"{__package__}.{module}"), function)
    return found
