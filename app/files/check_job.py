"""A job for a process of its own: which of many request files are broken behind the heads that were read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.files.tree import parse
from app.model.collection import BrokenItem

_PARTS = ("path", "name", "problem", "line", "column")


def find_broken(report: Callable[[float], None], root: str, paths: Sequence[str]) -> list[dict[str, object]]:
    """Parse files whole; the broken ones as JSON, for ``broken_items``.

    Args:
        report: hears how much is done, from 0 to 1.
        root: the folder of the collection.
        paths: of the files in it.
    """
    found: list[dict[str, object]] = []
    for index, path in enumerate(paths):
        try:
            item = parse((Path(root) / path).read_bytes(), path, Path(root))
        except OSError:
            continue  # It vanished meanwhile: the next look at the folder tells.
        if isinstance(item, BrokenItem):
            found.append({name: getattr(item, name) for name in _PARTS})
        report(index / len(paths))
    return found


def broken_items(result: Sequence[Mapping[str, object]]) -> dict[str, BrokenItem]:
    """The items that the job found, by path."""
    items = (
        BrokenItem(
            str(row["path"]),
            str(row["name"]),
            str(row["problem"]),
            _count(row["line"]),
            _count(row["column"]),
        )
        for row in result
    )
    return {item.path: item for item in items}


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None
