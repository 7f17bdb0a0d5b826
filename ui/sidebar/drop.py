"""Dragging in the collection tree: what the clipboard carries and what a drop asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

MIME = "application/x-sonde-items"


@dataclass(frozen=True, slots=True)
class Move:
    """Put ``paths`` into the folder ``target`` ("" is the collection itself), in front of the item
    ``before``, or at the end where that is None."""

    paths: tuple[str, ...]
    target: str
    before: str | None = None

    def place_of(self, path: str) -> str:
        """Where an item is found after the move, if its file name is free there."""
        name = path.rpartition("/")[2]
        return f"{self.target}/{name}" if self.target else name


def outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths without those that lie in a folder that is named as well, in the order given."""
    given = tuple(dict.fromkeys(paths))
    return tuple(path for path in given if not any(path.startswith(f"{above}/") for above in given))


def pack(owner: str, paths: Sequence[str]) -> QMimeData:
    """Dragged paths as data that only a tree of the same collection (``owner``, its folder) accepts."""
    data = QMimeData()
    data.setData(MIME, json.dumps([owner, *paths]).encode())
    return data


def unpack(owner: str, data: QMimeData) -> tuple[str, ...]:
    """The dragged paths, or none where they are of another collection or another program."""
    if not data.hasFormat(MIME):
        return ()
    source, *paths = json.loads(bytes(data.data(MIME).data()))
    return tuple(paths) if source == owner else ()


def allowed(paths: Sequence[str], target: str) -> bool:
    """Whether the items may go into a folder: not into themselves, nor below themselves."""
    inside = f"{target}/"
    return bool(paths) and not any(inside.startswith(f"{path}/") for path in paths)


def move_of(paths: Sequence[str], target: str, siblings: Sequence[str], row: int) -> Move | None:
    """The move that a drop before ``row`` of ``target`` asks for, or None when nothing would change.

    Args:
        siblings: the paths in the target folder as shown.
        row: the row in front of which the items were dropped; negative means onto the folder.
    """
    dragged = set(paths)
    end = len(siblings) if row < 0 else row
    before = next((path for path in siblings[end:] if path not in dragged), None)
    kept = [path for path in siblings if path not in dragged]
    place = len(kept) if before is None else kept.index(before)
    if [*kept[:place], *paths, *kept[place:]] == list(siblings):
        return None
    return Move(tuple(paths), target, before)
