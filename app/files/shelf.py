"""The files of one collection as they were last read, so that a change from outside is noticed."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from app.errors import AppError, Conflict, UnreadableFile
from app.files import atomic
from app.files.codec_collection import RootFile
from app.files.lock import locked_folder
from app.files.moved import moved_files
from app.files.pile import Pile, bytes_of, digest_of, stamp_of
from app.files.tree import ROOT_NAMES
from app.model.collection import BrokenItem, Collection, Contents

_WRITERS: Final = 16  # threads, which do little but wait for the disk


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the folder found, to be taken in. ``moved`` has the old and new paths of files."""

    pile: Pile
    picture: Collection
    moved: dict[str, str]
    version: int


class Shelf:
    """Reads, writes and remembers; paths are relative to ``root``, POSIX style.

    Of many files only the heads are read at first; ``contents`` reads the rest of one when it is needed,
    and ``unchecked`` says whose rest nobody has looked at yet.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = root.resolve()
        self._pile = Pile(root, self.contents)
        self._version = 0  # counts what was changed here, so that an older look is not taken for news
        self.refresh()

    def picture(self) -> Collection:
        """The collection as last read."""
        return self._pile.picture()

    def look(self) -> Look:
        """Read what changed on disk since, and leave all as it is here: this may run in a thread. Raises
        UnreadableFile."""
        version, before = self._version, self._pile.known
        pile = self._pile.copy()
        pile.refresh()
        return Look(pile, pile.picture(), moved_files(before, pile.known), version)

    def take(self, found: Look) -> bool:
        """Put what a look found in the place of what was known; False when something was written here
        since, so that it has to be looked again."""
        if found.version != self._version:
            return False
        self._pile = found.pile
        self._version += 1
        return True

    def place(self, path: str) -> Path:
        """The file of a path.

        Raises:
            AppError: the path, or a link on its way, leaves the collection.
        """
        pure = PurePosixPath(path)
        place = self.root / pure
        outside = pure.is_absolute() or ".." in pure.parts or "\\" in path or "\0" in path
        if outside or not place.resolve().is_relative_to(self._real_root):
            raise AppError(f"{path} leaves the collection.", "Use a path inside its folder.")
        return place

    def refuse_bundled(self, path: str) -> None:
        """Keep changes of items away from a collection whose items stand in one file.

        Raises:
            AppError: it is such a collection, and the path is not that of its file.
        """
        if path not in ROOT_NAMES and self.root_file().bundled:
            raise AppError(
                "This collection is bundled in one file, which Sonde does not change.",
                "Duplicate what you need into another collection.",
            )

    def folders(self) -> frozenset[str]:
        """Paths of the folders that were there when the collection was last read."""
        return frozenset(self._pile.folders)

    def knows(self, path: str) -> bool:
        """Whether there was such a file when the folder was last read."""
        return path in self._pile.known

    def root_file(self) -> RootFile:
        """What ``opencollection.yml`` said when it was last read."""
        return self._pile.root_file()

    def contents(self, path: str) -> Contents:
        """All of a request file.

        Raises:
            UnreadableFile: it is broken behind its head, or was deleted; from now on it is shown broken.
        """
        found = self._pile.contents.get(path)
        if found is None:
            content = self.content(path)
            self._remember(path, content)
            found = self._pile.contents.get(path)
        if found is None:
            value = self._pile.known[path].value
            problem, line = (value.problem, value.line) if isinstance(value, BrokenItem) else ("", None)
            place = self.root / path
            raise UnreadableFile(place, problem or f"{place.name} is no HTTP request any more.", "", line)
        return found

    def unchecked(self) -> dict[str, bytes]:
        """Paths of the requests of which only the head was read."""
        return dict(self._pile.unchecked)

    def mark(self, broken: Mapping[str, BrokenItem], checked: Mapping[str, bytes]) -> None:
        """Take in what a check found: of files that were ``unchecked``, those that are broken."""
        self._pile.mark(broken, checked)
        self._version += 1

    def content(self, path: str) -> bytes:
        """The bytes of a file as they are on disk now."""
        return bytes_of(self.place(path))

    def unchanged(self, path: str) -> bytes:
        """The bytes of a file that is still what was read.

        Raises:
            Conflict: somebody else changed or deleted it.
        """
        place = self.place(path)
        self.refuse_bundled(path)
        if not self.knows(path) or not place.is_file():
            raise Conflict(place, deleted=True)
        content = self.content(path)
        if digest_of(content) != self._pile.known[path].digest:
            raise Conflict(place)
        return content

    def put(self, path: str, content: bytes, held: bytes | None = None) -> None:
        """Write a file and remember it as our own doing. ``held`` are the bytes that it must hold still.

        Raises:
            Conflict: it holds others by now.
            UnreadableFile: it cannot be written.
        """
        place = self.place(path)
        self.refuse_bundled(path)

        def check() -> None:
            if held is not None and (not place.exists() or self.content(path) != held):
                raise Conflict(place, deleted=not place.exists())

        # Two windows that save at the same moment take turns; an editor has to hit the moment of the rename.
        with locked_folder(place.parent):
            atomic.write(place, content, check=check)
        self._remember(path, content)

    def put_all(self, contents: Mapping[str, bytes]) -> None:
        """Write several files like ``put``, side by side: then the disk is waited for about once. What can be
        written is. Raises UnreadableFile."""
        places = {path: self.place(path) for path in contents}
        for path in contents:
            self.refuse_bundled(path)
        with contextlib.ExitStack() as locks, ThreadPoolExecutor(_WRITERS) as writers:
            for folder in sorted({place.parent for place in places.values()}):
                locks.enter_context(locked_folder(folder))
            written = {path: writers.submit(atomic.write, places[path], contents[path]) for path in contents}
            wait(written.values())
        for path, writing in written.items():
            if writing.exception() is None:
                self._remember(path, contents[path])
        for writing in written.values():
            writing.result()

    def carry(self, old: str, new: str) -> None:
        """A file or folder was moved on disk."""
        self._pile.carry(old, new)
        self._version += 1

    def refresh(self, below: str = "") -> None:
        """Read what changed on disk since; with ``below`` only that file or folder."""
        self._pile.refresh(below)
        self._version += 1

    def _remember(self, path: str, content: bytes) -> None:
        self._pile.remember(path, content, stamp_of(self.root / path))
        self._version += 1
