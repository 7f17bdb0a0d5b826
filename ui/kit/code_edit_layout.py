"""Lays out JSON that holds comments: each piece stays as it is, only the white space between them changes."""

from __future__ import annotations

import re
from typing import Final

from app.template.json_comments import REFERENCE, STRING

_PIECE: Final = re.compile(
    rf"{STRING}|{REFERENCE}|(?P<line>//[^\r\n]*)|(?P<block>/\*(?s:.*?)\*/)"
    r"|[{}\[\],:]|(?P<space>\s+)|[^\s{}\[\],:\"/]+|/"
)
_CLOSERS: Final = {"{": "}", "[": "]"}
_STEP: Final = "  "
_DEEPEST: Final = 100  # levels that are indented further; deeper ones would be nothing but white space


def lay_out(text: str) -> str:
    """Valid JSON with comments, a line per member. A comment that stood alone on its line does so again, one
    behind a value stays behind it."""
    return _Layout().written(text)


class _Layout:
    def __init__(self) -> None:
        self._out: list[str] = []
        self._depth = 0
        self._gap = ""  # what goes before the next piece: nothing, a space or a line break
        self._broke = False  # whether the text has a line break before the next piece
        self._opened = ""  # the bracket that was just opened, as long as nothing stands in it

    def written(self, text: str) -> str:
        for match in _PIECE.finditer(text):
            piece = match.group()
            if match["space"] is not None:
                self._broke = self._broke or "\n" in piece or "\r" in piece
            else:
                self._take(piece, is_line=match["line"] is not None, is_block=match["block"] is not None)
                self._broke = False
        return "".join(self._out)

    def _take(self, piece: str, is_line: bool, is_block: bool) -> None:
        if is_line or is_block:
            self._comment(piece.rstrip(), is_line)
        elif piece in _CLOSERS:
            self._write(piece)
            self._depth += 1
            self._gap, self._opened = "\n", piece
        elif piece in ("}", "]"):
            self._depth -= 1
            self._gap = "" if self._opened else "\n"
            self._write(piece)
            self._gap = ""
        elif piece in (",", ":"):
            self._gap = "\n" if self._gap == "\n" else ""
            self._write(piece)
            self._gap = "\n" if piece == "," else " "
        else:
            self._write(piece)
            self._gap = ""

    def _comment(self, piece: str, is_line: bool) -> None:
        behind = not self._broke and self._out
        after = self._gap == "\n" or self._broke
        self._gap = " " if behind else "\n"
        self._write(piece)
        self._gap = "\n" if is_line or after else " "

    def _write(self, piece: str) -> None:
        self._opened = ""
        if self._gap == "\n" and self._out:
            self._out.append("\n" + _STEP * min(self._depth, _DEEPEST))
        elif self._gap == " ":
            self._out.append(" ")
        self._out.append(piece)
