"""What one row of the collection tree shows, taken from an item of the collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

from app.model.collection import BrokenItem, Collection, Folder, Item, OtherItem, RequestItem

RowKind = Literal["collection", "folder", "request", "other", "broken"]

# The method column is 38 pixels wide: five letters of the 10 pixel face.
_SHORT = {"DELETE": "DEL", "OPTIONS": "OPT"}
_KIND_TAGS = {"graphql": "GQL", "grpc": "gRPC", "websocket": "WS", "script": "JS"}
_WIDEST = 5


@dataclass(frozen=True, slots=True)
class Row:
    """The shown facts of an item. ``tag`` is the text of the method column, ``method`` the whole
    method of a request, ``problem`` why a file cannot be read."""

    kind: RowKind
    name: str
    tag: str = ""
    method: str = ""
    url: str = ""
    problem: str = ""


def row_of(item: Item | Collection) -> Row:
    """The row of an item or a whole collection; two items with equal rows look the same."""
    match item:
        case Collection():
            return Row("collection", item.name)
        case Folder():
            return Row("folder", item.name)
        case RequestItem():
            return Row("request", item.name, method_tag(item.method), item.method, item.url)
        case OtherItem():
            return Row("other", item.name, _KIND_TAGS.get(item.kind, item.kind[:_WIDEST]))
        case BrokenItem():
            return Row("broken", item.name, problem=_reason(item))
        case _:
            assert_never(item)


def method_tag(method: str) -> str:
    """A method as the narrow column shows it: DELETE is DEL, a custom one is cut to five letters."""
    return _SHORT.get(method, method[:_WIDEST])


def _reason(item: BrokenItem) -> str:
    return item.problem if item.line is None else f"{item.problem} (line {item.line})"
