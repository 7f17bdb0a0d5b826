"""Finds the bracket that belongs to the one beside the cursor; brackets inside strings do not count."""

from __future__ import annotations

from typing import Final

from app.template.scan import scan

_CLOSING: Final = {"{": "}", "[": "]", "(": ")"}
_OPENING: Final = {closing: opening for opening, closing in _CLOSING.items()}
BRACKETS: Final = frozenset({*_CLOSING, *_OPENING})
_REACH: Final = 10_000  # characters; a partner further away is not worth waiting for


def matching_pair(text: str, cursor: int) -> tuple[int, int] | None:
    """The places of a bracket that touches the cursor and of its partner, or None."""
    for place in (cursor - 1, cursor):
        if 0 <= place < len(text) and text[place] in BRACKETS:
            partner = _partner(text, place)
            return None if partner is None else (place, partner)
    return None


def _partner(text: str, place: int) -> int | None:
    forward = text[place] in _CLOSING
    start, end = (place, place + _REACH) if forward else (max(place - _REACH, 0), place + 1)
    # Only whole lines can tell what is a string.
    start = text.rfind("\n", 0, start) + 1
    hidden = _hidden(text, start, end)
    if place in hidden:
        return None
    depth = 0
    places = range(place, min(end, len(text))) if forward else range(place, start - 1, -1)
    more, less = (_CLOSING, _OPENING) if forward else (_OPENING, _CLOSING)
    for at in places:
        if at in hidden:
            continue
        if text[at] in more:
            depth += 1
        elif text[at] in less:
            depth -= 1
            if depth == 0:
                fits = more[text[place]] == text[at]
                return at if fits else None
    return None


def _hidden(text: str, start: int, end: int) -> set[int]:
    """The places inside double quotes or ``{{names}}``."""
    part = text[start:end]
    hidden = {start + at for found in scan(part) for at in range(found.start, found.end)}
    quoted = False
    escaped = False
    for at, character in enumerate(part, start):
        if character == "\n":
            quoted = False
        elif character == '"' and not escaped:
            quoted = not quoted
        elif quoted:
            hidden.add(at)
        escaped = quoted and character == "\\" and not escaped
    return hidden
