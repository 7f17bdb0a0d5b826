"""The history: what was sent is recorded, searched, brought back, and forgotten again."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from app.errors import AppError
from app.history import codec, forget
from app.history.bodies import Bodies
from app.history.database import NotUsable, ending, make_tables, move_aside, open_database, problem_of
from app.history.entry import Entry, Query, Record
from app.history.insert import Addition, KeptBodies, insert
from app.history.masked import all_secrets
from app.history.select import COLUMNS, entry_of, select
from app.history.text import BODY_LIMIT, clean
from app.model.exchange import Exchange
from app.model.payload import Payload
from app.model.request import Request

PAGE: Final = 200
MEGABYTE: Final = 1024 * 1024
_AT_ONCE: Final = 200  # entries that are deleted in one go
_AFTER_PRUNING: Final = 0.9  # of the budget
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
_MAKE_ROOM: Final = "Make room, or give the history less in the settings."
_LARGEST_SHARE: Final = 4  # A body that takes more than this part of the budget is not kept.

_Result = TypeVar("_Result")


class History:
    """Everything blocks and may be called from any thread; nothing is made on the disk before the first
    call. What goes wrong with the file itself is told once; from then on nothing is found or kept.

    Args:
        folder: for the database and the bodies.
        tell: hears, in the thread of the call, a sentence for the user.
    """

    def __init__(self, folder: Path, tell: Callable[[AppError], object] = lambda _problem: None) -> None:
        self.budget = 500 * MEGABYTE  # bytes of bodies and of their searchable text
        self.keep_bodies = True
        self._file = folder / "history.db"
        self._bodies = Bodies(folder / "bodies")
        self._tell = tell
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._usable = True
        self._told: set[str] = set()
        self._space = 0  # bytes that count against the budget

    # --- recording --------------------------------------------------------------------------------

    def record(self, record: Record) -> int | None:
        """Keep an exchange, masked; the number of its entry, None where the history cannot be used."""
        secrets = all_secrets(record.exchange, record.request, record.secrets)
        # Bodies take their time: nobody shall wait for the database meanwhile.
        kept = self._keep_bodies(record.exchange, secrets) if self.keep_bodies and self._usable else {}
        number = self._within(partial(self._insert, Addition(record, secrets, kept)), None)
        self.prune()
        return number

    def _keep_bodies(self, exchange: Exchange, secrets: tuple[str, ...]) -> KeptBodies:
        kept = {}
        for number, hop in enumerate(exchange.hops):
            bodies = [("sent", hop.request.body)]
            if hop.response is not None:
                bodies.append(("received", hop.response.body))
            for side, body in bodies:
                has_octets = body.data is not None or body.path is not None
                if body.size and has_octets and body.size <= self.budget // _LARGEST_SHARE:
                    try:
                        kept[number, side] = self._bodies.keep(body, secrets, BODY_LIMIT)
                    except OSError as error:
                        # A file that was sent may be gone; without its body an entry is one too.
                        if error.errno in _NO_ROOM:
                            self._tell_once(AppError("The disk is full: a body is not kept.", _MAKE_ROOM))
        return kept

    def _insert(self, addition: Addition, connection: sqlite3.Connection) -> int:
        number, taken = insert(connection, addition, whole=self.keep_bodies)
        self._space += taken
        return number

    # --- looking ----------------------------------------------------------------------------------

    def search(
        self, query: Query, after: int = 0, before: int | None = None, count: int = PAGE
    ) -> tuple[Entry, ...]:
        """Entries that fit, newest first: the first ``count`` of those whose number is less than
        ``before`` and more than ``after``."""
        statement, values = select(query, after, before, count)
        rows: list[tuple[Any, ...]] = self._within(
            lambda connection: connection.execute(statement, values).fetchall(), []
        )
        return tuple(map(entry_of, rows))

    def entry(self, number: int) -> Entry | None:
        """One entry, or None when it is gone."""
        row = self._one(f"SELECT {COLUMNS} FROM entries e WHERE e.id = ?", number)
        return entry_of(row) if row else None

    def hosts(self, most: int = 50) -> tuple[str, ...]:
        """The hosts that were sent to, the last one first."""
        statement = "SELECT host FROM entries WHERE NOT hidden GROUP BY host ORDER BY MAX(id) DESC LIMIT ?"
        return tuple(row[0] for row in self._all(statement, most) if row[0])

    def collections(self) -> tuple[tuple[str, str], ...]:
        """Id and name of the collections that were sent from, by name."""
        columns = "collection, MAX(collection_name)"
        rows = self._all(f"SELECT {columns} FROM entries WHERE NOT hidden GROUP BY collection ORDER BY 2")
        return tuple((row[0], row[1]) for row in rows if row[0])

    def count(self) -> int:
        """How many entries there are."""
        row = self._one("SELECT COUNT(*) FROM entries WHERE NOT hidden")
        return int(row[0]) if row else 0

    def space(self) -> int:
        """Bytes that bodies and their searchable text take."""
        self._within(lambda _connection: None, None)
        return self._space

    def request(self, number: int) -> Request:
        """The request of an entry as it was typed. Raises AppError when it is gone."""
        row = self._detail(number)
        try:
            return codec.decode_typed(row[0])
        except (ValueError, KeyError, AppError) as error:
            raise AppError("The request cannot be read from the history.", "Delete the entry.") from error

    def exchange(self, number: int, new_path: Callable[[], Path]) -> Exchange:
        """What happened then. A large body is unpacked to a file that ``new_path`` names; one that is not
        kept any more is known by its size.

        Raises:
            AppError: the entry is gone, or was written by something else.
        """
        row = self._detail(number)
        try:
            exchange = codec.decode_exchange(row[1])
        except ValueError as error:
            raise AppError("The response cannot be read from the history.", "Delete the entry.") from error
        bodies: dict[tuple[int, str], Payload] = {}
        for hop, side, name in self._all("SELECT hop, side, hash FROM uses WHERE entry = ?", number):
            shown = exchange.hops[hop]
            body = shown.response.body if side == "received" and shown.response else shown.request.body
            found = self._bodies.read(name, body.complete, new_path)
            if found is not None:
                bodies[hop, side] = found
        return codec.with_bodies(exchange, bodies)

    def _detail(self, number: int) -> tuple[Any, ...]:
        row = self._one("SELECT typed, exchange FROM details WHERE entry = ?", number)
        if row is None:
            raise AppError("This entry is no longer in the history.", "It was deleted meanwhile.")
        return row

    # --- changing ---------------------------------------------------------------------------------

    def pin(self, number: int, pinned: bool) -> None:
        """Pinned entries keep their bodies whatever the budget, and stay when old ones are deleted."""
        self._all("UPDATE entries SET pinned = ? WHERE id = ?", pinned, number)

    def name(self, number: int, name: str) -> None:
        """Give an entry a name, which can be searched; an empty one takes it away."""
        self._all("UPDATE entries SET name = ? WHERE id = ?", clean(name), number)
        self._all("UPDATE words SET name = ? WHERE rowid = ?", clean(name), number)

    def hide(self, numbers: Iterable[int]) -> None:
        """Take entries out of sight; ``purge`` deletes them, ``unhide`` brings them back before that."""
        self._within(lambda connection: forget.hide(connection, numbers, hidden=True), 0)

    def unhide(self, numbers: Iterable[int]) -> bool:
        """Bring entries back; False where nothing is left of them."""
        return self._within(lambda connection: forget.hide(connection, numbers, hidden=False), 0) > 0

    def purge(self) -> int:
        """Delete for good what is out of sight, and bodies that no entry has, as a full disk leaves them;
        says how many entries went."""
        rows = self._all("SELECT id FROM entries WHERE hidden")
        if rows:
            self.delete(row[0] for row in rows)
        self._within(lambda connection: forget.drop_strays(connection, self._bodies), None)
        return len(rows)

    def delete(self, numbers: Iterable[int]) -> None:
        """Forget entries and whatever no other one needs."""
        left = list(numbers)
        while left:
            # Some at a time: one by one takes long, and all at once keeps others waiting.
            some, left = left[:_AT_ONCE], left[_AT_ONCE:]
            self._space -= self._within(partial(self._delete, some), 0)
        self._erase()

    def delete_older(self, at: float) -> int:
        """Forget what was sent before a moment (seconds since 1970) and is not pinned; says how many."""
        rows = self._all("SELECT id FROM entries WHERE at < ? AND NOT pinned", at)
        self.delete(row[0] for row in rows)
        return len(rows)

    def clear(self) -> None:
        """Forget everything, and give its space back."""
        self._within(self._clear, None, whole=False)

    def prune(self) -> int:
        """Once the budget is used up, drop the bodies of the oldest entries that are not pinned until there
        is some room again; says how many lost theirs. What was sent and came, without bodies, stays."""
        pruned = 0
        # Room for a while: taking the words out of the index costs the same for one entry and for many.
        wanted = self.budget if self._space <= self.budget else self.budget * _AFTER_PRUNING
        while self._space > wanted:
            row = self._one("SELECT id FROM entries WHERE whole AND NOT pinned ORDER BY id LIMIT 1")
            if row is None:
                break
            self._space -= self._within(partial(self._drop_bodies, row[0]), 0)
            pruned += 1
        if pruned:
            self._erase()
        return pruned

    @property
    def opened(self) -> bool:
        """Whether the database was needed so far."""
        return self._connection is not None

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._usable = None, False

    def _delete(self, numbers: Sequence[int], connection: sqlite3.Connection) -> int:
        return sum(forget.delete(connection, self._bodies, number) for number in numbers)

    def _drop_bodies(self, number: int, connection: sqlite3.Connection) -> int:
        return forget.drop_bodies(connection, self._bodies, number)

    def _clear(self, connection: sqlite3.Connection) -> None:
        make_tables(connection, anew=True)
        connection.execute("VACUUM")
        forget.empty_log(connection)
        for name in tuple(self._bodies.names()):
            self._bodies.discard(name)
        self._space = 0

    def _erase(self) -> None:
        """Leave nothing of what was deleted in the files. In steps, between which others have their turn."""
        begin = True
        while self._within(partial(forget.merge_words, begin=begin), False):
            begin = False
        self._within(forget.empty_log, None, whole=False)

    # --- the database -----------------------------------------------------------------------------

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        nothing: list[tuple[Any, ...]] = []
        return self._within(lambda connection: connection.execute(statement, values).fetchall(), nothing)

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        return next(iter(self._all(statement, *values)), None)

    def _within(
        self, work: Callable[[sqlite3.Connection], _Result], otherwise: _Result, whole: bool = True
    ) -> _Result:
        """Do something with the database, as a whole or not at all."""
        with self._lock:
            try:
                connection = self._open()
                if connection is None:
                    return otherwise
                if not whole:
                    return work(connection)
                connection.execute("BEGIN")
                with ending(connection):
                    return work(connection)
            except NotUsable as problem:
                self._usable = False
                self._tell(problem)
            except sqlite3.Error as error:
                self._give_up(error)
            return otherwise

    def _give_up(self, error: sqlite3.Error) -> None:
        """A damaged file is opened anew, which moves it aside; what else goes wrong is told once."""
        damaged = type(error) is sqlite3.DatabaseError
        if damaged and self._connection is not None:
            self._connection.close()
            self._connection = None
            move_aside(self._file, self._tell)
        else:
            self._tell_once(problem_of(error))

    def _tell_once(self, problem: AppError) -> None:
        if problem.sentence not in self._told:
            self._told.add(problem.sentence)
            self._tell(problem)

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and self._usable:
            self._connection = open_database(self._file, self._tell)
            with closing(self._connection.cursor()) as cursor:
                stored = cursor.execute("SELECT TOTAL(stored) FROM bodies").fetchone()[0]
                self._space = int(stored + cursor.execute("SELECT TOTAL(size) FROM texts").fetchone()[0])
        return self._connection
