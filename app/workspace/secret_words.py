"""Says in words where a secret stands in a file: the words of the window's own fields, where it has one."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from app.format.secret_hits import LOGIN

Place = tuple[str | int, ...]
"""The keys, and the rows from 0, that lead to a text of a file."""

_TABLES: Final = {"headers": "Header", "params": "Parameter", "variables": "Variable", "data": "Form field"}
_WORDS: Final = {"docs": "Docs", "description": "Description", "code": "Script", "script": "Script"}
_NAMED: Final = "named "


def words_for(place: Place, name: str, rule: str) -> str:
    """Such as ``Header X-Api-Key``; for a place that the window has no field for the keys that lead there.

    Args:
        name: what the text stands under.
        rule: why it counts as a secret.
    """
    keys = [str(part) for part in place if isinstance(part, str)]
    if not keys:
        return f"Variable {name}" if name else ""
    words = _in_url(keys, rule) or _in_table(place, name) or _of_key(keys, name) or spelled(place)
    return f"{words} of an example" if keys[0] == "examples" else words


def spelled(place: Place) -> str:
    """The keys that lead to a place, with rows counted from 1: ``http.headers[2].value``."""
    out = ""
    for part in place:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def _in_url(keys: list[str], rule: str) -> str:
    if rule == LOGIN:
        return "Login in the proxy's URL" if "proxy" in keys else "Login in the URL"
    if keys[-1] != "url":
        return ""
    return f"Parameter {rule.removeprefix(_NAMED)}" if rule.startswith(_NAMED) else "URL"


def _in_table(place: Place, name: str) -> str:
    for table, row in pairwise(place):
        if isinstance(row, int) and table in _TABLES:
            return f"{_TABLES[str(table)]} {name}"
    return ""


def _of_key(keys: list[str], name: str) -> str:
    last = keys[-1]
    if "proxy" in keys and last == "password":
        return "Password of the proxy"
    if last == "passphrase":
        return "Passphrase of the certificate"
    if keys[-2:] == ["auth", "value"]:
        return "Key"
    if len(keys) > 1 and keys[-2] == "auth":
        return last.capitalize() if last.islower() else last
    if "auth" in keys:
        return name
    return "Body" if keys[-2:] == ["body", "data"] else _WORDS.get(last, "")
