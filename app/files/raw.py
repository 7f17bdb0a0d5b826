"""The text of a file of a collection as it is, for files that cannot be read as what they should be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from app.errors import Conflict
from app.files import yaml
from app.files.pile import digest_of
from app.files.shelf import Shelf
from app.files.tree import parse
from app.model.collection import BrokenItem


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it was read: its text with LF line ends, and what tells whether it is still the same."""

    path: str
    source: yaml.Source
    digest: bytes

    @property
    def text(self) -> str:
        return self.source.text


def read_raw(shelf: Shelf, path: str) -> RawFile:
    """Read the text of a file.

    Raises:
        UnreadableFile: it is gone, too large, or no text.
    """
    content = shelf.content(path)
    return RawFile(path, yaml.decode(content, shelf.place(path)), digest_of(content))


def save_raw(shelf: Shelf, file: RawFile, text: str, force: bool = False) -> None:
    """Write another text into the file; byte order mark and line ends stay as they were.

    Raises:
        Conflict: somebody else changed or deleted it meanwhile, unless ``force`` says that mine stands.
        UnreadableFile: it cannot be written.
    """
    place = shelf.place(file.path)
    held = shelf.content(file.path) if place.exists() else None
    if not force and (held is None or digest_of(held) != file.digest):
        raise Conflict(place, deleted=held is None)
    shelf.put(file.path, file.source.encode(text), None if force else held)


def problem_in(shelf: Shelf, file: RawFile, text: str) -> BrokenItem | None:
    """What is wrong with a text that would stand in the file, with the place; None when it can be read."""
    try:
        content = file.source.encode(text)
    except UnicodeEncodeError:
        return BrokenItem(file.path, PurePosixPath(file.path).stem, "The text holds half a character.")
    found = parse(content, file.path, shelf.root)
    return found if isinstance(found, BrokenItem) else None
