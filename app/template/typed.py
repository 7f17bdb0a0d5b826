"""Whether the text of a variable is what its type says, as it would stand in JSON."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from app.template.scan import scan

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def fits(text: str, kind: str) -> bool:
    """Whether a text is of one of `app.model.environment.TYPES`. One that names variables always is: what
    it becomes is known only when it is used."""
    bare = text.strip()
    if scan(text):
        return True
    match kind:
        case "number":
            return _NUMBER.fullmatch(bare) is not None
        case "boolean":
            return bare.lower() in ("true", "false")
        case "object":
            return isinstance(_parsed(bare), dict | list)
        case "null":
            return bare in ("", "null")
    return True


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")
