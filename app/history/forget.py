"""Forgets entries: first out of sight, then for good, until nothing of them is left in any file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from app.history.bodies import Bodies

_RECENT: Final = 3600.0  # seconds
_STEP: Final = 500  # pages of the index that are merged in one go, while others wait


def hide(connection: sqlite3.Connection, numbers: Iterable[int], hidden: bool) -> int:
    """Take entries out of sight, or bring them back; how many there were."""
    statement = "UPDATE entries SET hidden = ? WHERE id = ?"
    return sum(connection.execute(statement, (hidden, number)).rowcount for number in numbers)


def delete(connection: sqlite3.Connection, bodies: Bodies, number: int) -> int:
    """Delete an entry and whatever no other one needs; the bytes that this gives back."""
    freed = drop_bodies(connection, bodies, number)
    connection.execute("DELETE FROM words WHERE rowid = ?", (number,))
    connection.execute("DELETE FROM details WHERE entry = ?", (number,))
    connection.execute("DELETE FROM entries WHERE id = ?", (number,))
    return freed


def drop_bodies(connection: sqlite3.Connection, bodies: Bodies, number: int) -> int:
    """Drop the bodies of an entry and their searchable text; the bytes that this gives back."""
    freed = 0
    names = connection.execute("SELECT DISTINCT hash FROM uses WHERE entry = ?", (number,)).fetchall()
    connection.execute("DELETE FROM uses WHERE entry = ?", (number,))
    for (name,) in names:
        if connection.execute("SELECT 1 FROM uses WHERE hash = ? LIMIT 1", (name,)).fetchone() is None:
            row = connection.execute("SELECT stored FROM bodies WHERE hash = ?", (name,)).fetchone()
            freed += row[0] if row else 0
            connection.execute("DELETE FROM bodies WHERE hash = ?", (name,))
            bodies.discard(name)
    row = connection.execute("SELECT size FROM texts WHERE entry = ?", (number,)).fetchone()
    if row is not None:
        freed += row[0]
        connection.execute("DELETE FROM texts WHERE entry = ?", (number,))
        connection.execute("UPDATE words SET body = '' WHERE rowid = ?", (number,))
    connection.execute("UPDATE entries SET whole = 0 WHERE id = ?", (number,))
    return freed


def drop_strays(connection: sqlite3.Connection, bodies: Bodies) -> None:
    """Delete the bodies that no entry has. New ones may belong to an entry that another program is about
    to write."""
    for name in bodies.names(older=_RECENT):
        if connection.execute("SELECT 1 FROM bodies WHERE hash = ?", (name,)).fetchone() is None:
            bodies.discard(name)


def merge_words(connection: sqlite3.Connection, begin: bool) -> bool:
    """Do a part of the work that takes deleted words out of the index, where they stay otherwise until
    SQLite happens to merge them; whether more is to be done."""
    # A negative number begins to merge everything into one, a positive one goes on.
    before = connection.total_changes
    statement = "INSERT INTO words (words, rank) VALUES ('merge', ?)"
    connection.execute(statement, (-_STEP if begin else _STEP,))
    # This row is one change itself: with no other, nothing was left to merge.
    return connection.total_changes - before >= 2


def empty_log(connection: sqlite3.Connection) -> None:
    """Take over what stands in the write-ahead log, which holds pages as they were, and cut it off."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
