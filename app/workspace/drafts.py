"""What the user typed: one draft per open request, with undo, kept in a journal until it is saved."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from secrets import token_hex

from app.files.drafts import DraftJournal
from app.model.request import Request

NEW = "new:"  # keys of requests that have no file yet begin with this; others are paths
COALESCE = 1.0  # seconds; edits closer together are one step of undo
STEPS = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A request being edited. ``saved`` is what its file holds, None when it has no file; ``torn`` tells
    that somebody else changed the file after the editing began."""

    saved: Request | None
    current: Request
    torn: bool = False

    @property
    def dirty(self) -> bool:
        return self.saved != self.current


class Drafts:
    """The owner of every draft of a collection, by key: the path of a saved request, or NEW and a name."""

    def __init__(self, journal: DraftJournal, collection: str) -> None:
        self._journal = journal
        self._collection = collection
        self._drafts: dict[str, Draft] = {}
        self._undo: dict[str, list[Request]] = {}
        self._redo: dict[str, list[Request]] = {}
        self._edited: dict[str, float] = {}
        self._unwritten: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._drafts

    def __getitem__(self, key: str) -> Draft:
        return self._drafts[key]

    def open_keys(self) -> tuple[str, ...]:
        """Every key, in the order opened."""
        return tuple(self._drafts)

    def dirty(self) -> tuple[str, ...]:
        """The keys of drafts that differ from their files."""
        return tuple(key for key, draft in self._drafts.items() if draft.dirty)

    def open(self, key: str, saved: Request | None, current: Request | None = None) -> Draft:
        """Begin a draft, or return the one that is open."""
        if key not in self._drafts:
            self._drafts[key] = Draft(saved, current or saved or Request())
        return self._drafts[key]

    def new(self, request: Request) -> str:
        """Begin a draft that has no file; returns its key."""
        # Another window may keep new drafts in the same journal: theirs must not be written over.
        key = f"{NEW}{token_hex(4)}"
        self._drafts[key] = Draft(None, request)
        self._unwritten.add(key)
        return key

    def edit(self, key: str, request: Request) -> None:
        """Take what was typed. Edits in quick succession are one step of undo."""
        draft = self._drafts[key]
        if draft.current == request:
            return
        now = time.monotonic()
        if now - self._edited.get(key, -COALESCE) >= COALESCE or not self._undo.get(key):
            self._undo.setdefault(key, []).append(draft.current)
            del self._undo[key][:-STEPS]
        self._edited[key] = now
        self._redo.pop(key, None)
        self._put(key, replace(draft, current=request))

    def undo(self, key: str) -> bool:
        """Step back; False when there is nothing to undo."""
        return self._step(key, self._undo, self._redo)

    def redo(self, key: str) -> bool:
        """Step forward again; False when there is nothing to redo."""
        return self._step(key, self._redo, self._undo)

    def _step(self, key: str, source: dict[str, list[Request]], target: dict[str, list[Request]]) -> bool:
        if not source.get(key):
            return False
        draft = self._drafts[key]
        target.setdefault(key, []).append(draft.current)
        self._edited.pop(key, None)
        self._put(key, replace(draft, current=source[key].pop()))
        return True

    def saved(self, key: str, request: Request) -> None:
        """The file holds this now: after a save, or because it changed outside. A draft with no edits
        follows its file."""
        draft = self._drafts.get(key)
        if draft is not None:
            current = draft.current if draft.dirty else request
            self._put(key, replace(draft, saved=request, current=current))

    def tear(self, key: str) -> None:
        """Somebody else changed the file of a draft that has edits: saving must ask first."""
        self._put(key, replace(self._drafts[key], torn=True))

    def settle(self, key: str, request: Request) -> None:
        """The draft and its file are both this request."""
        self._put(key, Draft(request, request))

    def detach(self, key: str) -> None:
        """The file is gone; what was typed stays as a draft without one."""
        if key in self._drafts:
            self._put(key, replace(self._drafts[key], saved=None))

    def rekey(self, old: str, new: str) -> None:
        """A request moved; its draft and undo go with it."""
        if old == new or old not in self._drafts:
            return
        self._write(old, None)
        # A new dictionary keeps the order of the tabs.
        self._drafts = {new if key == old else key: draft for key, draft in self._drafts.items()}
        for table in (self._undo, self._redo):
            if old in table:
                table[new] = table.pop(old)
        self._unwritten.discard(old)
        self._unwritten.add(new)

    def adopt(self, key: str, other: Drafts, old: str) -> None:
        """Take over the draft that another collection has under ``old``, with its undo."""
        self._drafts[key] = other._drafts[old]
        for mine, theirs in ((self._undo, other._undo), (self._redo, other._redo)):
            mine[key] = theirs.get(old, [])
        self._unwritten.add(key)
        other.close(old)

    def close(self, key: str) -> None:
        """Forget a draft and its journal entry."""
        self._drafts.pop(key, None)
        for table in (self._undo, self._redo):
            table.pop(key, None)
        self._edited.pop(key, None)
        self._unwritten.discard(key)
        self._write(key, None)

    def flush(self) -> None:
        """Write what changed since the last flush to the journal."""
        for key in sorted(self._unwritten):
            draft = self._drafts.get(key)
            self._write(key, draft.current if draft is not None and draft.dirty else None)
        self._unwritten.clear()

    def restore(self) -> dict[str, Request]:
        """What the journal holds from an earlier run, by key."""
        kept = self._journal.read_all()
        return {key: request for (collection, key), request in kept.items() if collection == self._collection}

    def _write(self, key: str, request: Request | None) -> None:
        self._journal.write((self._collection, key), request)

    def _put(self, key: str, draft: Draft) -> None:
        self._drafts[key] = draft
        self._unwritten.add(key)
