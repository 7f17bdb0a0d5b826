"""Environments and variables as values and as the mappings of a file.

A variable's value is a text, a ``{type, data}`` pair, or a list of titled variants of those.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.files.codec_parts import Data, encode_marks, without_empty
from app.files.view import View
from app.model.environment import Environment, Variable, Variant


def decode_variable(row: View) -> Variable:
    """A variable; the value of a secret one is never taken from a file."""
    enabled = row.flag("disabled") is not True
    variable = Variable(row.text("name"), enabled=enabled, description=row.text("description"))
    if row.flag("secret") is True:
        return replace(variable, secret=True, type=row.text("type"))
    held = row.data.get("value")
    if not isinstance(held, list):
        value, kind = _decode_value(row)
        return replace(variable, value=value, type=kind)
    rows = list(row.rows("value"))
    variants = tuple(Variant(each.text("title"), *_decode_value(each)) for each in rows)
    chosen = next((at for at, each in enumerate(rows) if each.flag("selected") is True), 0)
    if not variants:
        return variable
    first = variants[chosen]
    return replace(variable, value=first.value, type=first.type, variants=variants, chosen=chosen)


def _decode_value(row: View) -> tuple[str, str]:
    """The text of a row's value, and its type: that which is named, or that of a bare YAML value."""
    held = row.data.get("value")
    if isinstance(held, dict):
        inside = row.inside("value")
        data = inside.data.get("data")
        text = json.dumps(data) if isinstance(data, dict | list) else inside.text("data")
        return text, inside.text("type")
    return row.text("value"), ""


def encode_variable(variable: Variable) -> Data:
    """The mapping of a variable; a secret one has no value."""
    marks = encode_marks(variable.description, variable.enabled)
    if variable.secret:
        kind = {"type": variable.type} if variable.type else {}
        return {"secret": True, "name": variable.name} | kind | marks
    if not variable.variants:
        return {"name": variable.name, "value": _encode_value(variable.value, variable.type)} | marks
    rows = [_encode_variant(variable, at) for at in range(len(variable.variants))]
    return {"name": variable.name, "value": rows} | marks


def _encode_variant(variable: Variable, at: int) -> Data:
    variant = variable.variants[at]
    if at != variable.chosen:
        return {"title": variant.title, "value": _encode_value(variant.value, variant.type)}
    row: Data = {"title": variant.title, "selected": True}
    return row | {"value": _encode_value(variable.value, variable.type)}


def _encode_value(value: str, kind: str) -> str | Data:
    return {"type": kind, "data": value} if kind else value


def decode_variables(view: View) -> tuple[Variable, ...]:
    """The variables below a mapping's ``variables``."""
    return tuple(map(decode_variable, view.rows("variables")))


def decode_environment(data: Any, path: Path) -> Environment:
    """An environment; ``path`` of the value is for the store to fill in."""
    view = View(data, path)
    return Environment(
        name=view.text("name", path.stem),
        variables=decode_variables(view),
        extends=view.text("extends"),
        dotenv_file=view.text("dotEnvFilePath"),
    )


def encode_environment(environment: Environment) -> Data:
    """The mapping of an environment's file."""
    variables = list(map(encode_variable, environment.variables))
    rest = {
        "extends": environment.extends,
        "dotEnvFilePath": environment.dotenv_file,
        "variables": variables,
    }
    return {"name": environment.name} | without_empty(rest)
