"""Where people want to go in a text: "12" is a line, "12:3" a line and column, "@1234" a byte."""

from __future__ import annotations

import re
from typing import Final

from ui.kit.text_blocks import character_border
from ui.kit.text_source import TextSource

FAR: Final = 1_000_000
"""Bytes of a line within which columns are counted in characters."""

_PLACE: Final = re.compile(
    r"\s*(?:@\s*(?P<byte>[\d,_ ]+)|(?P<line>[\d,_ ]+)(?:[:;](?P<column>[\d,_ ]*))?)\s*"
)


def place_in(source: TextSource, wanted: str) -> int:
    """The byte that a place names; a line or column beyond the end is the last one.

    Raises:
        ValueError: it names none; the message says what can be written.
    """
    match = _PLACE.fullmatch(wanted)
    if match is None:
        raise ValueError("Write a line (120), a line and column (120:8) or a byte (@4096).")
    if match["byte"]:
        return character_border(source.buffer, min(_number(match["byte"]), source.size))
    line = _number(match["line"])
    if line > source.lines and not source.complete:
        raise ValueError(f"Only {source.lines:,} lines are counted so far; try again in a moment.")
    start = source.line_start(line)
    return _column_in(source, start, _number(match["column"] or "1"))


def _number(digits: str) -> int:
    found = re.sub(r"\D", "", digits)[:18]
    return int(found) if found else 1


def _column_in(source: TextSource, start: int, column: int) -> int:
    end = source.line_bounds(start)[1]
    if column > FAR:
        return character_border(source.buffer, min(end, start + column - 1))
    data = bytes(source.buffer[start : min(end, start + 4 * column)])
    text = data.decode("utf-8", "surrogateescape")[: max(0, column - 1)]
    return start + len(text.encode("utf-8", "surrogateescape"))
