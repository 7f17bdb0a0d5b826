"""Hold data against the published schema of OpenCollection, with one plain reason for each complaint.

A library says of a value with several forms that none fits; which one was meant, and what is wrong with
that, has to be found here anyway. With it comes all that this schema needs: only the words of JSON Schema
that it uses are understood. The tests hold the result against the library's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.files.rows import same

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
Schema = Mapping[str, Any]
Place = tuple[str | int, ...]
_TELLING = ("type", "flow")  # the keys whose value says which of several forms a mapping has
_SHAPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "object": (dict,),
    "array": (list,),
    "boolean": (bool,),
    "number": (int, float),
    "null": (type(None),),
}
_NAMES = {"string": "a text", "object": "a mapping", "array": "a list", "boolean": "true or false"}
_NAMES |= {"number": "a number", "null": "nothing"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the schema does not allow: the way to the place through keys and indexes, and a clause."""

    place: Place
    reason: str


def complaints(data: Any, definition: str) -> Iterator[Complaint]:
    """What is wrong with the data of a file.

    Args:
        data: what the file holds.
        definition: a name under ``$defs`` of the schema; empty for ``opencollection.yml`` itself.
    """
    schema = _schema()
    return _complaints(data, schema["$defs"][definition] if definition else schema, ())


@cache
def _schema() -> Schema:
    schema: Schema = json.loads(SCHEMA.read_text("utf-8"))
    return schema


def _resolved(schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def _complaints(data: Any, schema: Schema, place: Place) -> Iterator[Complaint]:
    schema = _resolved(schema)
    if "oneOf" in schema:
        yield from _of_forms(data, schema["oneOf"], place)
    elif reason := _wrong(data, schema):
        yield Complaint(place, reason)
    elif isinstance(data, Mapping):
        yield from _of_mapping(data, schema, place)
    elif isinstance(data, list) and "items" in schema:
        for index, row in enumerate(data):
            yield from _complaints(row, schema["items"], (*place, index))


def _of_mapping(data: Mapping[str, Any], schema: Schema, place: Place) -> Iterator[Complaint]:
    if missing := [name for name in schema.get("required", ()) if name not in data]:
        yield Complaint(place, f"lacks {' and '.join(missing)}")
    known = schema.get("properties", {})
    for key, value in data.items():
        if key in known:
            yield from _complaints(value, known[key], (*place, key))
        elif schema.get("additionalProperties") is False:
            yield Complaint((*place, key), f"the format has no {key!r} here")


def _of_forms(data: Any, forms: list[Schema], place: Place) -> Iterator[Complaint]:
    """The complaints about a value that may have several forms: those of the form that was meant."""
    meant = [form for form in forms if _may_be(data, form)]
    if not meant:
        yield _no_form(data, forms, place)
        return
    found = [list(_complaints(data, form, place)) for form in meant]
    fitting = found.count([])
    if fitting > 1:
        yield Complaint(place, "fits several forms of the format")
    elif not fitting:
        yield from min(found, key=len)


def _no_form(data: Any, forms: list[Schema], place: Place) -> Complaint:
    leaves = [leaf for form in forms for leaf in _leaves(form)]
    kinds = dict.fromkeys(word for leaf in leaves for word in _allowed(leaf, "type"))
    if isinstance(data, Mapping) and kinds:
        return Complaint((*place, "type"), f"the type {data.get('type')!r} is none of {', '.join(kinds)}")
    names = dict.fromkeys(_name(leaf) for leaf in leaves)
    return Complaint(place, f"must be {' or '.join(names)}{_spelled(data)}")


def _leaves(schema: Schema) -> Iterator[Schema]:
    """The single forms of a value, through forms of forms."""
    schema = _resolved(schema)
    if "oneOf" not in schema:
        yield schema
    for form in schema.get("oneOf", ()):
        yield from _leaves(form)


def _may_be(data: Any, schema: Schema) -> bool:
    """Whether a value was meant in this form: it has the shape, and the type if there is one to tell."""
    for leaf in _leaves(schema):
        if _wrong(data, leaf):
            continue
        named = [key for key in _TELLING if isinstance(data, Mapping) and key in data and _allowed(leaf, key)]
        if all(data[key] in _allowed(leaf, key) for key in named):
            return True
    return False


def _allowed(schema: Schema, key: str) -> list[Any]:
    """The values that a key of a mapping may have; none where any may stand there."""
    schema = _resolved(schema.get("properties", {}).get(key, {}))
    return [schema["const"]] if "const" in schema else list(schema.get("enum", ()))


def _wrong(data: Any, schema: Schema) -> str:
    """What is wrong with a value by itself, apart from its parts; empty when nothing is."""
    shape = schema.get("type")
    shapes = [shape] if isinstance(shape, str) else shape or []
    if shapes and not any(_has_shape(data, each) for each in shapes):
        return f"must be {' or '.join(_NAMES[each] for each in shapes)}{_spelled(data)}"
    if "const" in schema and not same(data, schema["const"]):
        return f"must be {_name(schema)}"
    if "enum" in schema and not any(same(data, each) for each in schema["enum"]):
        return f"must be one of {', '.join(map(str, schema['enum']))}"
    return ""


def _has_shape(data: Any, shape: str) -> bool:
    return isinstance(data, _SHAPES[shape]) and (shape == "boolean" or not isinstance(data, bool))


def _name(schema: Schema) -> str:
    if "const" in schema:
        return str(schema["const"]).lower() if isinstance(schema["const"], bool) else str(schema["const"])
    return _NAMES.get(schema.get("type", ""), "a value")


def _spelled(data: Any) -> str:
    if isinstance(data, bool | int | float):
        return f", and {getattr(data, 'text', str(data).lower())} without quotes is none"
    return ""
