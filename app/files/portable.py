"""What other computers would make of a collection: names that Windows or macOS cannot keep apart or store,
and files that lie outside of the folder, which nobody gets who clones it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, Final

from app.files import names

Place = tuple[str | int, ...]
_LONGEST_NAME: Final = 255  # bytes of UTF-8, on most file systems
_LONGEST_PATH: Final = 200  # characters; Windows takes 260, and the collection lies in a folder too
_UNSTORABLE: Final = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$')
# The keys of files in requests, folders, environments and the collection.
_FILES: Final = frozenset(
    {
        "filePath",
        "certificateFilePath",
        "privateKeyFilePath",
        "pkcs12FilePath",
        "protoFilePath",
        "dotEnvFilePath",
        "ca",
        "unixSocket",
    }
)


def troubles(paths: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    """Paths (relative, POSIX style) that other systems cannot have: each with a reason, and whether files
    would be lost there."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        other = seen.setdefault(names.folded(path), path)
        if other != path and not _told_above(path, other):
            yield path, f"Windows and macOS take this for the same name as {other}", True
        name = PurePosixPath(path).name
        if reason := _unstorable(name):
            yield path, f"Windows cannot store this name: {reason}", True
        if len(path) > _LONGEST_PATH:
            yield path, f"the path has {len(path)} characters, too many for some Windows computers", False
        if name != unicodedata.normalize("NFC", name):
            yield (
                path,
                "the letters of this name are taken apart (NFD), so some tools see another name",
                False,
            )


def _told_above(path: str, other: str) -> bool:
    """Whether the folders of two clashing paths clash already."""
    return path.rpartition("/")[0] != other.rpartition("/")[0]


def _unstorable(name: str) -> str:
    if names.is_device(name):
        return "it is that of a device"
    if found := _UNSTORABLE.search(name):
        return f"it {'ends with' if found.end() == len(name) else 'has'} {found[0]!r}"
    return "it is too long" if len(name.encode("utf-8", "replace")) > _LONGEST_NAME else ""


def leaves(path: str) -> bool:
    """Whether a path as it stands in a file, relative to the collection, leads out of it by its words;
    links are not followed."""
    if path.startswith("~") or PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor:
        return True
    depth = 0
    for part in re.split(r"[/\\]", path):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return True
    return False


def outside_paths(data: Any) -> Iterator[tuple[Place, str]]:
    """Where the data of a file names files outside of the collection: each place with the path there."""
    for place, file in _files(data, ()):
        if leaves(file):
            yield place, file


def _files(data: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(data, list):
        for index, row in enumerate(data):
            yield from _files(row, (*place, index))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            here = (*place, key)
            if isinstance(value, str) and key in _FILES and value:
                yield here, value
            elif key == "value" and data.get("type") == "file":
                yield from ((here, str(file)) for file in (value if isinstance(value, list) else [value]))
            else:
                yield from _files(value, here)
