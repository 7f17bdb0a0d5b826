"""Marks in an editor: a background behind some of its characters that is no part of the text."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from ui import theme


def marked(document: QTextDocument, place: tuple[int, int], token: str) -> QTextEdit.ExtraSelection:
    """A mark in the colour of a token, between two places of the document."""
    mark = QTextEdit.ExtraSelection()
    cursor = QTextCursor(document)
    cursor.setPosition(place[0])
    cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    drawn = mark.format
    drawn.setBackground(theme.color(token))
    mark.format, mark.cursor = drawn, cursor
    return mark
