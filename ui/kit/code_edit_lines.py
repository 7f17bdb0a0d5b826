"""What is done with whole lines of code: comment them out, move them, double them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QTextCursor, QTextDocument

from app.format.tokens import Language

_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_MARKS: Final[dict[Language, tuple[str, str]]] = {
    "json": ("//", ""),
    "javascript": ("//", ""),
    "yaml": ("#", ""),
    "css": ("/*", "*/"),
    "xml": ("<!--", "-->"),
    "html": ("<!--", "-->"),
}


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a selection, numbered from 0, both ends included."""

    first: int
    last: int


def lines_of(cursor: QTextCursor) -> Lines:
    """The lines that the selection touches; one that it only ends before is none of them."""
    document = cursor.document()
    last = document.findBlock(cursor.selectionEnd())
    first = document.findBlock(cursor.selectionStart())
    if last.blockNumber() > first.blockNumber() and cursor.selectionEnd() == last.position():
        last = last.previous()
    return Lines(first.blockNumber(), last.blockNumber())


def toggle_comment(cursor: QTextCursor, language: Language) -> bool:
    """Comment the lines out, or in again when all of them are; False in a language without comments."""
    if language not in _MARKS:
        return False
    opening, closing = _MARKS[language]
    document, touched = cursor.document(), lines_of(cursor)
    texts = _texts(document, touched)
    filled = [text for text in texts if text.strip()] or texts
    if all(text.strip().startswith(opening) for text in filled):
        changed = [_bared(text, opening, closing) for text in texts]
    else:
        column = min(len(text) - len(text.lstrip()) for text in filled)
        changed = [_marked(text, column, opening, closing, len(texts) == 1) for text in texts]
    to_end = cursor.block().length() - 1 - cursor.positionInBlock()
    _replace(document, touched, changed)
    first, last = (document.findBlockByNumber(at) for at in (touched.first, touched.last))
    end = last.position() + last.length() - 1
    if len(texts) == 1:
        _select(cursor, max(end - to_end, first.position()), max(end - to_end, first.position()))
    else:
        _select(cursor, first.position(), end)
    return True


def move_lines(cursor: QTextCursor, down: bool) -> None:
    """Let the lines change places with the one above or below; they stay selected."""
    document, touched = cursor.document(), lines_of(cursor)
    beside = touched.last + 1 if down else touched.first - 1
    if not 0 <= beside < document.blockCount():
        return
    both = Lines(min(touched.first, beside), max(touched.last, beside))
    texts = _texts(document, both)
    step = document.findBlockByNumber(beside).length()
    anchor, place = (each + (step if down else -step) for each in (cursor.anchor(), cursor.position()))
    _replace(document, both, [texts[-1], *texts[:-1]] if down else [*texts[1:], texts[0]])
    _select(cursor, anchor, place)


def duplicate_lines(cursor: QTextCursor) -> None:
    """Write the lines once more below themselves, and go there."""
    touched = lines_of(cursor)
    texts = _texts(cursor.document(), touched)
    first, last = (cursor.document().findBlockByNumber(at) for at in (touched.first, touched.last))
    step = last.position() + last.length() - first.position()
    anchor, place = cursor.anchor() + step, cursor.position() + step
    _replace(cursor.document(), touched, texts + texts)
    _select(cursor, anchor, place)


def _texts(document: QTextDocument, lines: Lines) -> list[str]:
    return [document.findBlockByNumber(at).text() for at in range(lines.first, lines.last + 1)]


def _bared(text: str, opening: str, closing: str) -> str:
    indent = text[: len(text) - len(text.lstrip())]
    rest = text.strip()
    if not rest:
        return text
    rest = rest.removeprefix(opening).removeprefix(" ")
    return indent + (rest.removesuffix(closing).removesuffix(" ") if closing else rest)


def _marked(text: str, column: int, opening: str, closing: str, alone: bool) -> str:
    if not text.strip() and not alone:
        return text
    return f"{text[:column]}{opening} {text[column:]}" + (f" {closing}" if closing else "")


def _replace(document: QTextDocument, lines: Lines, texts: list[str]) -> None:
    """Write other lines in the place of these, in one step of undo."""
    edge = QTextCursor(document)
    edge.setPosition(document.findBlockByNumber(lines.first).position())
    last = document.findBlockByNumber(lines.last)
    edge.setPosition(last.position() + last.length() - 1, _KEEP)
    edge.insertText("\n".join(texts))


def _select(cursor: QTextCursor, anchor: int, place: int) -> None:
    last = cursor.document().characterCount() - 1
    cursor.setPosition(min(max(anchor, 0), last))
    cursor.setPosition(min(max(place, 0), last), _KEEP)
