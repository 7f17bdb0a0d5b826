"""Which files were moved or renamed outside: what is gone here and has turned up there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from app.files.pile import KnownFile
from app.model.collection import RequestItem


def moved_files(before: Mapping[str, KnownFile], after: Mapping[str, KnownFile]) -> dict[str, str]:
    """The old and the new path of each file that was moved.

    The content tells; where somebody edited the file besides, its name, method and URL do. What could be
    several files is none: better a draft without a file than one with somebody else's.
    """
    gone = {path: known for path, known in before.items() if path not in after}
    new = {path: known for path, known in after.items() if path not in before}
    if not gone or not new:
        return {}
    found = _pairs(gone, new, lambda known: known.digest)
    gone = {path: known for path, known in gone.items() if path not in found}
    taken = set(found.values())
    return found | _pairs(gone, {path: new[path] for path in new if path not in taken}, _look)


def _pairs(
    gone: Mapping[str, KnownFile], new: Mapping[str, KnownFile], mark: Callable[[KnownFile], Hashable]
) -> dict[str, str]:
    """What has the same mark, of files with equal marks those of the same name."""
    marked = _by_mark(new, mark)
    found = {}
    for key, paths in _by_mark(gone, mark).items():
        targets = marked.get(key, [])
        if len(paths) == len(targets) == 1:
            found[paths[0]] = targets[0]
            continue
        for path in paths:
            named = [target for target in targets if _name(target) == _name(path)]
            if len(named) == 1 and [_name(other) for other in paths].count(_name(path)) == 1:
                found[path] = named[0]
    return found


def _by_mark(
    files: Mapping[str, KnownFile], mark: Callable[[KnownFile], Hashable]
) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for path, known in files.items():
        if key := mark(known):
            found.setdefault(key, []).append(path)
    return found


def _look(known: KnownFile) -> Hashable:
    value = known.value
    return (value.name, value.method, value.url) if isinstance(value, RequestItem) else None


def _name(path: str) -> str:
    return path.rpartition("/")[2]
