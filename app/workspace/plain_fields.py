"""Remembers which literals the user wants in the file: in the data folder, never in the shared files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from app.workspace.answers import Answers, change_answers, read_answers
from app.workspace.secret_fields import (
    AnyItem,
    Item,
    SecretField,
    literal_secrets,
    place_text,
)


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
        return self._unknown(path, literal_secrets(item))

    def bare(self, path: str, item: AnyItem) -> AnyItem:
        """The item without these literals, and without those that somebody is just typing."""
        while found := self._unknown(path, literal_secrets(item, begun=True)):
            for field in found:
                item = place_text(item, field.field, "")
        return item

    def _unknown(self, path: str, found: tuple[SecretField, ...]) -> tuple[SecretField, ...]:
        known = read_answers(self._file).get(self._collection(), {}).get(path, ()) if found else ()
        return tuple(field for field in found if field.label not in known)

    def keep(self, path: str, fields: Iterable[SecretField]) -> None:
        """These stay in the file: nobody asks again."""
        labels = [field.label for field in fields]

        def with_these(answers: Answers) -> Answers:
            mine = answers.get(self._collection(), {})
            kept = {**mine, path: sorted({*mine.get(path, ()), *labels})}
            return {**answers, self._collection(): kept}

        change_answers(self._file, with_these)

    def follow(self, moved: Mapping[str, str]) -> None:
        """Items have other paths: the answers go with them, those inside moved folders too."""
        name = self._collection()

        def renamed(answers: Answers) -> Answers:
            mine = answers.get(name, {})
            return {**answers, name: {_moved(path, moved): labels for path, labels in mine.items()}}

        if read_answers(self._file).get(name):
            change_answers(self._file, renamed)


def _moved(path: str, moved: Mapping[str, str]) -> str:
    for old, new in moved.items():
        if path == old or path.startswith(old + "/"):
            return new + path[len(old) :]
    return path
