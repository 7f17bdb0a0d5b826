"""Changes of single files on a shelf, of which the store makes its actions."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from app.errors import AppError, UnreadableFile
from app.files import atomic, names, order
from app.files.codec_collection import FolderFile, RootFile
from app.files.codec_parts import number
from app.files.document import FOLDER, ROOT, Codec, fresh, patched, rewritten, updated
from app.files.extras import refuse_extras
from app.files.shelf import Shelf
from app.files.tree import FOLDER_NAMES, ROOT_NAMES
from app.model.collection import BrokenItem, Item

Value = TypeVar("Value")
Change = Callable[[dict[str, Any]], dict[str, Any]]
BROKEN = ".broken"  # the ending of a file that was set aside: it is no item of the collection


def make_folder(place: Path) -> None:
    """Make a directory and those above it, where missing.

    Raises:
        UnreadableFile: it cannot be made.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.unwritable(place, error) from error


def save_value(shelf: Shelf, path: str, value: Value, codec: Codec[Value], force: bool) -> None:
    """Bring a file to say ``value``. ``force`` takes whatever stands on disk now, where there would be a
    ``Conflict`` otherwise: nothing, a file that cannot be patched, or a broken one, which is set aside."""
    place = shelf.place(path)
    shelf.refuse_bundled(path)
    content = b""
    check = partial(_check, shelf, path)
    try:
        content = shelf.content(path) if force else shelf.unchanged(path)
        new = updated(content, value, codec, place, check)
    except UnreadableFile:
        if not force:
            raise
        new = _forced(shelf, path, content, value, codec)
    if new != content:
        shelf.put(path, new, None if force else content)


def _forced(shelf: Shelf, path: str, content: bytes, value: Value, codec: Codec[Value]) -> bytes:
    """The bytes that say ``value`` where no text can be patched: with all that the file holds as far as it
    can be read, else as a new file. A broken text is kept beside it, for somebody may have meant it."""
    place, check = shelf.place(path), partial(_check, shelf, path)
    if content:
        with suppress(UnreadableFile):
            return rewritten(content, value, codec, place, check)
        aside = names.free(place.name, BROKEN, (entry.name for entry in place.parent.iterdir()))
        atomic.write(place.with_name(aside), content)
    check({}, codec.encode(value))
    make_folder(place.parent)
    return fresh(value, codec)


def create(shelf: Shelf, path: str, value: Value, codec: Codec[Value]) -> None:
    """Write a new file."""
    _check(shelf, path, {}, codec.encode(value))
    shelf.put(path, fresh(value, codec))


