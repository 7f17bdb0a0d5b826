"""The files of one collection as they were last read, so that a change from outside is noticed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from app.errors import AppError, Conflict, UnreadableFile
from app.files import atomic
from app.files.bundle import unbundled
from app.files.codec_collection import RootFile
from app.files.head import scan_folder, scan_head
from app.files.scan import Scan, Stamp, scan
from app.files.tree import FOLDER_NAMES, ROOT_NAMES, FileValue, assemble, parse, with_item
from app.files.yaml import LARGEST_FILE
from app.model.collection import BrokenItem, Collection, Contents, RequestItem, head_of

_FEW: Final = 300  # files are read whole at once; of more only the heads
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_FIRST_READ: Final = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as last read or written. ``digest`` is the SHA-256 of its bytes."""

    stamp: Stamp
    digest: bytes
    value: FileValue


class Shelf:
    """Reads, writes and remembers; paths are relative to ``root``, POSIX style.

    Of many files only the heads are read at first; ``contents`` reads the rest of one when it is needed,
    and ``unchecked`` says whose rest nobody has looked at yet.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = root.resolve()
        self._known: dict[str, KnownFile] = {}
        self._folders: set[str] = set()
        self._contents: dict[str, Contents] = {}
        self._unchecked: set[str] = set()
        self._picture: Collection | None = None
        self.refresh()

    def picture(self) -> Collection:
        """The collection as last read."""
        if self._picture is None:
            values = {path: known.value for path, known in self._known.items()}
            self._picture = assemble(self.root, values, self._folders)
            if self.root_file().bundled:
                name = next(name for name in ROOT_NAMES if name in self._known)
                self._picture = unbundled(self._picture, self.root / name)
        return self._picture

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

    def knows(self, path: str) -> bool:
        """Whether there was such a file when the folder was last read."""
        return path in self._known

    def root_file(self) -> RootFile:
        """What ``opencollection.yml`` said when it was last read."""
        values = (self._known[name].value for name in ROOT_NAMES if name in self._known)
        return next((value for value in values if isinstance(value, RootFile)), RootFile())

    def contents(self, path: str) -> Contents:
        """All of a request file.

        Raises:
            UnreadableFile: it is broken behind its head, or was deleted; from now on it is shown broken.
        """
        found = self._contents.get(path)
        if found is None:
            content = self.content(path)
            self._remember(path, content, _stamp(self.root / path))
            found = self._contents.get(path)
        if found is None:
            value = self._known[path].value
            problem, line = (value.problem, value.line) if isinstance(value, BrokenItem) else ("", None)
            place = self.root / path
            raise UnreadableFile(place, problem or f"{place.name} is no HTTP request any more.", "", line)
        return found

    def unchecked(self) -> tuple[str, ...]:
        """Paths of the requests of which only the head was read."""
        return tuple(self._unchecked)

    def mark(self, broken: Mapping[str, BrokenItem]) -> None:
        """Take in what a check of the unchecked files found: those that are broken behind their heads."""
        self._unchecked.clear()
        for path, item in broken.items():
            known = self._known.get(path)
            if known is not None and isinstance(known.value, RequestItem) and path not in self._contents:
                self._known[path] = replace(known, value=item)
                self._picture = None

    def content(self, path: str) -> bytes:
        """The bytes of a file as they are on disk now."""
        return _bytes(self.place(path))

    def unchanged(self, path: str) -> bytes:
        """The bytes of a file that is still what was read.

        Raises:
            Conflict: somebody else changed or deleted it.
        """
        place = self.place(path)
        self.refuse_bundled(path)
        if path not in self._known or not place.exists():
            raise Conflict(place, deleted=True)
        content = self.content(path)
        if _digest(content) != self._known[path].digest:
            raise Conflict(place)
        return content

    def put(self, path: str, content: bytes) -> None:
        """Write a file and remember it as our own doing."""
        place = self.place(path)
        self.refuse_bundled(path)
        atomic.write(place, content)
        above = {str(folder) for folder in PurePosixPath(path).parents if str(folder) != "."}
        if not above <= self._folders:
            self._folders |= above
            self._picture = None
        self._remember(path, content, _stamp(place))

    def refresh(self, below: str = "") -> None:
        """Read what changed on disk since; with ``below`` only that file or folder."""
        found = self._look(below)
        folders = {path for path in self._folders if not _is_below(path, below)} | found.folders
        gone = [path for path in self._known if _is_below(path, below) and path not in found.files]
        changed = [path for path, stamp in found.files.items() if not self._is_known(path, stamp)]
        if gone or folders != self._folders or len(changed) > _FEW:
            self._picture = None
        self._folders = folders
        for path in gone:
            self._forget(path)
        for path in changed:
            self._read(path, found.files[path], hastily=len(changed) > _FEW)

    def _look(self, below: str) -> Scan:
        place = self.root / below
        if not below:
            return scan(self.root)
        if place.is_dir():
            found = scan(self.root, below)
            found.folders.add(below)
            return found
        return Scan({below: _stamp(place)}) if place.is_file() else Scan()

    def changed(self) -> tuple[str, ...]:
        """Paths of files that somebody else changed or deleted since they were read."""
        now = scan(self.root).files
        return tuple(
            sorted(
                path for path, known in self._known.items() if self._is_changed(path, known, now.get(path))
            )
        )

    def _is_changed(self, path: str, known: KnownFile, stamp: Stamp | None) -> bool:
        if stamp is None or stamp == known.stamp:
            return stamp is None
        try:
            return hashlib.sha256(self.content(path)).digest() != known.digest
        except UnreadableFile:
            return True

    def _is_known(self, path: str, stamp: Stamp) -> bool:
        known = self._known.get(path)
        return known is not None and known.stamp == stamp

    def _forget(self, path: str) -> None:
        del self._known[path]
        self._contents.pop(path, None)
        self._unchecked.discard(path)

    def _read(self, path: str, stamp: Stamp, hastily: bool) -> None:
        try:
            # The scan found it inside the collection: no need to check that again.
            content = _bytes(f"{self.root}/{path}")
        except UnreadableFile as error:
            broken = BrokenItem(path, PurePosixPath(path).stem, str(error))
            self._keep(path, KnownFile(stamp, b"", broken))
            return
        known, digest = self._known.get(path), _digest(content)
        if known is not None and known.digest == digest:
            self._known[path] = replace(known, stamp=stamp)
            return
        # Whoever opened a request wants to know at once whether it is broken now.
        glance = self._glance(path, content, digest) if hastily and path not in self._contents else None
        self._keep(path, KnownFile(stamp, digest, glance or self._parsed(path, content, digest)))

    def _remember(self, path: str, content: bytes, stamp: Stamp) -> None:
        digest = _digest(content)
        self._keep(path, KnownFile(stamp, digest, self._parsed(path, content, digest)))

    def _glance(self, path: str, content: bytes, digest: bytes) -> FileValue | None:
        name = path.rpartition("/")[2]
        if name in FOLDER_NAMES:
            return scan_folder(content)
        head = scan_head(content, name.rpartition(".")[0])
        if head is None:
            return None
        self._unchecked.add(path)
        return RequestItem(path, head, digest, self.contents)

    def _parsed(self, path: str, content: bytes, digest: bytes) -> FileValue:
        self._unchecked.discard(path)
        self._contents.pop(path, None)
        found = parse(content, path, self.root)
        if not isinstance(found, Contents):
            return found
        self._contents[path] = found
        return RequestItem(path, head_of(found.request), digest, self.contents)

    def _keep(self, path: str, file: KnownFile) -> None:
        before = self._known.get(path)
        self._known[path] = file
        if self._picture is not None and (before is None or before.value != file.value):
            self._picture = with_item(self._picture, path, file.value)


def _bytes(place: str | Path) -> bytes:
    try:
        descriptor = os.open(place, _READ)
        try:
            # One byte more than is allowed is enough to refuse the file.
            content = os.read(descriptor, _FIRST_READ)
            while len(content) <= LARGEST_FILE and (more := os.read(descriptor, LARGEST_FILE)):
                content += more
        finally:
            os.close(descriptor)
    except OSError as error:
        raise atomic.unreadable(Path(place), error) from error
    return content


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder + "/")


def _stamp(place: Path) -> Stamp:
    status = place.stat()
    return Stamp(status.st_mtime_ns, status.st_size)
