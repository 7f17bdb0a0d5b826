"""What was read of a collection's files, and the picture that they make.

A pile can be copied, brought up to date in a thread, and put in the place of the one it was copied from.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from app.errors import UnreadableFile
from app.files import atomic
from app.files.bundle import unbundled
from app.files.codec_collection import FolderFile, RootFile
from app.files.head import scan_folder, scan_head
from app.files.scan import OUTSIDE, Scan, Stamp, scan
from app.files.tree import (
    FOLDER_NAMES,
    ROOT_NAMES,
    FileValue,
    assemble,
    environments_in,
    folder_at,
    parse,
    problems_in,
    with_item,
)
from app.files.yaml import LARGEST_FILE
from app.model.collection import BrokenItem, Collection, Contents, RequestItem, head_of
from app.model.environment import Environment

_FEW: Final = 300  # files are read whole at once; of more only the heads
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_FIRST_READ: Final = 64 * 1024  # bytes
_LEADS_OUT: Final = "This link leads out of the collection, so it is not read. Put a copy in its place."


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as last read or written. ``digest`` is the SHA-256 of its bytes."""

    stamp: Stamp
    digest: bytes
    value: FileValue


@dataclass(slots=True)
class Pile:
    """The files of the folder ``root`` by path. ``read`` is what items read the rest of their file with.

    ``contents`` holds the requests that were read whole, ``unchecked`` the digests of the files of which
    only the head was.
    """

    root: Path
    read: Callable[[str], Contents]
    known: dict[str, KnownFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    contents: dict[str, Contents] = field(default_factory=dict)
    unchecked: dict[str, bytes] = field(default_factory=dict)
    _picture: Collection | None = None

    def copy(self) -> Pile:
        """Another one that holds the same."""
        return Pile(
            self.root,
            self.read,
            dict(self.known),
            set(self.folders),
            dict(self.contents),
            dict(self.unchecked),
            self._picture,
        )

    def picture(self) -> Collection:
        """The collection that these files make."""
        if self._picture is None:
            values = {path: known.value for path, known in self.known.items()}
            self._picture = assemble(self.root, values, self.folders)
            if self.root_file().bundled:
                name = next(name for name in ROOT_NAMES if name in self.known)
                self._picture = unbundled(self._picture, self.root / name)
        return self._picture

    def root_file(self) -> RootFile:
        """What ``opencollection.yml`` said when it was last read."""
        values = (self.known[name].value for name in ROOT_NAMES if name in self.known)
        return next((value for value in values if isinstance(value, RootFile)), RootFile())

    def refresh(self, below: str = "") -> None:
        """Read what changed on disk since; with ``below`` only that file or folder. Raises UnreadableFile."""
        found = _look(self.root, below)
        folders = {path for path in self.folders if not _is_below(path, below)} | found.folders
        gone = [path for path in self._known_below(below) if path not in found.files]
        changed = [path for path, stamp in found.files.items() if not self._is_known(path, stamp)]
        before = {path: self._value(path) for path in (*gone, *changed)}
        # Until all is read, nothing of it may be painted.
        picture, self._picture = self._picture, None
        other_folders, self.folders = folders ^ self.folders, folders
        for path in gone:
            self._forget(path)
        for path in changed:
            self._read(path, found.files[path], hastily=len(changed) > _FEW)
        if len(before) <= _FEW:
            self._picture = picture
            altered = [path for path, value in before.items() if value != self._value(path)]
            self._redraw(other_folders, altered)

    def _value(self, path: str) -> FileValue | None:
        known = self.known.get(path)
        return known.value if known is not None else None

    def _redraw(self, folders: Iterable[str], files: Iterable[str]) -> None:
        """Let the picture show what these paths have now; the folders are those that came or went."""
        tops = _outermost(folders)
        for folder in tops:
            self._redraw_at(folder)
        for path in files:
            if not any(_is_below(path, folder) for folder in tops):
                self._redraw_at(path)

    def _redraw_at(self, path: str) -> None:
        parent, _, name = path.rpartition("/")
        if parent and name in FOLDER_NAMES:
            path = parent  # Such a file says how its folder looks.
        values = self._values_below(path)
        if self._picture is None or self._picture.problems or problems_in(values):
            self._picture = None
        elif isinstance(values.get(path), Environment) and not self.root_file().bundled:
            everything = (known.value for known in self.known.values())
            self._picture = replace(self._picture, environments=environments_in(everything))
        elif path in self.folders:
            inside = {folder for folder in self.folders if _is_below(folder, path)}
            self._picture = with_item(self._picture, path, folder_at(path, values, inside))
        else:
            self._picture = with_item(self._picture, path, values.get(path))

    def _values_below(self, path: str) -> dict[str, FileValue]:
        return {file: self.known[file].value for file in self._known_below(path)}

    def _known_below(self, below: str) -> list[str]:
        if below and below not in self.folders:
            return [below] if below in self.known else []
        return [path for path in self.known if _is_below(path, below)]

    def remember(self, path: str, content: bytes, stamp: Stamp) -> None:
        """A file holds these bytes now."""
        above = {str(folder) for folder in PurePosixPath(path).parents if str(folder) != "."}
        if not above <= self.folders:
            self.folders |= above
            self._picture = None
        digest = digest_of(content)
        self._keep(path, KnownFile(stamp, digest, self._parsed(path, content, digest)))

    def carry(self, old: str, new: str) -> None:
        """A file or folder was moved: requests are the same in their new places, all else is read there."""
        files = self._known_below(old)
        same = all(isinstance(self.known[file].value, RequestItem | FolderFile) for file in files)
        if not files or not same or _parent(new) not in {"", *self.folders}:
            self.refresh(old)
            self.refresh(new)
            return
        for file in files:
            self._rename(file, new + file[len(old) :])
        folders = {folder for folder in self.folders if _is_below(folder, old)}
        self.folders = (self.folders - folders) | {new + folder[len(old) :] for folder in folders}
        self._redraw((), (old, new))

    def _rename(self, old: str, new: str) -> None:
        known = self.known.pop(old)
        if isinstance(known.value, RequestItem):
            known = replace(known, value=replace(known.value, path=new))
        self.known[new] = known
        if old in self.contents:
            self.contents[new] = self.contents.pop(old)
        if old in self.unchecked:
            self.unchecked[new] = self.unchecked.pop(old)

    def mark(self, broken: Mapping[str, BrokenItem], checked: Mapping[str, bytes]) -> None:
        """Take in what a check of unchecked files found: those that are broken behind their heads. What was
        read anew since it began is left to the next one."""
        same = {path for path, digest in checked.items() if self.unchecked.get(path) == digest}
        for path in same:
            del self.unchecked[path]
        if len(broken) > _FEW:
            self._picture = None
        for path in same & broken.keys():
            self.known[path] = replace(self.known[path], value=broken[path])
            self._redraw_at(path)

    def _is_known(self, path: str, stamp: Stamp) -> bool:
        known = self.known.get(path)
        return known is not None and known.stamp == stamp

    def _forget(self, path: str) -> None:
        del self.known[path]
        self.contents.pop(path, None)
        self.unchecked.pop(path, None)

    def _read(self, path: str, stamp: Stamp, hastily: bool) -> None:
        if stamp is OUTSIDE:
            self._keep(path, KnownFile(stamp, b"", BrokenItem(path, PurePosixPath(path).stem, _LEADS_OUT)))
            return
        try:
            # The scan found it inside the collection: no need to check that again.
            content = bytes_of(f"{self.root}/{path}")
        except UnreadableFile as error:
            broken = BrokenItem(path, PurePosixPath(path).stem, str(error))
            self._keep(path, KnownFile(stamp, b"", broken))
            return
        known, digest = self.known.get(path), digest_of(content)
        if known is not None and known.digest == digest:
            self.known[path] = replace(known, stamp=stamp)
            return
        # Whoever opened a request wants to know at once whether it is broken now.
        glance = self._glance(path, content, digest) if hastily and path not in self.contents else None
        self._keep(path, KnownFile(stamp, digest, glance or self._parsed(path, content, digest)))

    def _glance(self, path: str, content: bytes, digest: bytes) -> FileValue | None:
        name = path.rpartition("/")[2]
        if name in FOLDER_NAMES:
            return scan_folder(content)
        head = scan_head(content, name.rpartition(".")[0])
        if head is None:
            return None
        self.unchecked[path] = digest
        return RequestItem(path, head, digest, self.read)

    def _parsed(self, path: str, content: bytes, digest: bytes) -> FileValue:
        self.unchecked.pop(path, None)
        self.contents.pop(path, None)
        found = parse(content, path, self.root)
        if not isinstance(found, Contents):
            return found
        self.contents[path] = found
        return RequestItem(path, head_of(found.request), digest, self.read)

    def _keep(self, path: str, file: KnownFile) -> None:
        before = self._value(path)
        self.known[path] = file
        if self._picture is not None and before != file.value:
            self._redraw_at(path)


def bytes_of(place: str | Path) -> bytes:
    """The bytes of a file, of one that is too large for a collection as many as show that.

    Raises:
        UnreadableFile: it is gone or may not be read.
    """
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


def digest_of(content: bytes) -> bytes:
    """What stands for the bytes of a file in comparisons."""
    return hashlib.sha256(content).digest()


def stamp_of(place: Path) -> Stamp:
    """When a file was changed, and its size."""
    status = place.stat()
    return Stamp(status.st_mtime_ns, status.st_size)


def _look(root: Path, below: str) -> Scan:
    place = root / below
    if not below:
        return scan(root)
    if place.is_dir():
        found = scan(root, below)
        found.folders.add(below)
        return found
    return Scan({below: stamp_of(place)}) if place.is_file() else Scan()


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(folder + "/")


def _outermost(folders: Iterable[str]) -> list[str]:
    """Those of these folders that lie in none of the others."""
    found: list[str] = []
    for folder in sorted(folders):
        if not any(_is_below(folder, above) for above in found):
            found.append(folder)
    return found
