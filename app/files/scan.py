"""Which files a collection's folder holds, with what tells a changed one: one pass, nothing is opened."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import Final, NamedTuple

from app.files.atomic import unreadable

ENDINGS = (".yml", ".yaml")
_SKIPPED = {"node_modules"}


class Stamp(NamedTuple):
    """When a file was changed (nanoseconds) and its size (bytes). A tuple, for thousands are made and
    compared at each look."""

    modified: int
    size: int


OUTSIDE: Final = Stamp(-1, -1)  # in the place of that of a link which leads out of the collection


@dataclass(slots=True)
class Scan:
    """The YAML files and the folders of a collection by relative path, POSIX style."""

    files: dict[str, Stamp] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    def outside(self) -> list[str]:
        """The files that are links out of the collection: they are shown, and never read."""
        return [path for path, stamp in self.files.items() if stamp == OUTSIDE]


def scan(root: Path, below: str = "") -> Scan:
    """Walk a collection, or the part of it below a folder.

    Hidden folders, ``node_modules`` and folders that hold only files of other kinds (uploads) are left
    out. A link to a folder is never followed, for it may lead in a circle; a link to a file only
    while it stays inside the collection, and one that leaves it has the stamp ``OUTSIDE``.

    Raises:
        UnreadableFile: the folder is gone or cannot be read.
    """
    found = Scan()
    if not below:
        _refuse_unreadable(root)
    _walk(root / below, f"{below}/" if below else "", root.resolve(), found)
    return found


def is_large(root: Path, most: int) -> bool:
    """Whether a folder holds more YAML files than that; it is looked through no further."""
    count = 0
    for _folder, below, names in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".") and name not in _SKIPPED]
        count += sum(name.lower().endswith(ENDINGS) for name in names)
        if count > most:
            return True
    return False


def _walk(folder: Path, prefix: str, root: Path, found: Scan) -> bool:
    """Collect one folder; whether it belongs into the tree: it holds items, or nothing at all."""
    wanted, empty = False, True
    for entry in _entries(folder):
        name = entry.name
        if name.startswith(".") or name in _SKIPPED:
            continue
        path = prefix + name
        if entry.is_dir(follow_symlinks=False):
            if _walk(Path(entry.path), path + "/", root, found):
                found.folders.add(path)
                wanted = True
            empty = False
        elif name.lower().endswith(ENDINGS) and (stamp := _stamp(entry, root)):
            found.files[path] = stamp
            wanted = True
        else:
            empty = False
    return wanted or empty


def _refuse_unreadable(root: Path) -> None:
    try:
        os.scandir(root).close()
    except OSError as error:
        raise unreadable(root, error) from error


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []  # It vanished meanwhile, or is closed to us: the rest of the collection still opens.


def _stamp(entry: os.DirEntry[str], root: Path) -> Stamp | None:
    try:
        if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(root):
            return OUTSIDE
        status = entry.stat()
    except OSError:
        return None  # It vanished meanwhile, or is a link to nothing.
    return Stamp(status.st_mtime_ns, status.st_size) if S_ISREG(status.st_mode) else None
