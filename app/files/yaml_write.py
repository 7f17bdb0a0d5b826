"""Write data as YAML in one style, so that the same data always gives the same bytes.

Two spaces of indent, sequences indented under their key, a blank line between top-level blocks, a literal
block for text of several lines, and quotes wherever YAML 1.1 or 1.2 would read something else than text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from yaml.resolver import Resolver

from app.files.yaml import DecimalNumber, WholeNumber

# Everything that a YAML file may hold as it is, apart from line ends of any kind, tabs and the marks of
# byte order: those are escaped.
_SPECIAL = re.compile("[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`= ")
_MORE_1_1 = re.compile(r"^(?:[yYnN]|0o[0-7]+|[-+]?[0-9][0-9_,.:eE+-]*)$")
_FLOW_PLAIN = re.compile(r"^[A-Za-z_/][\w./-]*$", re.ASCII)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def write(data: Mapping[str, Any]) -> str:
    """A whole document: the entries of a mapping with a blank line between them."""
    return "\n".join(entry(key, value, 0) for key, value in data.items())


def entry(key: str, value: Any, column: int) -> str:
    """One ``key: value`` at a column, with its final line end."""
    return f"{' ' * column}{scalar(key)}:{after_mark(value, column)}\n"


def row(value: Any, column: int) -> str:
    """One ``- value`` with the dash at a column, with its final line end."""
    return f"{' ' * column}-{after_dash(value, column)}\n"


def after_mark(value: Any, column: int) -> str:
    """What follows the colon of a key that stands at a column; no final line end."""
    if isinstance(value, Mapping) and value:
        return "\n" + "".join(entry(key, inner, column + 2) for key, inner in value.items())[:-1]
    if isinstance(value, list | tuple) and value:
        return "\n" + "".join(row(inner, column + 2) for inner in value)[:-1]
    return " " + leaf(value, column)


def after_dash(value: Any, column: int) -> str:
    """What follows a dash that stands at a column; no final line end."""
    if isinstance(value, Mapping | list | tuple) and value:
        # The first line of the collection stands on the line of the dash.
        return " " + after_mark(value, column).removeprefix("\n").lstrip(" ")
    return " " + leaf(value, column)


def leaf(value: Any, column: int) -> str:
    """A value without parts; its further lines are indented below ``column``."""
    match value:
        case str():
            return literal(value, column + 2) if _is_literal(value) else scalar(value)
        case Mapping():
            return "{}"
        case list() | tuple():
            return "[]"
    return _atom(value)


def flow(value: Any) -> str:
    """A value on one line, with brackets."""
    match value:
        case Mapping():
            inner = ", ".join(f"{flow(str(key))}: {flow(part)}" for key, part in value.items())
            return f"{{{inner}}}"
        case list() | tuple():
            return f"[{', '.join(map(flow, value))}]"
        case str():
            plain = _FLOW_PLAIN.match(value) and _is_plain(value)
            return value if plain else quoted(value)
    return _atom(value)


def _atom(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case WholeNumber() | DecimalNumber():
            return value.text
        case int():
            return str(value)
        case float():
            return repr(value).replace("inf", ".inf").replace("nan", ".nan")
    raise TypeError(f"{type(value).__name__} has no spelling in YAML")


def scalar(text: str) -> str:
    """A text on one line: plain where every reader takes it for the same text, else in double quotes."""
    return text if _is_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes, with escapes for what cannot stand as it is."""
    text = _LONE_SURROGATES.sub("\ufffd", text)
    inner = "".join(_ESCAPES.get(char) or _escape(char) for char in text)
    return f'"{inner}"'


def _escape(char: str) -> str:
    if not _SPECIAL.match(char):
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"


def single_quoted(text: str) -> str:
    """A text in single quotes; in double quotes where those cannot hold it."""
    if _SPECIAL.search(text):
        return quoted(text)
    inner = text.replace("'", "''")
    return f"'{inner}'"


def _is_plain(text: str) -> bool:
    if not text or text[0] in _INDICATORS or text[-1] in " :" or text.startswith("..."):
        return False
    if ": " in text or " #" in text or _SPECIAL.search(text):
        return False
    readings = Resolver.yaml_implicit_resolvers.get(text[0], [])
    return not _MORE_1_1.match(text) and not any(pattern.match(text) for _, pattern in readings)


def _is_literal(text: str) -> bool:
    lines = text.split("\n")
    if len(lines) == 1 or text.endswith("\n\n") or not text.strip("\n") or text.startswith("\t"):
        return False
    return not any(line.endswith((" ", "\t")) or _SPECIAL.search(line.replace("\t", "")) for line in lines)


def literal(text: str, column: int) -> str:
    """A text of several lines as a literal block, its lines at a column; no final line end."""
    body = text.removesuffix("\n")
    # A block that starts with a space or an empty line must say its indent itself.
    indent = "2" if body[0] in " \n" else ""
    chomp = "" if text.endswith("\n") else "-"
    lines = (" " * column + line if line else "" for line in body.split("\n"))
    return "\n".join([f"|{indent}{chomp}", *lines])
