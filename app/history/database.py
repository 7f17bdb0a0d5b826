"""The database file: made, opened, and moved aside when it is broken, so that the program goes on.

Several windows may have it open at once: they write one after the other, and read beside that.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from app.errors import AppError

VERSION: Final = 2
_PATIENCE: Final = 3.0  # seconds to wait for another program that writes
_SIDES: Final = ("", "-wal", "-shm")

_SCHEMA: Final = """
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL,
    collection TEXT NOT NULL, collection_name TEXT NOT NULL, path TEXT NOT NULL, environment TEXT NOT NULL,
    method TEXT NOT NULL, url TEXT NOT NULL, host TEXT NOT NULL,
    status INTEGER, failure TEXT NOT NULL, ms REAL NOT NULL,
    sent INTEGER NOT NULL, received INTEGER NOT NULL, protocol TEXT NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL DEFAULT '', whole INTEGER NOT NULL DEFAULT 1,
    hidden INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entries_status ON entries (status);
CREATE INDEX entries_host ON entries (host);
CREATE INDEX entries_collection ON entries (collection, collection_name);
CREATE INDEX entries_pinned ON entries (pinned) WHERE pinned;
CREATE TABLE details (entry INTEGER PRIMARY KEY, typed TEXT NOT NULL, exchange BLOB NOT NULL);
CREATE TABLE uses (
    entry INTEGER NOT NULL, hop INTEGER NOT NULL, side TEXT NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (entry, hop, side)
) WITHOUT ROWID;
CREATE INDEX uses_hash ON uses (hash);
CREATE TABLE bodies (hash TEXT PRIMARY KEY, stored INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (entry INTEGER PRIMARY KEY, size INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    name, url, headers, body, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
"""

_UPGRADES: Final = {1: "ALTER TABLE entries ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0"}
"""What makes a file of that version one of the next."""

_SENTENCES: Final = {
    sqlite3.SQLITE_BUSY: ("Another program holds the history.", "Until it lets go, nothing is added to it."),
    sqlite3.SQLITE_FULL: ("The disk is full, so the history is not kept.", "Make room, or use less of it."),
    sqlite3.SQLITE_READONLY: ("The history may not be written.", "See to the rights of its file."),
}


class NotUsable(AppError):
    """The database cannot be used in this run."""


def problem_of(error: sqlite3.Error) -> AppError:
    """What went wrong, as a sentence for the user."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    words = _SENTENCES.get(code, (f"The history could not be used just now ({error}).", "Is its disk there?"))
    return AppError(*words)


def open_database(path: Path, tell: Callable[[AppError], object]) -> sqlite3.Connection:
    """Open the file, or make a new one in its place where it is broken, which is told.

    Raises:
        NotUsable: a newer Sonde wrote it, or its folder cannot be written.
        sqlite3.OperationalError: it cannot be opened now; it may be later.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _open(path)
    except OSError as error:
        raise _unusable(str(error.strerror or error)) from error
    except sqlite3.OperationalError:
        raise  # A file that is busy, or a disk that is full, is no damage.
    except sqlite3.DatabaseError:
        move_aside(path, tell)
    return _open(path)


def _open(path: Path) -> sqlite3.Connection:
    # Without a transaction of its own making, each statement would be one.
    connection = sqlite3.connect(path, _PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise NotUsable("A newer Sonde wrote the history.", "Nothing is added to it until you run that one.")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    if version == 0:
        make_tables(connection, anew=False)
        path.chmod(0o600)
    elif version < VERSION:
        _upgrade(connection)


def _upgrade(connection: sqlite3.Connection) -> None:
    """Make the file of an older Sonde one of this."""
    connection.execute("BEGIN IMMEDIATE")
    with ending(connection):
        # Another window may have done it meanwhile.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for older in range(version, VERSION):
            connection.execute(_UPGRADES[older])
        connection.execute(f"PRAGMA user_version = {VERSION}")


def make_tables(connection: sqlite3.Connection, anew: bool) -> None:
    """Make the tables; ``anew`` puts empty ones in the place of those that are there."""
    connection.execute("BEGIN IMMEDIATE")
    with ending(connection):
        if connection.execute("PRAGMA user_version").fetchone()[0]:
            if not anew:
                return  # Another window made them meanwhile, and may have filled them.
            for name in ("entries", "details", "uses", "bodies", "texts", "words"):
                connection.execute(f"DROP TABLE {name}")
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def ending(connection: sqlite3.Connection) -> Iterator[None]:
    """What was begun is kept as a whole, or not at all."""
    try:
        yield
    except BaseException:
        # On a full disk SQLite has done so itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _unusable(reason: str) -> NotUsable:
    return NotUsable(f"The history cannot be used ({reason}).", "Nothing is added to it in this run.")


def move_aside(path: Path, tell: Callable[[AppError], object]) -> None:
    """A damaged file makes room for a new one, and is kept for whoever can mend it."""
    aside = path.with_name(f"{path.name}.broken-{datetime.now():%Y%m%d-%H%M%S}")
    for side in _SIDES:
        with contextlib.suppress(OSError):
            path.with_name(path.name + side).replace(aside.with_name(aside.name + side))
    tell(AppError(f"The history was damaged; what there was is in {aside}.", "A new one was begun."))
