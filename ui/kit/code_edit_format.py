"""Formats a body that may hold ``{{names}}`` and comments where its language allows none, changing only
white space."""

from __future__ import annotations

import re
from typing import Final

from app.format.pretty import NotFormatted, format_bytes
from app.format.tokens import Language
from app.template.json_comments import REFERENCE, STRING, blank_comments
from ui.kit.code_edit_layout import lay_out

__all__ = ["NotFormatted", "format_text", "problem_of"]

# Stand-ins are strings of private-use characters, which no real body contains.
_STAND_IN: Final = '"\ue000{}\ue001"'
_BARE: Final = re.compile(rf"(?P<string>{STRING})|{REFERENCE}")


def format_text(text: str, language: Language) -> str:
    """Pretty-print; digits, escapes, comments and order stay. Raises NotFormatted where the text has a
    mistake."""
    if language != "json":
        return format_bytes(text.encode(), language).decode()
    blanked = blank_comments(text)
    bare: list[str] = []
    formatted = format_bytes(_with_stand_ins(blanked, bare).encode(), "json").decode()
    if blanked != text:
        return lay_out(text)
    for number, reference in enumerate(bare):
        formatted = formatted.replace(_STAND_IN.format(number), reference, 1)
    return formatted


def problem_of(text: str, language: Language) -> str:
    """Why a body is not what its kind says, as a clause with the place; empty if it is fine."""
    if language != "json" or not text.strip():
        return ""
    try:
        blanked = blank_comments(text)
        format_bytes(_with_stand_ins(blanked, []).encode(), "json")
    except NotFormatted as problem:
        return str(problem)
    except UnicodeEncodeError:
        return "it holds half of a character"
    return ""


def _with_stand_ins(text: str, bare: list[str]) -> str:
    """The text with a string for each reference outside of quotes, which are added to ``bare``:
    ``{"id": {{id}}}`` is JSON once it is sent."""

    def stand_in(match: re.Match[str]) -> str:
        if match["string"] is not None:
            return match.group()
        bare.append(match.group())
        return _STAND_IN.format(len(bare) - 1)

    return _BARE.sub(stand_in, text) if "{{" in text else text
