"""A variable while it is edited, with what was typed for its secret, and the rules for names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.model.environment import Variable, Variant
from app.template.typed import fits

_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_LONGEST = 40  # characters of a wrong value in a sentence
_EXAMPLES = {"number": "12", "boolean": "true", "object": '{"a": 1}', "null": "null"}
_WORDS = {"object": "JSON object"}
DOTS = "••••••••"


@dataclass(frozen=True, slots=True)
class VariableRow:
    """A variable while it is edited. ``stored`` is the name under which the keyring may hold a secret
    for it, ``valueless`` that it holds none; ``typed`` is a new secret that was not saved yet and never
    part of a `Variable`."""

    name: str = ""
    value: str = ""
    secret: bool = False
    enabled: bool = True
    description: str = ""
    stored: str = ""
    valueless: bool = False
    type: str = ""
    variants: tuple[Variant, ...] = ()
    chosen: int = 0
    typed: str | None = field(default=None, repr=False)


def row_of(variable: Variable, valueless: bool = False) -> VariableRow:
    """The row of a saved variable."""
    return VariableRow(
        variable.name,
        variable.value,
        variable.secret,
        variable.enabled,
        variable.description,
        variable.name if variable.secret else "",
        valueless,
        variable.type,
        variable.variants,
        variable.chosen,
    )


def variable_of(row: VariableRow) -> Variable:
    """The variable of a row; a secret's value stays behind."""
    value = "" if row.secret else row.value
    variants = () if row.secret else row.variants
    name = row.name.strip()
    return Variable(name, value, row.secret, row.enabled, row.description, row.type, variants, row.chosen)


def shown_value(row: VariableRow) -> str:
    """The text of the value column; for a secret it says where the value is."""
    if not row.secret:
        return row.value
    if row.typed is not None:
        return f"{DOTS} not saved yet"
    return f"{DOTS} in the keyring" if row.stored and not row.valueless else "no value yet"


def toggled(row: VariableRow) -> VariableRow:
    """The row with its lock turned: a plain value becomes a typed secret, a typed secret plain."""
    if row.secret:
        return replace(row, secret=False, value=row.typed or "", typed=None)
    return replace(row, secret=True, value="", typed=row.value or None)


def name_problem(name: str) -> str:
    """What is wrong with a name, one sentence; empty where it is fine."""
    if _NAME.fullmatch(name):
        return ""
    return f"'{name}' cannot be a name: use letters, digits, dots, dashes and underscores."


def type_problem(row: VariableRow, place: str) -> str:
    """What is wrong with the value of a typed row in the environment ``place``; empty where it is fine."""
    if row.secret or fits(row.value, row.type):
        return ""
    shown = row.value if len(row.value) <= _LONGEST else row.value[:_LONGEST] + "…"
    return (
        f"{row.name} in {place} is of type {row.type}, but '{shown}' is no {_WORDS.get(row.type, row.type)}. "
        f"Write one such as {_EXAMPLES[row.type]}, or choose the type text below the table."
    )


def is_blank(row: VariableRow) -> bool:
    """Whether the row says nothing and is not saved."""
    return not (row.name or row.value or row.description or row.secret)


def problems(rows: Sequence[VariableRow]) -> dict[int, str]:
    """What is wrong with the names, one sentence per row number."""
    found: dict[int, str] = {}
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        name = row.name.strip()
        if not name:
            found[place] = f"Row {place + 1} has no name: give it one or delete the row."
        elif problem := name_problem(name):
            found[place] = problem
        elif name in first:
            found[place] = (
                f"'{name}' is there twice, in rows {first[name] + 1} and {place + 1}: rename one of them."
            )
        first.setdefault(name, place)
    return found
