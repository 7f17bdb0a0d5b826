"""Time spans as people type them into a field and read them there: "30 s", "500 ms", "2 min", "no limit"."""

from __future__ import annotations

import re
from typing import Final

NO_LIMIT: Final = "no limit"

_SPAN: Final = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?)\s*(ms|s|sec|m|min|h)?", re.IGNORECASE)
_UNITS: Final = {"ms": 1, "s": 1000, "sec": 1000, "m": 60_000, "min": 60_000, "h": 3_600_000}


def read_duration(text: str) -> int | None:
    """Milliseconds of a text, which are meant where no unit is named; None for what is no time span."""
    text = text.strip()
    if text.lower() in (NO_LIMIT, "none", "never"):
        return 0
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    return round(float(match[1].replace(",", ".")) * _UNITS[(match[2] or "ms").lower()])


def duration_words(milliseconds: int) -> str:
    """The text that reads as so many milliseconds; 0 is no limit."""
    if milliseconds == 0:
        return NO_LIMIT
    for unit, size in (("h", 3_600_000), ("min", 60_000), ("s", 1000)):
        if milliseconds % size == 0:
            return f"{milliseconds // size} {unit}"
    return f"{milliseconds} ms"
