"""The files of one collection as they were last read, so that a change from outside is noticed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.errors import AppError, Conflict, UnreadableFile
from app.files import atomic
from app.files.codec_collection import RootFile
from app.files.scan import Scan, Stamp, scan
from app.files.tree import ROOT_NAMES, FileValue, assemble, parse
from app.files.yaml import LARGEST_FILE
from app.model.collection import BrokenItem, Collection


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as last read or written. ``digest`` is the SHA-256 of its bytes."""

    stamp: Stamp
    digest: bytes
    value: FileValue


class Shelf:
    """Reads, writes and remembers; paths are relative to ``root``, POSIX style."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = root.resolve()
        self._known: dict[str, KnownFile] = {}
        self._folders: set[str] = set()
        self._picture: Collection | None = None
        self.refresh()

    def picture(self) -> Collection:
        """The collection as last read."""
        if self._picture is None:
            values = {path: known.value for path, known in self._known.items()}
            self._picture = assemble(self.root, values, self._folders)
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

    def knows(self, path: str) -> bool:
        """Whether there was such a file when the folder was last read."""
        return path in self._known

    def root_file(self) -> RootFile:
        """What ``opencollection.yml`` said when it was last read."""
        values = (self._known[name].value for name in ROOT_NAMES if name in self._known)
        return next((value for value in values if isinstance(value, RootFile)), RootFile())

    def content(self, path: str) -> bytes:
        """The bytes of a file as they are on disk now."""
        return _bytes(self.place(path))

    def unchanged(self, path: str) -> bytes:
        """The bytes of a file that is still what was read.

        Raises:
            Conflict: somebody else changed or deleted it.
        """
        place = self.place(path)
        if path not in self._known or not place.exists():
            raise Conflict(place, deleted=True)
        content = self.content(path)
        if hashlib.sha256(content).digest() != self._known[path].digest:
            raise Conflict(place)
        return content

    def put(self, path: str, content: bytes) -> None:
        """Write a file and remember it as our own doing."""
        place = self.place(path)
        atomic.write(place, content)
        self._remember(path, content, _stamp(place))
        self._folders.update(str(above) for above in PurePosixPath(path).parents if str(above) != ".")

    def refresh(self, below: str = "") -> None:
        """Read what changed on disk since; with ``below`` only that file or folder."""
        found = self._look(below)
        self._picture = None
        self._folders = {path for path in self._folders if not _is_below(path, below)} | found.folders
        for path in [path for path in self._known if _is_below(path, below) and path not in found.files]:
            del self._known[path]
        for path, stamp in found.files.items():
            self._read(path, stamp)

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

    def _read(self, path: str, stamp: Stamp) -> None:
        known = self._known.get(path)
        if known is not None and known.stamp == stamp:
            return
        try:
            # The scan found it inside the collection: no need to check that again.
            self._remember(path, _bytes(self.root / path), stamp)
        except UnreadableFile as error:
            broken = BrokenItem(path, PurePosixPath(path).stem, str(error))
            self._known[path] = KnownFile(stamp, b"", broken)

    def _remember(self, path: str, content: bytes, stamp: Stamp) -> None:
        digest = hashlib.sha256(content).digest()
        known = self._known.get(path)
        same = known is not None and known.digest == digest
        value = known.value if known is not None and same else parse(content, path, self.root)
        self._known[path] = KnownFile(stamp, digest, value)
        self._picture = None


def _bytes(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            # One byte more than is allowed is enough to refuse the file.
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise atomic.unreadable(place, error) from error


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder + "/")


def _stamp(place: Path) -> Stamp:
    status = place.stat()
    return Stamp(status.st_mtime_ns, status.st_size)
