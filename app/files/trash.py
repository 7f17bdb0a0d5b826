"""Where deleted files wait, so that a delete can be undone while the collection is open."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.files import atomic


@dataclass(frozen=True, slots=True)
class Trash:
    """The token of one delete: where it was in the collection, and where it waits."""

    path: str
    kept: Path


class TrashFolder:
    """A folder outside the collection, made at the first delete and removed by ``empty``."""

    def __init__(self, folder: Path | None = None) -> None:
        self._parent = folder
        self._folder: Path | None = None

    def take(self, place: Path, path: str) -> Trash:
        """Move a file or folder out of the collection.

        Raises:
            UnreadableFile: it cannot be moved.
        """
        try:
            kept = Path(tempfile.mkdtemp(dir=self._own())) / place.name
            shutil.move(place, kept)
        except OSError as error:
            raise atomic.unwritable(place, error) from error
        return Trash(path, kept)

    def give_back(self, token: Trash, place: Path) -> None:
        """Move it to ``place``, where nothing stands.

        Raises:
            UnreadableFile: it cannot be moved, or is no longer kept.
        """
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(token.kept, place)
        except OSError as error:
            raise atomic.unwritable(place, error) from error

    def empty(self) -> None:
        """Remove for good what was deleted."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _own(self) -> Path:
        if self._folder is None:
            if self._parent is not None:
                self._parent.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix="sonde-trash-", dir=self._parent))
        return self._folder
