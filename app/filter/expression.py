"""What is asked of a body: an expression in one of three languages, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from app.format.reading import Reading
from app.format.tokens import Language

FilterLanguage = Literal["jsonpath", "jq", "xpath"]

TITLES: Final[dict[FilterLanguage, str]] = {"jsonpath": "JSONPath", "jq": "jq", "xpath": "XPath"}
"""Every language of expressions by the name that people know."""

_OFFERED: Final[dict[Language, tuple[FilterLanguage, ...]]] = {
    "json": ("jsonpath", "jq"),
    "ndjson": ("jsonpath", "jq"),
    "xml": ("xpath",),
    "html": ("xpath",),
}


@dataclass(frozen=True, slots=True)
class Expression:
    """``paths`` asks JSONPath for the places of the matches instead of their values."""

    language: FilterLanguage
    text: str
    paths: bool = False


@dataclass(frozen=True, slots=True)
class Filtered:
    """What an expression found: a body of its own, how many matches it has, how many seconds it took, and
    what must be known of it, such as digits that may have changed; empty where nothing must."""

    reading: Reading
    count: int
    seconds: float
    note: str = ""


def languages_for(reading: Reading) -> tuple[FilterLanguage, ...]:
    """The languages that can be asked of a body, the usual one first; none where it is no tree."""
    return () if reading.binary else _OFFERED.get(reading.language, ())
