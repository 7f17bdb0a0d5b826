"""Texts with a mark where the cursor stands."""

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


def at(text):
    """A cursor where ``|`` stands, or from the first to the second."""
    document = QTextDocument(text.replace("|", ""))
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    cursor = QTextCursor(document)
    cursor.setPosition(text.index("|"))
    if text.count("|") == 2:
        cursor.setPosition(text.rindex("|") - 1, QTextCursor.MoveMode.KeepAnchor)
    return document, cursor
