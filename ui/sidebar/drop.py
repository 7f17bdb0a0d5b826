"""Dragging in the collection tree: what the clipboard carries and what a drop asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QUrl

from ui.sidebar.place import Place

MIME = "application/x-sonde-items"
CUT = "application/x-sonde-cut"  # is there when what was copied shall go once it is pasted


@dataclass(frozen=True, slots=True)
class Move:
    """Put the items at ``places``, which may be of several collections, into the folder ``target``, in
    front of the item ``before`` of that folder, or at the end where that is None."""

    places: tuple[Place, ...]
    target: Place
    before: str | None = None

    def place_of(self, place: Place) -> Place:
        """Where an item is found after the move, if its file name is free there."""
        return self.target.below(place.path.rpartition("/")[2])


def outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths without those that lie in a folder that is named as well, in the order given."""
    given = dict.fromkeys(paths)
    return tuple(path for path in given if not any(above in given for above in _above(path)))


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def pack(places: Sequence[Place]) -> QMimeData:
    """Places of dragged items as data."""
    data = QMimeData()
    data.setData(MIME, json.dumps([[place.root, place.path] for place in places]).encode())
    return data


def unpack(data: QMimeData) -> tuple[Place, ...]:
    """Where the dragged items are; none where another program drags something."""
    if not data.hasFormat(MIME):
        return ()
    return tuple(Place(*pair) for pair in json.loads(bytes(data.data(MIME).data())))


def clip(places: Sequence[Place], cut: bool) -> QMimeData:
    """Items for the clipboard; other programs get the files."""
    data = pack(places)
    files = [f"{place.root}/{place.path}" for place in places]
    data.setUrls([QUrl.fromLocalFile(file) for file in files])
    data.setText("\n".join(files))
    if cut:
        data.setData(CUT, b"1")
    return data


def allowed(places: Sequence[Place], target: Place) -> bool:
    """Whether the items may go into a folder: not into themselves, nor below themselves."""
    inside = f"{target.path}/"
    return bool(places) and not any(
        place.root == target.root and inside.startswith(f"{place.path}/") for place in places
    )


def move_of(places: Sequence[Place], target: Place, siblings: Sequence[str], row: int) -> Move | None:
    """The move that a drop before ``row`` of ``target`` asks for, or None when nothing would change.

    Args:
        siblings: the paths in the target folder as shown.
        row: the row in front of which the items were dropped; negative means onto the folder.
    """
    inside = [place.path for place in places if place.root == target.root]
    dragged = set(inside)
    end = len(siblings) if row < 0 else row
    before = next((path for path in siblings[end:] if path not in dragged), None)
    kept = [path for path in siblings if path not in dragged]
    at = len(kept) if before is None else kept.index(before)
    if len(inside) == len(places) and [*kept[:at], *inside, *kept[at:]] == list(siblings):
        return None
    return Move(tuple(places), target, before)
