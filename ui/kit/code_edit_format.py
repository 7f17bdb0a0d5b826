"""Formats a body that may hold ``{{names}}`` where its language allows none, changing only white space."""

from __future__ import annotations

from typing import Final

from app.format.pretty import NotFormatted, format_bytes
from app.format.tokens import Language, tokens
from app.template.scan import Reference, scan

__all__ = ["NotFormatted", "format_text", "problem_of"]

# Stand-ins are strings of private-use characters, which no real body contains.
_STAND_IN: Final = '"\ue000{}\ue001"'


def format_text(text: str, language: Language) -> str:
    """Pretty-print; digits, escapes and order stay. Raises NotFormatted where the text has a mistake."""
    if language != "json":
        return format_bytes(text.encode(), language).decode()
    bare = _bare_references(text)
    formatted = format_bytes(_with_stand_ins(text, bare).encode(), "json").decode()
    for number, found in enumerate(bare):
        formatted = formatted.replace(_STAND_IN.format(number), text[found.start : found.end], 1)
    return formatted


def problem_of(text: str, language: Language) -> str:
    """Why a body is not what its kind says, as a clause with the place; empty if it is fine."""
    if language != "json" or not text.strip():
        return ""
    try:
        format_text(text, "json")
    except NotFormatted as problem:
        return str(problem)
    except UnicodeEncodeError:
        return "it holds half of a character"
    return ""


def _bare_references(text: str) -> list[Reference]:
    """References outside of quotes: ``{"id": {{id}}}`` is JSON once it is sent."""
    if "{{" not in text:
        return []
    quoted = [
        (start, start + length) for start, length, kind in tokens(text, "json") if kind in ("key", "string")
    ]
    return [found for found in scan(text) if not any(a <= found.start < b for a, b in quoted)]


def _with_stand_ins(text: str, bare: list[Reference]) -> str:
    parts, last = [], 0
    for number, found in enumerate(bare):
        parts += [text[last : found.start], _STAND_IN.format(number)]
        last = found.end
    return "".join([*parts, text[last:]])
