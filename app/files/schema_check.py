"""Hold data against the published schema of OpenCollection, with one plain reason for each complaint."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import AppError

SCHEMA = Path(__file__).parent / "schema" / "opencollection.schema.json"
ITEMS = {
    "http": "HttpRequest",
    "graphql": "GraphQLRequest",
    "grpc": "GrpcRequest",
    "websocket": "WebSocketRequest",
    "folder": "Folder",
    "script": "ScriptFile",
    "app": "App",
}
_SHAPES = {"string": "a text", "object": "a mapping", "array": "a list", "boolean": "true or false"}
_SHAPES |= {"number": "a number", "null": "nothing"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the schema does not allow: the way to the place through keys and indexes, and a clause."""

    place: tuple[str | int, ...]
    reason: str


def complaints(data: Any, definition: str) -> Iterator[Complaint]:
    """What is wrong with the data of a file.

    Args:
        data: what the file holds.
        definition: a name under ``$defs`` of the schema; empty for ``opencollection.yml`` itself.

    Raises:
        AppError: the library that knows JSON Schema is not installed.
    """
    found = (each for error in _validator(definition).iter_errors(data) for each in _complaints(error, ()))
    yield from dict.fromkeys(found)


@cache
def _validator(definition: str) -> Any:
    # Only the check needs this library; it takes a while to load.
    try:
        library = importlib.import_module("jsonschema")
    except ImportError:
        raise AppError("Checking needs the package jsonschema.", "Install it with pip.") from None
    schema = json.loads(SCHEMA.read_text("utf-8"))
    if definition:
        schema = {"$schema": schema["$schema"], "$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return library.Draft7Validator(schema)


def _complaints(error: Any, above: tuple[str | int, ...]) -> Iterator[Complaint]:
    place = (*above, *error.path)
    if error.context:
        for inner in _meant(error):
            yield from _complaints(inner, place)
        return
    if error.validator == "additionalProperties":
        for key in error.instance.keys() - error.schema.get("properties", {}).keys():
            yield Complaint((*place, key), f"the format has no {key!r} here")
        return
    yield Complaint(place, _reason(error))


def _meant(error: Any) -> Sequence[Any]:
    """The complaints of the alternative that was meant: the one whose type and shape fit."""
    branches = _branches(error)
    fitting = [each for each in branches if not any(map(_tells_apart, each))]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return min(fitting, key=len)
    if not isinstance(error.instance, dict):
        shapes = (inner for inner in error.context if not inner.path and not inner.context)
        return [_Own(" or ".join(dict.fromkeys(map(_reason, shapes))).replace(" or must be", " or"), ())]
    allowed = dict.fromkeys(word for inner in error.context for word in _words(inner))
    if allowed:
        kind = error.instance.get("type", "")
        return [_Own(f"the type {kind!r} is none of {', '.join(allowed)}", ("type",))]
    return min(branches, key=len)


def _branches(error: Any) -> list[list[Any]]:
    """The complaints of each alternative."""
    found: dict[int, list[Any]] = {}
    for inner in error.context:
        found.setdefault(inner.schema_path[0], []).append(inner)
    return list(found.values())


class _Own:
    """A complaint of our own in the shape of the library's."""

    context = ()
    validator = ""

    def __init__(self, message: str, path: tuple[str, ...]) -> None:
        self.message = message
        self.path = path


def _tells_apart(error: Any) -> bool:
    """Whether an alternative is out of the question: another type, another shape."""
    if error.context:
        return not error.path and all(any(map(_tells_apart, each)) for each in _branches(error))
    if error.validator == "type":
        return not error.path
    return error.validator in ("const", "enum") and list(error.path) in (["type"], ["flow"], [])


def _words(error: Any) -> list[str]:
    if list(error.path) == ["type"] and error.validator in ("const", "enum"):
        return [error.validator_value] if error.validator == "const" else list(error.validator_value)
    return [word for inner in error.context or () if not error.path for word in _words(inner)]


def _reason(error: Any) -> str:
    match error.validator:
        case "type":
            wanted = error.validator_value
            names = [wanted] if isinstance(wanted, str) else wanted
            shapes = " or ".join(_SHAPES.get(name, name) for name in names)
            return f"must be {shapes}{_spelled(error.instance)}"
        case "enum":
            return f"must be one of {', '.join(map(str, error.validator_value))}"
        case "const":
            return f"must be {error.validator_value}"
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            return f"lacks {' and '.join(missing)}"
    return str(error.message)


def _spelled(instance: Any) -> str:
    if isinstance(instance, bool | int | float):
        return f", and {getattr(instance, 'text', str(instance).lower())} without quotes is none"
    return ""