def _check(shelf: Shelf, path: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    if shelf.root_file().strict:
        refuse_extras(before, after, path, is_root=path in ROOT_NAMES)


def info_file(shelf: Shelf, path: str) -> str:
    """The file that holds the ``info`` of a request, a folder or (path empty) the collection."""
    if path and not shelf.place(path).is_dir():
        return path
    known = FOLDER_NAMES if path else ROOT_NAMES
    prefix = f"{path}/" if path else ""
    return next((prefix + name for name in known if shelf.knows(prefix + name)), prefix + known[0])


def ensure_info_file(shelf: Shelf, path: str) -> str:
    """The same, made when a folder or the collection has none yet."""
    file = info_file(shelf, path)
    if not shelf.knows(file):
        if path:
            shelf.put(file, fresh(FolderFile(shelf.place(path).name), FOLDER))
        else:
            shelf.put(file, fresh(RootFile(str(uuid4()), shelf.root.resolve().name), ROOT))
    return file


def set_info(shelf: Shelf, path: str, entries: dict[str, Any]) -> None:
    """Set entries of the ``info`` block of an item of any kind, a folder or the collection."""

    def change(data: dict[str, Any]) -> dict[str, Any]:
        info = {**(data.get("info") or {}), **entries}
        return {**data, "info": info} if "info" in data else {"info": info, **data}

    patch(shelf, ensure_info_file(shelf, path), change)


def patch(shelf: Shelf, path: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Change the data of a file of any kind."""
    content = shelf.content(path)
    new = patched(content, change, shelf.place(path))
    if new != content:
        shelf.put(path, new)


def free_path(shelf: Shelf, folder: str, stem: str, ending: str) -> str:
    """A path in a folder that nothing has, also not in other letter case."""
    shelf.refuse_bundled(folder)
    place = shelf.place(folder)
    taken = [entry.name for entry in place.iterdir()] if place.is_dir() else []
    name = names.free(stem, ending, taken)
    return f"{folder}/{name}" if folder else name


def relocate(shelf: Shelf, old: str, new: str) -> None:
    """Rename a file or folder on disk."""
    shelf.refuse_bundled(old)
    try:
        shelf.place(old).rename(shelf.place(new))
    except OSError as error:
        raise atomic.unwritable(shelf.place(new), error) from error
    shelf.carry(old, new)


def copy(shelf: Shelf, old: str, new: str) -> None:
    """Copy a file or a folder with everything in it."""
    shelf.refuse_bundled(old)
    copy_in(shelf, shelf.place(old), new)


def copy_in(shelf: Shelf, place: Path, new: str) -> None:
    """Copy a file or a folder that may be of another collection."""
    target = shelf.place(new)
    try:
        if place.is_dir():
            shutil.copytree(place, target, symlinks=True)
        else:
            atomic.write(target, place.read_bytes())
    except (OSError, shutil.Error) as error:
        reason = error if isinstance(error, OSError) and error.errno else OSError(0, str(error))
        raise atomic.unwritable(target, reason) from error
    shelf.refresh(new)


def put_in_order(shelf: Shelf, siblings: Sequence[Item], index: int, moved: Sequence[Item]) -> None:
    """Give items the numbers that put them, in this order, before the sibling at ``index``; ``siblings``
    are without them."""
    moved = [item for item in moved if not isinstance(item, BrokenItem)]
    numbers = [sibling.sequence for sibling in siblings]
    if order.fits(numbers, index, [item.sequence for item in moved]):
        return
    found = order.between(numbers, index, len(moved))
    if found is None:
        moved = [*siblings[:index], *moved, *siblings[index:]]
        found = order.spaced(len(moved))
    set_numbers(shelf, zip(moved, found, strict=True))


def set_numbers(shelf: Shelf, wanted: Iterable[tuple[Item, float | None]]) -> None:
    """Give items these places among their siblings, or none; broken files are left alone."""
    changed: dict[str, bytes] = {}
    for item, sequence in wanted:
        if not isinstance(item, BrokenItem) and item.sequence != sequence:
            file = ensure_info_file(shelf, item.path)
            changed[file] = patched(shelf.content(file), _numbering(sequence), shelf.place(file))
    shelf.put_all(changed)


def _numbering(sequence: float | None) -> Change:
    def change(data: dict[str, Any]) -> dict[str, Any]:
        info = dict(data.get("info") or {})
        if sequence is None:
            info.pop("seq", None)
        else:
            info["seq"] = number(sequence)
        return {**data, "info": info} if "info" in data else {"info": info, **data}

    return change


def copy_collection(root: Path, new_root: Path) -> None:
    """Copy a collection's folder, without what git and node keep in it.

    Raises:
        AppError: the new folder is not empty, or lies inside the collection.
        UnreadableFile: it cannot be written.
    """
    if new_root.resolve().is_relative_to(root.resolve()):
        raise AppError("A collection cannot be saved into itself.", "Choose a folder outside it.")
    if new_root.exists() and (not new_root.is_dir() or any(new_root.iterdir())):
        raise AppError(f"{new_root} exists and is not empty.", "Choose a new folder.")
    ignored = shutil.ignore_patterns(".git", "node_modules", ".*.tmp")
    try:
        shutil.copytree(root, new_root, symlinks=True, ignore=ignored, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        sentence = f"The collection could not be copied to {new_root}: {error}."
        raise UnreadableFile(new_root, sentence, "Choose another folder.") from error
