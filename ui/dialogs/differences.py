"""What the two sides of a conflict say, in words: the title of a fact and each of its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from app.model.auth import SECRET_FIELDS, NoAuth
from app.model.body import NoBody, TextBody
from app.model.field import Field
from app.model.options import SECRET_PARTS
from app.workspace.merge import Where

_TITLES = {
    "name": "Name",
    "method": "Method",
    "url": "URL",
    "query": "Parameter",
    "path": "Path parameter",
    "headers": "Header",
    "omitted": "Automatic header off",
    "body": "Body",
    "auth": "Auth",
    "docs": "Docs",
    "options": "Option",
    "sequence": "Place in the folder",
    "tags": "Tag",
    "variables": "Variable",
}
_LONGEST = 2_000  # characters of one side that are shown


def title(where: Where) -> str:
    """The name of a fact as the editor has it: "Method", "Header Accept"."""
    part, *names = where
    return " ".join((_TITLES[part], *(name.replace("_", " ") for name in names)))


def words(value: Any) -> str:
    """What one side says; a typed secret is never shown."""
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
    return "\n".join(words(value) for value in values)


def _facts(value: Any) -> str:
    """A body or an auth scheme: its kind, then what is set. A typed secret is never shown."""
    kind = type(value).__name__.removesuffix("Body").removesuffix("Auth")
    hidden = SECRET_FIELDS.get(type(value), ()) + SECRET_PARTS.get(type(value), ())
    facts = [kind.lower()]
    for field in fields(value):
        content = getattr(value, field.name)
        if content not in (None, "", ()):
            shown = "••••" if field.name in hidden else words(content)
            facts.append(f"{field.name.replace('_', ' ')}: {shown}")
    return "\n".join(facts)
