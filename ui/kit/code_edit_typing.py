"""What Enter, Tab and Shift+Tab do in code: they keep, add and take away two spaces of indentation."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QTextCursor

INDENT: Final = "  "

_PAIRS: Final = ("{}", "[]")
_KEEP: Final = QTextCursor.MoveMode.KeepAnchor


def indent_for_new_line(cursor: QTextCursor) -> None:
    """Begin a line as deep as this one, deeper after an opening bracket; a bracket pair opens up. What is
    selected goes first: the line that stays says how deep the new one is."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    line, place = cursor.block().text(), cursor.positionInBlock()
    indent = line[: len(line) - len(line.lstrip(" \t"))][:place]
    before, after = line[:place].rstrip(), line[place:].lstrip()
    opens = before.endswith(("{", "[")) and not before.endswith("{{")
    splits = opens and before[-1] + after[:1] in _PAIRS
    if splits:
        cursor.setPosition(cursor.position() + len(line[place:]) - len(after), _KEEP)
    cursor.insertText("\n" + indent + (INDENT if opens else ""))
    if splits:
        middle = cursor.position()
        cursor.insertText("\n" + indent)
        cursor.setPosition(middle)
    cursor.endEditBlock()


def indent_lines(cursor: QTextCursor) -> None:
    """Insert two spaces, or shift every line of a selection that spans several."""
    lines = _lines(cursor)
    if len(lines) == 1:
        cursor.insertText(INDENT)
        return
    cursor.beginEditBlock()
    for start in lines:
        _at(cursor, start).insertText(INDENT)
    cursor.endEditBlock()


def unindent_lines(cursor: QTextCursor) -> None:
    """Take up to two spaces from the beginning of every line of the selection."""
    cursor.beginEditBlock()
    for start in _lines(cursor):
        line = cursor.document().findBlock(start).text()
        spaces = len(line[: len(INDENT)]) - len(line[: len(INDENT)].lstrip(" "))
        if spaces:
            edge = _at(cursor, start)
            edge.setPosition(start + spaces, _KEEP)
            edge.removeSelectedText()
    cursor.endEditBlock()


def _lines(cursor: QTextCursor) -> list[int]:
    """Where the lines of the selection begin, last line first, so that changes do not move the rest."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    block = document.findBlock(cursor.selectionEnd())
    starts = [block.position()]
    while block != first:
        block = block.previous()
        starts.append(block.position())
    return starts


def _at(cursor: QTextCursor, place: int) -> QTextCursor:
    edge = QTextCursor(cursor.document())
    edge.setPosition(place)
    return edge
