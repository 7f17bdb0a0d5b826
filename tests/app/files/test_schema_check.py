"""The quick check says the same as the library that knows all of JSON Schema."""

import json
import random
from pathlib import Path

import jsonschema
import pytest

from app.files import yaml
from app.files.check import definition_of
from app.files.schema_check import SCHEMA, complaints

ROOT = Path(__file__).parents[2] / "data" / "every-item"
ODD = [None, True, 1, 2.5, "", "inherit", "x", [], ["x"], {}, {"type": "x"}, {"type": "json", "data": ""}]


def validator(definition):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    rest = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]} if definition else schema
    return jsonschema.Draft7Validator(rest)


def places(data, way=()):
    yield way
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield from places(value, (*way, key))


def damaged(data, chance):
    """The data with one value replaced, one key gone, or one key too many."""
    data = json.loads(json.dumps(data))
    *way, last = chance.choice([place for place in places(data) if place])
    inner = data
    for key in way:
        inner = inner[key]
    match chance.randrange(3):
        case 0:
            inner[last] = chance.choice(ODD)
        case 1:
            del inner[last]
        case _ if isinstance(inner, dict):
            inner["unknown"] = 1
    return data


@pytest.mark.parametrize("place", sorted(ROOT.rglob("*.yml")), ids=lambda place: place.stem)
def test_every_damage_is_found_that_the_library_finds_and_nothing_else(place):
    path = place.relative_to(ROOT).as_posix()
    data = yaml.load(place.read_bytes(), place)
    definition, chance = definition_of(path, data), random.Random(path)
    reference = validator(definition)
    assert not list(complaints(data, definition))
    for _ in range(60):
        changed = damaged(data, chance)
        assert bool(list(complaints(changed, definition))) == (not reference.is_valid(changed)), changed
