"""Variables in a text that was copied elsewhere: lines of a .env file, YAML, or JSON as of Postman."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.errors import UnreadableFile
from app.files import dotenv, yaml

_PASTED: Final = Path("what was pasted")
_ASSIGNMENT: Final = re.compile(r"\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_.\-]*\s*=")
_LISTS: Final = ("variables", "values")  # of an environment here, and of one of Postman


@dataclass(frozen=True, slots=True)
class Pasted:
    """A variable as it stands in the text; ``secret`` where the text says so."""

    name: str
    value: str = field(repr=False, default="")
    secret: bool = False
    enabled: bool = True


def read_variables(text: str) -> tuple[Pasted, ...]:
    """The variables of a text in order; none where it is something else, such as a table."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines or any("\t" in line for line in lines):
        return ()
    if _ASSIGNMENT.match(lines[0]):
        return tuple(Pasted(entry.name, entry.value) for entry in dotenv.parse(text))
    try:
        return tuple(_of(yaml.load(text.encode("utf-8", "replace"), _PASTED)))
    except UnreadableFile:
        return ()


def _of(data: Any) -> Iterator[Pasted]:
    if isinstance(data, Mapping):
        rows = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), None)
        if rows is None:
            yield from (Pasted(str(name), _text(value)) for name, value in data.items())
            return
        data = rows
    if isinstance(data, list):
        for row in data:
            if isinstance(row, Mapping) and (name := row.get("name") or row.get("key")):
                yield _row(str(name), row)


def _row(name: str, row: Mapping[str, Any]) -> Pasted:
    secret = row.get("secret") is True or row.get("type") == "secret"
    enabled = row.get("enabled") is not False and row.get("disabled") is not True
    held = row.get("value")
    value = held.get("data") if isinstance(held, Mapping) else held
    return Pasted(name, _text(value), secret, enabled)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, yaml.WholeNumber | yaml.DecimalNumber):
        return value.text
    if isinstance(value, bool | dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
