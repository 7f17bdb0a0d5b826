"""A journal of drafts, so that nothing typed is lost when the program ends in the middle of it.

One small file per draft. Each process writes into a folder of its own, whose lock it holds as long as it
runs; what a process left that runs no more is taken over by the next one that opens the collection. A secret
never comes here: the window puts ``{{name}}`` in its place before there is a draft.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from app.errors import UnreadableFile
from app.files import atomic
from app.files.codec_request import decode_request, encode_request
from app.files.lock import FileLock, locked
from app.model.request import Request

DraftKey = tuple[str, str]
"""The name of a collection, and the path of the request in it or, with no file yet, NEW and a name."""

NEW: Final = "new:"  # keys of requests that have no file yet begin with this; others are paths

_FORMAT: Final = 1
_OWNER_ONLY: Final = 0o600
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft of the journal, and what its file held when the draft was begun; None where it has none."""

    request: Request
    base: Request | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file of the journal."""

    place: Path
    key: DraftKey
    kept: Kept


class DraftJournal:
    """The drafts in a folder; the folder is made when the first one is written.

    In it lie folders of processes; drafts that lie beside these were let go of, and belong to nobody.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own: Path | None = None  # made when it is needed
        self._lock: FileLock | None = None

    def write(self, key: DraftKey, kept: Kept | None) -> None:
        """Keep a draft, or with None forget it.

        It survives the end of the program; it does not wait for the disk, for this runs as one types.

        Raises:
            UnreadableFile: the folder cannot be written.
        """
        if kept is None:
            self._forget(key)
            return
        try:
            place = self._mine() / _name(key)
            atomic.write(place, _encode(key, kept), _OWNER_ONLY, durable=False)
        except (OSError, UnreadableFile) as error:
            reason = (error.strerror if isinstance(error, OSError) else str(error)) or str(error)
            sentence = f"Edits that are not saved cannot be kept in {self._folder} ({reason.rstrip('.')})."
            raise UnreadableFile(
                self._folder, sentence, "Save your requests before you close the window."
            ) from error

    def take(self, collection: str) -> dict[str, Kept]:
        """The drafts of a collection by key: those of this process, and with them those of processes that
        are no more, which are this one's from now on.

        Where two of those edited the same request, the later edit has its key, and the other one becomes a
        draft without a file.

        Raises:
            UnreadableFile: the folder cannot be written.
        """
        mine = _entries(self._own, collection) if self._own is not None else []
        found = {entry.key[1]: entry.kept for entry in mine}
        if self._folder.is_dir():
            try:
                with locked(self._folder / _LOCK), self._free(collection) as entries:
                    for entry in entries:
                        self._take_over(entry, found)
            except OSError as error:
                raise atomic.unwritable(self._folder / _LOCK, error) from error
        return found

    def release(self, collection: str) -> None:
        """Let go of the drafts of a collection: whoever opens it next has them."""
        for entry in _entries(self._own, collection) if self._own is not None else []:
            # What cannot be moved is let go of when the process ends.
            with contextlib.suppress(OSError):
                entry.place.rename(self._folder / f"{entry.place.stem}-{token_hex(4)}.json")

    def close(self) -> None:
        """Let go of all of them: the process ends."""
        if self._own is not None and self._lock is not None:
            self._lock.release()
            with contextlib.suppress(OSError), locked(self._folder / _LOCK):
                _remove_empty(self._own)
            self._own = self._lock = None

    def _mine(self) -> Path:
        """The folder of this process. Raises OSError."""
        if self._own is not None:
            return self._own
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Another process that looks for dead ones must not find the folder before its lock is taken.
        with locked(self._folder / _LOCK):
            return self._begin()

    def _begin(self) -> Path:
        own = self._folder / token_hex(6)
        own.mkdir(mode=0o700)
        self._lock = FileLock(own / _LOCK)
        self._lock.take()
        self._own = own
        with contextlib.suppress(OSError):
            self._lock.sign()
        return own

    @contextlib.contextmanager
    def _free(self, collection: str) -> Iterator[list[_Entry]]:
        """The drafts of a collection that belong to no living process, the last edited first. Folders that
        are empty afterwards go."""
        folders, entries = [], _entries(self._folder, collection)
        for folder in filter(Path.is_dir, self._folder.iterdir()):
            lock = FileLock(folder / _LOCK)
            if folder != self._own and lock.take():
                folders.append((folder, lock))
                entries += _entries(folder, collection)
        yield sorted(entries, key=lambda entry: entry.place.stat().st_mtime_ns, reverse=True)
        for folder, lock in folders:
            lock.release()
            _remove_empty(folder)

    def _take_over(self, entry: _Entry, found: dict[str, Kept]) -> None:
        collection, key = entry.key
        known, name = found.get(key), key
        if known is None:
            found[key] = entry.kept
        elif known.request != entry.kept.request:
            name = f"{NEW}{token_hex(4)}"
            found[name] = Kept(entry.kept.request)
        # What cannot be moved is shown all the same; it waits in its place for a run that can.
        with contextlib.suppress(OSError, UnreadableFile):
            own = self._own or self._begin()
            if known is None:
                entry.place.rename(own / _name(entry.key))
                return
            if name != key:
                # Before the old one goes: a process that ends here leaves one too many, not one too few.
                self.write((collection, name), found[name])
            entry.place.unlink()

    def _forget(self, key: DraftKey) -> None:
        if self._own is None:
            return
        place = self._own / _name(key)
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.unwritable(place, error) from error


def as_kept(request: Request) -> Request:
    """A request as the journal gives it back: two spellings of the same in a file are one there."""
    return decode_request(encode_request(request), Path())


def _name(key: DraftKey) -> str:
    digest = hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}.json"


def _remove_empty(folder: Path) -> None:
    """Remove the folder of a process that left no draft, or whose drafts were taken over."""
    atomic.sweep(folder, age=0)
    with contextlib.suppress(OSError):
        if {place.name for place in folder.iterdir()} <= {_LOCK}:
            (folder / _LOCK).unlink(missing_ok=True)
            folder.rmdir()


def _entries(folder: Path, collection: str) -> list[_Entry]:
    """The drafts of a collection in one folder; a file that is none is left alone."""
    found = map(_read, sorted(folder.glob("*.json")))
    return [entry for entry in found if entry is not None and entry.key[0] == collection]


def _encode(key: DraftKey, kept: Kept) -> bytes:
    entry: dict[str, Any] = {"format": _FORMAT, "key": list(key), "request": encode_request(kept.request)}
    if kept.base is not None:
        entry["base"] = encode_request(kept.base)
    return json.dumps(entry).encode()


def _read(place: Path) -> _Entry | None:
    try:
        entry = json.loads(place.read_bytes())
        if entry["format"] != _FORMAT:
            return None
        collection, path = entry["key"]
        base = decode_request(entry["base"], Path()) if "base" in entry else None
        kept = Kept(decode_request(entry["request"], Path()), base)
        return _Entry(place, (str(collection), str(path)), kept)
    except (OSError, ValueError, KeyError, TypeError, UnreadableFile):
        return None
