"""Read a mapping from a file leniently: texts where texts are meant, and one sentence for a wrong shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.errors import UnreadableFile
from app.files.merge import selected
from app.files.yaml import Block, DecimalNumber, Place, WholeNumber, refusal


def as_text(value: Any) -> str:
    """A scalar as the text that its author typed; the content of a text in its long form."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case WholeNumber() | DecimalNumber():
            return value.text
        case dict():
            return as_text(value.get("content", value.get("data")))
        case list():
            return _variant(value)
    return str(value)


def _variant(rows: list[Any]) -> str:
    if rows and all(isinstance(row, dict) and "title" in row for row in rows):
        return as_text(rows[selected(rows)].get("value"))
    return "\n".join(map(as_text, rows))


class View:
    """A mapping of a file and where it stands, for complaints: ``http.auth`` of ``login.yml``."""

    def __init__(self, data: Any, path: Path, where: str = "", place: Place = (1, None)) -> None:
        self.path = path
        self.where = where
        self._place = data.place if isinstance(data, Block) else place
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        if data is not None and not isinstance(data, dict):
            raise self.refuse("must be a mapping of names to values")

    def __contains__(self, key: str) -> bool:
        return self.data.get(key) is not None

    def refuse(self, reason: str, key: str = "") -> UnreadableFile:
        """The exception that says what is wrong with this mapping or with one of its values."""
        name = ".".join(part for part in (self.where, key) if part) or "the file"
        return refusal(self.path, self._place_of(key), f"{name} {reason}")

    def text(self, key: str, otherwise: str = "") -> str:
        """A value as text."""
        return as_text(self.data[key]) if key in self else otherwise

    def number(self, key: str) -> float | None:
        """A number, also one in quotes; None where there is none, or ``inherit``."""
        text = self.text(key)
        if text in ("", "inherit"):
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.refuse(f"must be a number, and is {text!r}", key) from None
        if value != value or value in (float("inf"), float("-inf")):
            raise self.refuse("must be a finite number", key)
        return value

    def flag(self, key: str) -> bool | None:
        """True or false, also in quotes; None where there is none, or ``inherit``."""
        match self.text(key).lower():
            case "true":
                return True
            case "false":
                return False
        return None

    def inside(self, key: str) -> View:
        """The mapping below a key; an empty one where there is none."""
        return View(self.data.get(key), self.path, self._name(key), self._place_of(key))

    def rows(self, key: str) -> Iterator[View]:
        """The mappings of a list."""
        for index, row in enumerate(self._list(key), 1):
            yield View(row, self.path, f"{self._name(key)}, row {index},", self._place_of(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.data.get(key)
        return tuple(map(as_text, value)) if isinstance(value, list) else ((as_text(value),) if value else ())

    def _list(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.refuse("must be a list", key)
        return value

    def _place_of(self, key: str) -> Place:
        """Where a key stands; where the mapping does, if it has no such key."""
        return self.data.places.get(key, self._place) if isinstance(self.data, Block) else self._place

    def _name(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key
