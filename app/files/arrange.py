"""Where items stand: found in the picture of a shelf, moved to other folders, and put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from app.errors import AppError
from app.files import items, order
from app.files.scan import ENDINGS
from app.files.shelf import Shelf
from app.model.collection import Collection, Folder, Item


def needed_item(shelf: Shelf, path: str) -> Item:
    """The item at a path. Raises AppError when there is none."""
    shelf.place(path)
    picture = shelf.picture()
    item = picture.find(path)
    if item is None:
        raise AppError(f"There is no {path} in {picture.name}.", "Was it moved or deleted?")
    return item


def check_folder(shelf: Shelf, path: str) -> None:
    """Raises AppError when a path is no folder; the empty one is the collection itself."""
    if path and not isinstance(needed_item(shelf, path), Folder):
        raise AppError(f"{path} is not a folder.", "Choose a folder.")


def siblings(shelf: Shelf, folder_path: str) -> list[Item]:
    """The items of a folder in the order shown."""
    picture = shelf.picture()
    folder = picture.find(folder_path) if folder_path else picture
    return list(folder.children) if isinstance(folder, Folder | Collection) else []


def last_number(shelf: Shelf, folder_path: str) -> float:
    """The number for a new item at the end of a folder."""
    numbers = [item.sequence for item in siblings(shelf, folder_path) if item.sequence is not None]
    return max([*numbers, 0.0]) + order.STEP


def free_name(shelf: Shelf, path: str, folder_path: str) -> str:
    """A path in a folder for a file or folder that comes from elsewhere, as close to its name as is free."""
    name = PurePosixPath(path)
    stem, ending = (name.stem, name.suffix) if name.suffix in ENDINGS else (name.name, "")
    return items.free_path(shelf, folder_path, stem, ending)


def move_all(shelf: Shelf, paths: Sequence[str], folder_path: str, before: str | None) -> list[str]:
    """Move items into a folder, before one of its items or to the end, so that they stand one after
    another there; their new paths.

    Raises:
        AppError: one is not there, or would go into itself; then nothing has moved.
        UnreadableFile: the folder cannot be written.
    """
    check_folder(shelf, folder_path)
    for path in paths:
        item = needed_item(shelf, path)
        if folder_path == path or folder_path.startswith(path + "/"):
            raise AppError(f"{item.name} cannot be moved into itself.", "Choose another folder.")
    moved = [_relocate(shelf, path, folder_path) for path in paths]
    known = {item.path: item for item in siblings(shelf, folder_path)}
    kept = known.keys() - set(moved)
    others = [item for item in known.values() if item.path in kept]
    index = next((at for at, other in enumerate(others) if other.path == before), len(others))
    items.put_in_order(shelf, others, index, [known[path] for path in moved])
    return moved


def _relocate(shelf: Shelf, path: str, folder_path: str) -> str:
    if path.rpartition("/")[0] == folder_path:
        return path
    target = free_name(shelf, path, folder_path)
    items.relocate(shelf, path, target)
    return target


def rename_file(shelf: Shelf, path: str, wanted: str) -> str:
    """Give the file or folder of an item this path, if that is free; the path it has then."""
    if shelf.place(wanted).exists():
        return path
    items.relocate(shelf, path, wanted)
    return wanted


def renumber(shelf: Shelf, folder_path: str, numbers: Mapping[str, float | None]) -> None:
    """Give items of a folder these numbers, by path; those that are gone are passed over."""
    known = (item for item in siblings(shelf, folder_path) if item.path in numbers)
    items.set_numbers(shelf, ((item, numbers[item.path]) for item in known))
