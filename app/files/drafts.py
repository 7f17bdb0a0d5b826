"""A journal of drafts, so that nothing typed is lost when the program ends in the middle of it.

One small file per draft. Each process writes into a folder of its own, whose lock it holds as long as it
runs; what a process left that runs no more is taken over by the next one that opens the collection. A draft
with a secret in it is sealed; while there is no key for that, its file lacks the secret.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Final

from app.errors import UnreadableFile
from app.events import Event
from app.files import atomic
from app.files.draft_file import NEW, AnyKept, DraftKey, Entry, Kept, KeptText, encode, name_of, read
from app.files.lock import FileLock, locked
from app.files.seal import Seal

_OWNER_ONLY: Final = 0o600
_LOCK: Final = "lock"


class DraftJournal:
    """The drafts in a folder; the folder is made when the first one is written.

    In it lie folders of processes; drafts that lie beside these were let go of, and belong to nobody.
    ``key_wanted`` tells that something is to be sealed or opened, and there is no key yet: see ``complete``.

    Args:
        seal: for drafts with secrets; without one these stay in memory.
    """

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        self._folder = folder
        self._seal = seal
        self._lacking: dict[DraftKey, AnyKept] = {}  # the drafts whose files lack their secrets
        self._unopened: dict[str, int] = {}
        self.key_wanted: Event[None] = Event()
        self._own: Path | None = None  # made when it is needed
        self._lock: FileLock | None = None

    def write(
        self, key: DraftKey, kept: AnyKept | None, sealed: bool = False, bare: AnyKept | None = None
    ) -> None:
        """Keep a draft, or with None forget it.

        It survives the end of the program; it does not wait for the disk, for this runs as one types.

        Args:
            sealed: whether only the key may open it.
            bare: what of such a draft a readable file may hold as long as there is no key.

        Raises:
            UnreadableFile: the folder cannot be written.
        """
        if kept is None or not sealed or self._has_key:
            self._lacking.pop(key, None)
            self._put(key, kept, self._seal if sealed else None)
            return
        self._lacking[key] = kept
        self._put(key, bare)
        self.key_wanted.emit(None)

    async def complete(self) -> bool:
        """Get the key, and seal what lacked it; False where the keyring is not usable: then these drafts
        are whole in this run's memory only. Raises UnreadableFile."""
        if self._seal is None or not await self._seal.fetch():
            return False
        for key, kept in tuple(self._lacking.items()):
            self.write(key, kept, sealed=True)
        return True

    @property
    def lacks_secrets(self) -> bool:
        """Whether some files of this process hold less than their drafts."""
        return bool(self._lacking)

    @property
    def wants_key(self) -> bool:
        """Whether something is to be sealed or opened, for which there is no key yet."""
        return not self._has_key and bool(self._lacking or self._unopened)

    def unopened(self, collection: str) -> int:
        """How many drafts of a collection are sealed with a key that was not there when they were looked
        for; they stay where they are."""
        return self._unopened.get(collection, 0)

    @property
    def _has_key(self) -> bool:
        return self._seal is not None and self._seal.ready

    def _put(self, key: DraftKey, kept: AnyKept | None, seal: Seal | None = None) -> None:
        if kept is None:
            self._forget(key)
            return
        try:
            place = self._mine() / name_of(key)
            atomic.write(place, encode(key, kept, seal), _OWNER_ONLY, durable=False)
        except (OSError, UnreadableFile) as error:
            reason = (error.strerror if isinstance(error, OSError) else str(error)) or str(error)
            sentence = f"Edits that are not saved cannot be kept in {self._folder} ({reason.rstrip('.')})."
            raise UnreadableFile(
                self._folder, sentence, "Save your requests before you close the window."
            ) from error

    def take(self, collection: str) -> dict[str, AnyKept]:
        """The drafts of a collection by key: those of this process, and with them those of processes that
        are no more, which are this one's from now on.

        Where two of those edited the same request, the later edit has its key, and the other one becomes a
        draft without a file. One that cannot be opened waits; see ``unopened``.

        Raises:
            UnreadableFile: the folder cannot be written.
        """
        found = {entry.key[1]: entry.kept for entry in self._own_entries(collection) if entry.kept}
        found |= {key[1]: kept for key, kept in self._lacking.items() if key[0] == collection}
        if self._folder.is_dir():
            try:
                with locked(self._folder / _LOCK), self._free(collection) as entries:
                    for entry in entries:
                        self._take_over(entry, found)
            except OSError as error:
                raise atomic.unwritable(self._folder / _LOCK, error) from error
        if self.wants_key:
            self.key_wanted.emit(None)
        return found

    def release(self, collection: str) -> None:
        """Let go of the drafts of a collection: whoever opens it next has them. Those whose files lack
        something stay with this process."""
        for entry in self._own_entries(collection):
            # What cannot be moved is let go of when the process ends.
            with contextlib.suppress(OSError):
                if entry.key not in self._lacking:
                    entry.place.rename(self._folder / f"{entry.place.stem}-{token_hex(4)}.json")

    def _own_entries(self, collection: str) -> list[Entry]:
        return self._entries(self._own, collection) if self._own is not None else []

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
    def _free(self, collection: str) -> Iterator[list[Entry]]:
        """The drafts of a collection that belong to no living process, the last edited first. Folders that
        are empty afterwards go."""
        folders, entries = [], self._entries(self._folder, collection)
        for folder in filter(Path.is_dir, self._folder.iterdir()):
            lock = FileLock(folder / _LOCK)
            if folder != self._own and lock.take():
                folders.append((folder, lock))
                entries += self._entries(folder, collection)
        self._unopened.pop(collection, None)
        if sealed := sum(entry.kept is None for entry in entries):
            self._unopened[collection] = sealed
        yield sorted(entries, key=lambda entry: entry.place.stat().st_mtime_ns, reverse=True)
        for folder, lock in folders:
            lock.release()
            _remove_empty(folder)

    def _take_over(self, entry: Entry, found: dict[str, AnyKept]) -> None:
        (collection, key), kept = entry.key, entry.kept
        known, name = found.get(key), key
        if kept is None or (isinstance(kept, KeptText) and known not in (None, kept)):
            return  # It waits for its key, or for the other text of the same file to be gone.
        if known is None:
            found[key] = kept
        elif isinstance(kept, Kept) and not (isinstance(known, Kept) and known.request == kept.request):
            name = f"{NEW}{token_hex(4)}"
            found[name] = Kept(kept.request)
        # What cannot be moved is shown all the same; it waits in its place for a run that can.
        with contextlib.suppress(OSError, UnreadableFile):
            own = self._own or self._begin()
            if known is None:
                entry.place.rename(own / name_of(entry.key))
                return
            if name != key:
                # Before the old one goes: a process that ends here leaves one too many, not one too few.
                self.write((collection, name), found[name], entry.sealed)
            entry.place.unlink()

    def _entries(self, folder: Path, collection: str) -> list[Entry]:
        """The drafts of a collection in one folder; a file that is none is left alone."""
        found = (read(place, self._seal) for place in sorted(folder.glob("*.json")))
        return [entry for entry in found if entry is not None and entry.key[0] == collection]

    def _forget(self, key: DraftKey) -> None:
        if self._own is None:
            return
        place = self._own / name_of(key)
        try:
            place.unlink(missing_ok=True)
        except OSError as error:
            raise atomic.unwritable(place, error) from error


def _remove_empty(folder: Path) -> None:
    """Remove the folder of a process that left no draft, or whose drafts were taken over."""
    atomic.sweep(folder, age=0)
    with contextlib.suppress(OSError):
        if {place.name for place in folder.iterdir()} <= {_LOCK}:
            (folder / _LOCK).unlink(missing_ok=True)
            folder.rmdir()
