"""Under which name the drafts, cookies and secrets of a collection are kept on this computer.

It is the collection's id as long as one folder has that. A second folder with the same id, which a copy or
another clone makes, gets a name of its own, so that what is typed or stored in one never shows in the other.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final

from app.errors import AppError
from app.files import atomic
from app.files.lock import locked
from app.files.store import is_collection
from app.files.tree import OF_PLACE

log = logging.getLogger(__name__)

_OWNER_ONLY: Final = 0o600


@dataclass(frozen=True, slots=True)
class _Known:
    """A collection that was open once."""

    id: str
    folder: str
    name: str


class LocalNames:
    """The names, in one small file that all windows share."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def name_of(self, collection: str, root: Path) -> str:
        """The name for the collection with this id in this folder.

        A folder that was moved keeps its name: it is known by its id once the old folder is gone. So does a
        folder whose id another program dropped. A file that cannot be written costs nothing but that.
        """
        folder = str(root.resolve())
        known = self._read()
        found = _find(known, collection, folder)
        if found is not None and (found.id, found.folder) == (collection, folder):
            return found.name
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._file.with_suffix(".lock")):
                return self._enter(collection, folder)
        except (OSError, AppError) as error:
            log.warning("the names of collections cannot be written: %s", error)
            return found.name if found is not None else _free(known, collection)

    def _enter(self, collection: str, folder: str) -> str:
        known = self._read()  # Another window may have written meanwhile.
        found = _find(known, collection, folder)
        name = found.name if found is not None else _free(known, collection)
        if found is not None and collection.startswith(OF_PLACE):
            return name
        entries = [*(each for each in known if each != found), _Known(collection, folder, name)]
        text = json.dumps([asdict(entry) for entry in entries], indent=1) + "\n"
        atomic.write(self._file, text.encode("utf-8", "surrogatepass"), _OWNER_ONLY, durable=False)
        return name

    def _read(self) -> list[_Known]:
        try:
            data = json.loads(self._file.read_text("utf-8", "surrogatepass"))
            return [_Known(str(entry["id"]), str(entry["folder"]), str(entry["name"])) for entry in data]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            log.warning("the names of collections cannot be read: %s", error)
            return []


def _find(known: Sequence[_Known], collection: str, folder: str) -> _Known | None:
    """The entry of this folder, else that of the folder it was before it was moved."""
    lost = collection.startswith(OF_PLACE)
    for entry in reversed(known):
        if entry.folder == folder and (lost or entry.id == collection or entry.id.startswith(OF_PLACE)):
            return entry
    same = (entry for entry in reversed(known) if entry.id == collection)
    return next((entry for entry in same if not is_collection(Path(entry.folder))), None)


def _free(known: Sequence[_Known], collection: str) -> str:
    taken = {entry.name for entry in known}
    return collection if collection not in taken else f"{collection}-{token_hex(4)}"
