"""Where two versions of a request differ, field by field, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from app.model.auth import SECRET_FIELDS, NoAuth
from app.model.body import NoBody, TextBody
from app.model.field import Field
from app.model.request import Request

_TITLES = {
    "name": "Name",
    "method": "Method",
    "url": "URL",
    "query": "Parameters",
    "path": "Path parameters",
    "headers": "Headers",
    "omitted": "Automatic headers off",
    "body": "Body",
    "auth": "Auth",
    "docs": "Docs",
    "options": "Options",
    "sequence": "Place",
    "tags": "Tags",
}
_LONGEST = 2_000  # characters of one side that are shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One field with both texts."""

    field: str
    yours: str
    theirs: str


def differences(yours: Request, theirs: Request) -> tuple[Difference, ...]:
    """The fields in which two requests differ, in the order of the editor.

    Enabled query rows mirror the URL and are not named a second time.
    """
    found = []
    for name, title in _TITLES.items():
        mine, other = getattr(yours, name), getattr(theirs, name)
        if name == "query":
            mine, other = (tuple(row for row in rows if not row.enabled) for rows in (mine, other))
        if mine != other:
            found.append(Difference(title, _words(mine), _words(other)))
    return tuple(found)


def _words(value: Any) -> str:
    match value:
        case None | "" | ():
            return "none"
        case str():
            return _shortened(value)
        case TextBody():
            return f"{value.kind}\n{_shortened(value.text)}"
        case NoBody() | NoAuth():
            return "none"
        case Field():
            return f"{'' if value.enabled else '(off) '}{value.name}: {value.value}"
        case tuple() | list():
            return _lines(value)
        case _ if is_dataclass(value):
            return _facts(value)
        case _:
            return str(value)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _lines(values: Sequence[Any]) -> str:
    return "\n".join(_words(value) for value in values)


def _facts(value: Any) -> str:
    """A body or an auth scheme: its kind, then what is set. A typed secret is never shown."""
    kind = type(value).__name__.removesuffix("Body").removesuffix("Auth")
    hidden = SECRET_FIELDS.get(type(value), ())
    facts = [kind.lower()]
    for field in fields(value):
        content = getattr(value, field.name)
        if content not in (None, "", ()):
            words = "••••" if field.name in hidden else _words(content)
            facts.append(f"{field.name.replace('_', ' ')}: {words}")
    return "\n".join(facts)
