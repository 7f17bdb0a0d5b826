"""Remembers which literals the user wants in the file: in the data folder, never in the shared files."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from app.errors import UnreadableFile
from app.files import atomic
from app.workspace.secret_fields import Item, SecretField, literal_secrets

_log = logging.getLogger(__name__)
_OWNER_ONLY: Final = 0o600

_Answers = dict[str, dict[str, list[str]]]  # labels of fields by collection and by path


class PlainFields:
    """The answers of one collection. A field is known by its label, which stays when rows are moved.

    Args:
        file: where the answers of all collections are; it is made with the first one.
        collection: gives the name under which those of this one are kept.
    """

    def __init__(self, file: Path, collection: Callable[[], str]) -> None:
        self._file = file
        self._collection = collection

    def to_ask(self, path: str, item: Item) -> tuple[SecretField, ...]:
        """The literals of an item that the user was not asked about yet. The path is that of the item's
        file or folder, empty for the collection itself."""
        found = literal_secrets(item)
        known = self._read().get(self._collection(), {}).get(path, ()) if found else ()
        return tuple(field for field in found if field.label not in known)

    def keep(self, path: str, fields: Iterable[SecretField]) -> None:
        """These stay in the file: nobody asks again."""
        answers = self._read()
        mine = answers.setdefault(self._collection(), {})
        mine[path] = sorted({*mine.get(path, ()), *(field.label for field in fields)})
        self._write(answers)

    def follow(self, moved: Mapping[str, str]) -> None:
        """Items have other paths: the answers go with them, those inside moved folders too."""
        answers = self._read()
        mine = answers.get(self._collection(), {})
        renamed = {_moved(path, moved): labels for path, labels in mine.items()}
        if renamed != mine:
            self._write(answers | {self._collection(): renamed})

    def _read(self) -> _Answers:
        try:
            found = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as problem:
            _log.warning("%s cannot be read: %s", self._file.name, type(problem).__name__)
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, answers: _Answers) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(self._file, json.dumps(answers, indent=1).encode(), _OWNER_ONLY, durable=False)
        except (OSError, UnreadableFile) as problem:
            # The user is asked again next time, which is better than a save that fails.
            _log.warning("%s cannot be written: %s", self._file.name, type(problem).__name__)


def _moved(path: str, moved: Mapping[str, str]) -> str:
    for old, new in moved.items():
        if path == old or path.startswith(old + "/"):
            return new + path[len(old) :]
    return path
