"""A query as SQL, and a row of the result as an entry."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from app.history.entry import FAILED, Entry, Origin, Query

COLUMNS: Final = (
    "e.id, e.at, e.collection, e.collection_name, e.path, e.environment, e.method, e.url, e.host, e.status,"
    " e.failure, e.ms, e.sent, e.received, e.protocol, e.pinned, e.name, e.whole"
)
_WORD: Final = re.compile(r"\w")


def select(query: Query, after: int, before: int | None, count: int) -> tuple[str, list[Any]]:
    """The statement that finds entries, newest first, and its values.

    Args:
        after, before: only entries with a number between these two.
        count: at most so many.
    """
    conditions, values = _conditions(query)
    words = match(query.text)
    source, order = "entries e", "e.id"
    if words:
        # In this order the index gives the newest first, and is left as soon as there are enough.
        source, order = "words CROSS JOIN entries e ON e.id = words.rowid", "words.rowid"
        conditions.insert(0, "words MATCH ?")
        values.insert(0, words)
    conditions.append(f"{order} > ?")
    values.append(after)
    if before is not None:
        conditions.append(f"{order} < ?")
        values.append(before)
    where = " AND ".join(conditions)
    statement = f"SELECT {COLUMNS} FROM {source} WHERE {where} ORDER BY {order} DESC LIMIT ?"
    return statement, [*values, count]


def match(text: str) -> str:
    """What is typed as an expression of FTS5: every word is the beginning of one; empty without words."""
    pieces = (piece.replace('"', " ") for piece in text.split())
    return " ".join(f'"{piece}"*' for piece in pieces if _WORD.search(piece))


def entry_of(row: tuple[Any, ...]) -> Entry:
    """An entry from the columns of `COLUMNS`."""
    number, at, collection, name, path, environment, *facts, pinned, given, whole = row
    place = Origin(collection, name, path, environment)
    values: tuple[Any, ...] = (*facts, bool(pinned), given, bool(whole))
    return Entry(number, datetime.fromtimestamp(at), place, *values)


def _conditions(query: Query) -> tuple[list[str], list[Any]]:
    conditions = ["NOT e.hidden"]
    values: list[Any] = []
    if query.status == FAILED:
        conditions.append("e.status IS NULL")
    elif query.status is not None:
        first, last = (
            (query.status,) * 2 if query.status > 9 else (query.status * 100, query.status * 100 + 99)
        )
        conditions.append("e.status BETWEEN ? AND ?")
        values += [first, last]
    for wanted, condition in (
        (query.host.lower(), "instr(e.host, ?)"),
        (query.method, "e.method = ?"),
        (query.collection, "(e.collection = ? OR e.collection_name = ? COLLATE NOCASE)"),
    ):
        if wanted:
            conditions.append(condition)
            values += [wanted] * condition.count("?")
    for moment, sign in ((query.since, ">="), (query.until, "<")):
        if moment is not None:
            conditions.append(f"e.at {sign} ?")
            values.append(moment.timestamp())
    if query.pinned:
        conditions.append("e.pinned")
    return conditions, values
