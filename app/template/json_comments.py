"""Comments in the JSON of a request: found without parsing, taken out before it is sent.

A comment is ``// to the end of the line`` or ``/* to its end */``, outside of strings and ``{{names}}``. One
that has no end is none: what is not surely a comment is sent as it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# A string ends with its line at the latest, so that one missing quote does not hide the rest of the text.
STRING = r'"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"?'
REFERENCE = r"\{\{[^{}\r\n]*\}\}"
_PIECE = re.compile(rf"{STRING}|{REFERENCE}|(?P<line>//[^\r\n]*)|(?P<block>/\*)")
_CHARACTER = re.compile(r"[^\r\n]")


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Where each comment begins and ends, in order."""
    return ((start, end) for start, end, is_closed in _openings(text) if is_closed)


def unclosed(text: str) -> int | None:
    """Where a comment begins that has no end: in a single line of many, it may end in a later one."""
    if not _may_hold(text):
        return None
    return next((start for start, _, is_closed in _openings(text) if not is_closed), None)


def _openings(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where comments begin and end, and whether they do; all that begin where the last one does not end
    stand for themselves."""
    position, may_close = 0, True
    while match := _PIECE.search(text, position):
        position = match.end()
        if match["line"] is not None:
            yield match.start(), position, True
        elif match["block"] is not None:
            end = text.find("*/", position) if may_close else -1
            may_close = end >= 0
            position = end + 2 if may_close else position
            yield match.start(), position, may_close


def has_comments(text: str) -> bool:
    """Whether a text holds a comment."""
    return _may_hold(text) and next(comments(text), None) is not None


def strip_comments(text: str) -> str:
    """The text without its comments; every other character and every line break stays.

    A comment within a line leaves a space where it ended with ``*/``, so that its neighbours stay apart.
    """
    return _replaced(text, _remains)


def blank_comments(text: str) -> str:
    """The text with spaces for its comments: everything else stands where it stood."""
    return _replaced(text, lambda comment: _CHARACTER.sub(" ", comment))


def _remains(comment: str) -> str:
    if comment.startswith("//"):
        return ""
    return _CHARACTER.sub("", comment) or " "


def _replaced(text: str, replacement: Callable[[str], str]) -> str:
    if not _may_hold(text):
        return text
    parts, last = [], 0
    for start, end in comments(text):
        parts += [text[last:start], replacement(text[start:end])]
        last = end
    return "".join([*parts, text[last:]])


def _may_hold(text: str) -> bool:
    return "//" in text or "/*" in text
