"""Files of ``NAME=value`` lines, as ``.env`` is in many projects: read leniently, never written.

Known are ``export``, comments, quotes (double ones with escapes and line breaks), and blank lines. A
line of another kind is passed over. References such as ``$OTHER`` stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.files.yaml import LARGEST_FILE

_LINE = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][A-Za-z0-9_.\-]*)[ \t]*=[ \t]*
    (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|`(?P<back>[^`]*)`|(?P<plain>[^\r\n]*))""",
    re.MULTILINE | re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "$": "$"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value and the line it stands in, counted from 1."""

    name: str
    value: str
    line: int


def parse(text: str) -> tuple[Entry, ...]:
    """The values of a text in order; of two with one name the last one counts."""
    entries, counted, line = [], 0, 1
    for match in _LINE.finditer(text.removeprefix("\ufeff")):
        line += text.count("\n", counted, match.start("name"))
        counted = match.start("name")
        entries.append(Entry(match["name"], _value(match), line))
    return tuple(entries)


def _value(match: re.Match[str]) -> str:
    if match["double"] is not None:
        return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[0]), match["double"])
    for quoted in (match["single"], match["back"]):
        if quoted is not None:
            return str(quoted)
    return _COMMENT.sub("", match["plain"]).strip()


def read(path: Path) -> tuple[Entry, ...]:
    """The values of a file; none where there is no such file, or it cannot be read."""
    try:
        with path.open("rb") as file:
            return parse(file.read(LARGEST_FILE).decode("utf-8", "replace"))
    except OSError:
        return ()
