"""Brackets and quotes come in pairs: typing one adds the other, types over it, or surrounds a selection."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QTextCursor

from ui.kit.code_edit_positions import characters_in

_PAIRS: Final = {"{": "}", "[": "]", "(": ")", '"': '"'}
_CLOSERS: Final = frozenset(_PAIRS.values())
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_BACK: Final = QTextCursor.MoveOperation.PreviousCharacter
_ON: Final = QTextCursor.MoveOperation.NextCharacter


def type_pair(cursor: QTextCursor, typed: str) -> bool:
    """Do what a typed bracket or quote means; False where it is a letter like any other."""
    if typed in _PAIRS and cursor.hasSelection():
        _surround(cursor, typed)
        return True
    if cursor.hasSelection():
        return False
    before, after = _around(cursor)
    if typed in _CLOSERS and after.startswith(typed) and not _escapes(before):
        cursor.movePosition(_ON)
        return True
    if typed in _PAIRS and _opens(typed, before, after):
        closing = "}}" if _in_quotes(before) else _PAIRS[typed]
        cursor.insertText(typed + closing)
        cursor.movePosition(_BACK, n=len(closing))
        return True
    return False


def erase_pair(cursor: QTextCursor) -> bool:
    """Take away both halves of an empty pair around the cursor; False where there is none."""
    before, after = _around(cursor)
    if cursor.hasSelection() or not before or _PAIRS.get(before[-1]) != after[:1] or not after:
        return False
    if before[-1] == '"' and _in_quotes(before[:-1]):
        return False
    cursor.beginEditBlock()
    cursor.deletePreviousChar()
    cursor.deleteChar()
    cursor.endEditBlock()
    return True


def _surround(cursor: QTextCursor, typed: str) -> None:
    """Put a pair around the selection, which stays selected."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    cursor.beginEditBlock()
    cursor.setPosition(end)
    cursor.insertText(_PAIRS[typed])
    cursor.setPosition(start)
    cursor.insertText(typed)
    cursor.endEditBlock()
    cursor.setPosition(start + 1)
    cursor.setPosition(end + 1, _KEEP)


def _around(cursor: QTextCursor) -> tuple[str, str]:
    line = cursor.block().text()
    place = characters_in(line, cursor.positionInBlock())
    return line[:place], line[place:]


def _opens(typed: str, before: str, after: str) -> bool:
    """Whether a bracket or quote here begins something that will want its end."""
    if _in_quotes(before):
        # A variable may stand inside of quotes, where other brackets are only text.
        return typed == "{" and before.endswith("{") and not before.endswith("{{") and after[:1] != "}"
    if after[:1].strip() and after[0] not in ",:}])":
        return False
    return typed != '"' or not before[-1:].isalnum()


def _in_quotes(before: str) -> bool:
    return '"' in _QUOTED.sub("", before)


def _escapes(before: str) -> bool:
    return _in_quotes(before) and (len(before) - len(before.rstrip("\\"))) % 2 == 1
