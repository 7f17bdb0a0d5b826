"""Files beside the requests of a collection: large bodies, and what saved examples answer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.errors import AppError
from app.files import atomic, items, names
from app.files.scan import ENDINGS

BODIES = "bodies"
EXAMPLES = "examples"


def add_side_file(root: Path, folder: str, name: str, ending: str, content: bytes | Iterable[bytes]) -> str:
    """Write a new file into a folder of the collection. May take a while.

    Args:
        root: the folder of the collection.
        folder: BODIES or EXAMPLES.
        name: what it is called, from which its file name is made.
        ending: such as ``.json``; one that would make it an item of the collection becomes ``.txt``.
        content: the bytes, whole or in pieces.

    Returns: the path, relative to the collection.

    Raises:
        UnreadableFile: it cannot be written.
    """
    place = root / folder
    items.make_folder(place)
    safe = ".txt" if ending.lower() in ENDINGS else ending
    taken = [entry.name for entry in place.iterdir()]
    target = place / names.free(names.slug(name, "body"), safe, taken)
    atomic.write_pieces(target, (content,) if isinstance(content, bytes) else content)
    return target.relative_to(root).as_posix()


def find_side_file(root: Path, path: str) -> Path:
    """The file at a path that stands in a request's file.

    Raises:
        AppError: the path leaves the collection, or there is no such file.
    """
    place = root / path
    if "\0" in path or not place.resolve().is_relative_to(root.resolve()):
        raise AppError(f"{path} leaves the collection.", "It is not read; mend the file of the request.")
    if not place.is_file():
        raise AppError(f"There is no file {path} in the collection.", "Was it moved or deleted?")
    return place
