"""The parts that requests, folders and environments share, as values and as a file's mappings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.files.view import View
from app.model.auth import ApiKeyAuth, Auth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth
from app.model.field import Field

Data = dict[str, Any]


def without_empty(data: Data) -> Data:
    """The entries that say something: no None, no empty text, no empty list or mapping."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def number(value: float | None) -> int | float | None:
    """A number as it is written: ``1000`` and not ``1000.0``."""
    return int(value) if value is not None and value == int(value) else value


def decode_field(row: View) -> Field:
    """A row with a name, a value, a description and a ``disabled`` mark."""
    return Field(
        row.text("name"), row.text("value"), row.flag("disabled") is not True, row.text("description")
    )


def encode_field(field: Field, kind: str = "") -> Data:
    """The mapping of a row; ``kind`` is its ``type`` where rows have one."""
    row: Data = {"name": field.name, "value": field.value}
    if kind:
        row["type"] = kind
    return row | encode_marks(field.description, field.enabled)


def encode_marks(description: str, enabled: bool) -> Data:
    """The last keys of every kind of row."""
    marks: Data = {"description": description} if description else {}
    return marks if enabled else marks | {"disabled": True}


def decode_fields(rows: Iterable[View]) -> tuple[Field, ...]:
    """All rows of a table."""
    return tuple(map(decode_field, rows))


def encode_fields(fields: Iterable[Field]) -> list[Data]:
    """The mappings of a table's rows."""
    return [encode_field(field) for field in fields]


def decode_auth(view: View, key: str = "auth") -> Auth:
    """The auth below a key: none where there is none, ``InheritAuth`` for the word ``inherit``."""
    if view.data.get(key) == "inherit":
        return InheritAuth()
    auth = view.inside(key)
    match kind := auth.text("type"):
        case "" | "none":
            return NoAuth()
        case "inherit":
            return InheritAuth()
        case "basic":
            return BasicAuth(auth.text("username"), auth.text("password"))
        case "bearer":
            return BearerAuth(auth.text("token"))
        case "apikey":
            in_query = auth.text("placement").startswith("query")
            return ApiKeyAuth(auth.text("key"), auth.text("value"), "query" if in_query else "header")
    return OtherAuth(kind, {name: value for name, value in auth.data.items() if name != "type"})


def encode_auth(auth: Auth) -> Data | str | None:
    """The spelling of an auth; None for none, which the format says by leaving it out."""
    match auth:
        case NoAuth():
            return None
        case InheritAuth():
            return "inherit"
        case BasicAuth(username, password):
            return {"type": "basic", "username": username, "password": password}
        case BearerAuth(token):
            return {"type": "bearer", "token": token}
        case ApiKeyAuth(key, value, placement):
            return {"type": "apikey", "key": key, "value": value, "placement": placement}
        case OtherAuth(kind, data):
            return {"type": kind, **data}
