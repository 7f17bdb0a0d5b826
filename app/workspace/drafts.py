"""What the user typed: one draft per open request, with undo, kept in a journal until it is saved."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Literal

from app.errors import UnreadableFile
from app.files.draft_file import NEW as NEW
from app.files.draft_file import TEXT, AnyKept, Kept, KeptText, as_kept
from app.files.drafts import DraftJournal
from app.format.secret_begun import may_name_secret
from app.model.request import Request
from app.workspace.merge import clash, differences, merge

Bare = Callable[[str, Request], Request]
Meeting = Literal["followed", "merged", "torn", "gone"]

COALESCE = 1.0  # seconds; edits closer together are one step of undo
STEPS = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A request being edited. ``saved`` is what its file holds, None when it has no file. ``base`` is what
    the file held before somebody else changed it so that both changes cannot stand, or deleted it."""

    saved: Request | None
    current: Request
    base: Request | None = None

    @property
    def torn(self) -> bool:
        """Whether saving has to ask first."""
        return self.base is not None

    @property
    def dirty(self) -> bool:
        return self.saved != self.current


class Drafts:
    """The owner of every draft of a collection, by key: the path of a saved request, or NEW and a name.
    Beside them it keeps texts of files that were typed and not saved.

    Args:
        journal: outlives the process.
        collection: the local name under which the journal has them.
        bare: a request as a readable file may hold it; the path tells what the user said about its secrets.
    """

    def __init__(self, journal: DraftJournal, collection: str, bare: Bare = lambda _path, it: it) -> None:
        self._journal = journal
        self._bare = bare
        self._texts: dict[str, KeptText] = {}
        self._collection = collection  # its local name, under which the journal has its drafts
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

    def open(self, key: str, saved: Request | None) -> Draft:
        """Begin a draft, or return the one that is open."""
        if key not in self._drafts:
            self._drafts[key] = Draft(saved, saved or Request())
        return self._drafts[key]

    def new(self, request: Request) -> str:
        """Begin a draft that has no file; returns its key."""
        key = self.free_key()
        self._drafts[key] = Draft(None, request)
        self._unwritten.add(key)
        return key

    def free_key(self) -> str:
        """A key for a draft that has no file; that of no other window either."""
        return f"{NEW}{token_hex(4)}"

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

    def meet(self, key: str, theirs: Request | None) -> Meeting | None:
        """The file holds this now, or with None nothing; what that means for the draft, None where it is no
        news. What is edited here and what changed there become one where they are different things."""
        draft = self._drafts[key]
        base = draft.base or draft.saved
        if base is None or (theirs == draft.saved and not draft.torn):
            return None
        if theirs is None:
            self._put(key, replace(draft, saved=None, base=base))
            return "gone" if draft.saved is not None else None
        if clash(differences(base, draft.current, theirs)):
            self._put(key, Draft(theirs, draft.current, base))
            return "torn" if theirs != draft.saved else None
        self._put(key, Draft(theirs, merge(base, draft.current, theirs)))
        for steps in (self._undo, self._redo):
            steps[key] = [merge(base, step, theirs) for step in steps.get(key, [])]
        return "followed" if draft.current == base else "merged"

    def solve(self, key: str, request: Request) -> None:
        """The user said what a torn draft shall be; undo brings back what it was."""
        self._edited.pop(key, None)
        self.edit(key, request)
        self._put(key, replace(self._drafts[key], base=None))

    def settle(self, key: str, request: Request) -> None:
        """The draft and its file are both this request."""
        self._put(key, Draft(request, request))

    def rekey(self, old: str, new: str) -> None:
        """A request moved; its draft and undo go with it."""
        if old == new or old not in self._drafts:
            return
        # A new dictionary keeps the order of the tabs.
        self._drafts = {new if key == old else key: draft for key, draft in self._drafts.items()}
        for table in (self._undo, self._redo):
            if old in table:
                table[new] = table.pop(old)
        self._unwritten |= {old, new}
        self.keep()

    def belong(self, collection: str) -> None:
        """The collection has another local name: the journal of the drafts goes with it."""
        before, self._collection = self._collection, collection
        keys = {*self._drafts, *(TEXT + path for path in self._texts)}
        self._unwritten |= keys
        self.keep()
        for key in keys if before != collection else ():
            self._journal.write((before, key), None)

    def adopt(self, key: str, other: Drafts, old: str) -> None:
        """Take over the draft that another collection has under ``old``, with its undo."""
        self._drafts[key] = other._drafts[old]
        for mine, theirs in ((self._undo, other._undo), (self._redo, other._redo)):
            mine[key] = theirs.get(old, [])
        self._unwritten.add(key)
        self.keep()
        other.close(old)

    def close(self, key: str) -> None:
        """Forget a draft and its journal entry."""
        self._drafts.pop(key, None)
        for table in (self._undo, self._redo):
            table.pop(key, None)
        self._edited.pop(key, None)
        self._unwritten.discard(key)
        self._journal.write((self._collection, key), None)

    def flush(self) -> None:
        """Write what changed since the last flush to the journal. What cannot be written stays to be written
        by the next flush.

        Raises:
            UnreadableFile: some of it could not be written.
        """
        problem: UnreadableFile | None = None
        # What is new comes first: a process that is killed here leaves one too many, not one too few.
        for key in sorted(self._unwritten, key=lambda key: (not self._is_kept(key), key)):
            try:
                self._write(key)
                self._unwritten.discard(key)
            except UnreadableFile as error:
                problem = problem or error
        if problem is not None:
            raise problem

    def keep(self) -> None:
        """Write to the journal now; where that fails, the next flush will tell."""
        with contextlib.suppress(UnreadableFile):
            self.flush()

    def release(self) -> None:
        """The collection is closed: whoever opens it next has what the journal holds."""
        self._journal.release(self._collection)

    def restore(self) -> dict[str, Kept]:
        """What the journal holds from earlier runs, by key; it is this run's from now on. Raises
        UnreadableFile."""
        found = self._journal.take(self._collection)
        texts = {key.removeprefix(TEXT): kept for key, kept in found.items() if isinstance(kept, KeptText)}
        self._texts = texts | self._texts
        return {key: kept for key, kept in found.items() if isinstance(kept, Kept)}

    def note_text(self, path: str, text: str, base: str) -> None:
        """Take the text of a file as it was typed.

        Args:
            path: that of the file in the collection.
            text: what stands in the editor; the same as ``base`` once it is saved or given up.
            base: what the file holds.
        """
        self._texts.pop(path, None)
        if text != base:
            self._texts[path] = KeptText(text, base)
        self._unwritten.add(TEXT + path)

    def texts(self) -> dict[str, KeptText]:
        """The texts that no file holds, by the paths of their files; those of earlier runs after
        ``restore``."""
        return dict(self._texts)

    def revive(self, key: str, saved: Request | None, kept: Kept) -> Meeting | None:
        """Begin a draft that an earlier run left, of which the file holds ``saved`` now; what a change of
        the file since then means for it."""
        self.open(key, saved)
        if kept.base is None or (saved is not None and kept.base == as_kept(saved)):
            self._put(key, Draft(saved, kept.request))
            return None
        self._put(key, Draft(kept.base, kept.request))
        return self.meet(key, saved)

    def _is_kept(self, key: str) -> bool:
        return key in self._drafts and self._drafts[key].dirty

    def _write(self, key: str) -> None:
        kept: AnyKept | None = None
        bare: AnyKept | None = None
        if key.startswith(TEXT):
            kept = self._texts.get(key.removeprefix(TEXT))
            bare = None if kept is not None and may_name_secret(kept.text + kept.base) else kept
        elif self._is_kept(key):
            draft = self._drafts[key]
            kept = Kept(draft.current, draft.base or draft.saved)
            base = self._bare(key, kept.base) if kept.base is not None else None
            bare = Kept(self._bare(key, draft.current), base)
        self._journal.write((self._collection, key), kept, kept != bare, bare)

    def _put(self, key: str, draft: Draft) -> None:
        self._drafts[key] = draft
        self._unwritten.add(key)
