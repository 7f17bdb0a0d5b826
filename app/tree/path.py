"""The way to a row in words: JSONPath (RFC 9535), the path of jq, or XPath."""

from __future__ import annotations

import json
import re
from typing import Final

from app.tree.node import Walker
from app.tree.row import Row

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def json_path(walker: Walker, row: Row) -> str:
    """``$.a[3]['b c']``; a name is given as RFC 9535 section 2.3.1 wants it."""
    return "$" + "".join(_json_step(walker, each) for each in _way(row))


def jq_path(walker: Walker, row: Row) -> str:
    """``.a[3]["b c"]``; of records the path within the record, since jq reads one after another."""
    steps = []
    for each in _way(row):
        if each.parent is not None and each.parent.node.kind == "records":
            continue
        name = _name(walker, each)
        steps.append(f"[{each.index}]" if name is None else _jq_name(name))
    path = "".join(steps)
    return path if path.startswith(".") else f".{path}"


def x_path(walker: Walker, row: Row) -> str:
    """``/a[1]/b[2]/@x``."""
    return "".join(_x_step(walker, each) for each in _way(row)) or "/"


def _way(row: Row) -> list[Row]:
    """The nodes from below the root to this one, without groups."""
    way: list[Row] = []
    at: Row | None = row
    while at is not None:
        if at.group is None and at.parent is not None:
            way.append(at)
        at = at.parent
    return way[::-1]


def _name(walker: Walker, row: Row) -> str | None:
    """The decoded name of a member, None for an element of an array."""
    key = row.node.key
    if key is None:
        return None
    text = walker.buffer[key[0] : key[1]].decode("utf-8", "replace")
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _json_step(walker: Walker, row: Row) -> str:
    name = _name(walker, row)
    if name is None:
        return f"[{row.index}]"
    if _PLAIN.fullmatch(name):
        return f".{name}"
    quoted = json.dumps(name, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
    return f"['{quoted}']"


def _jq_name(name: str) -> str:
    return f".{name}" if _PLAIN.fullmatch(name) else f"[{json.dumps(name, ensure_ascii=False)}]"


def _x_step(walker: Walker, row: Row) -> str:
    node = row.node
    name = walker.buffer[node.key[0] : node.key[1]].decode("utf-8", "replace") if node.key else ""
    match node.kind:
        case "element":
            return f"/{name}[{node.position}]" if node.position > 0 else f"/*[{-node.position}]"
        case "attribute":
            return f"/@{name}"
        case "comment":
            return "/comment()"
        case "instruction":
            return f"/processing-instruction('{name}')"
    return "/text()"
