"""What is typed into the search of the history: words, and terms such as ``status:5xx`` or ``is:pinned``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from app.history.entry import FAILED, Query

KEYS: Final = {
    "status": "a code, a class such as 5xx, or failed",
    "method": "GET, POST, …",
    "host": "a part of its name",
    "collection": "its name, in quotes where it has blanks",
    "since": "today, yesterday, 7d, 12h or 2026-01-31",
    "until": "a day before which it was sent",
    "is": "pinned",
}
"""The terms, and what may stand behind their colon."""

VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "status": ("2xx", "3xx", "4xx", "5xx", "failed"),
    "method": ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"),
    "since": ("today", "yesterday", "7d", "30d"),
    "until": ("today", "yesterday", "7d", "30d"),
    "is": ("pinned",),
}

_TERM: Final = re.compile(r'(?<!\S)([A-Za-z]+):("[^"]*"?|\S*)')
_AGO: Final = re.compile(r"(\d{1,5})([hdw])")
_HOURS: Final = {"h": 1, "d": 24, "w": 168}
_EARLIEST: Final = datetime(2000, 1, 1)
_STATUS: Final = re.compile(r"[1-5](?:xx|\d\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text asks for; ``problem`` is a sentence about a term that cannot be read, which is passed
    over then."""

    query: Query
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What fits the place of the cursor: ``text[start:end]`` may become one of ``choices``."""

    start: int
    end: int
    choices: tuple[str, ...] = ()


def read(text: str, now: datetime) -> Asked:
    """The query that a text means. Anything that is no term is a word to look for."""
    query, problem, words, last = Query(), "", [], 0
    for match in _TERM.finditer(text):
        key, value = match[1].lower(), match[2].strip('"')
        if key not in KEYS:
            continue
        words.append(text[last : match.start()])
        last = match.end()
        try:
            query = replace(query, **_change(key, value, now)) if value else query
        except ValueError:
            problem = f"{match[0]} says nothing here: {key} takes {KEYS[key]}."
    words.append(text[last:])
    return Asked(replace(query, text=" ".join(" ".join(words).split())), problem)


def _change(key: str, value: str, now: datetime) -> dict[str, Any]:
    """The field of a query that a term sets. Raises ValueError for a value that means nothing."""
    match key:
        case "status":
            return {"status": _status(value.lower())}
        case "method":
            return {"method": value.upper()}
        case "since" | "until":
            return {key: _moment(value.lower(), now)}
        case "is":
            if value.lower() != "pinned":
                raise ValueError(value)
            return {"pinned": True}
    return {key: value}


def _status(value: str) -> int:
    if value == "failed":
        return FAILED
    if not _STATUS.fullmatch(value):
        raise ValueError(value)
    return int(value[0]) if value.endswith("xx") else int(value)


def _moment(value: str, now: datetime) -> datetime:
    """The beginning of a day, or so many hours, days or weeks ago."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if value in ("today", "yesterday"):
        return today - timedelta(days=value == "yesterday")
    if ago := _AGO.fullmatch(value):
        return max(now - timedelta(hours=int(ago[1]) * _HOURS[ago[2]]), _EARLIEST)
    # Nothing was sent before, and not every system counts further back.
    return max(datetime.fromisoformat(value).replace(tzinfo=None), _EARLIEST)


def complete(text: str, cursor: int, known: Mapping[str, Sequence[str]]) -> Words:
    """What can stand at the cursor: the name of a term, or a value of one.

    Args:
        known: values by the name of their term, besides those that are always known.
    """
    for match in _TERM.finditer(text):
        if match.start(2) <= cursor <= match.end() and match[1].lower() in KEYS:
            typed = text[match.start(2) : cursor].strip('"').lower()
            key = match[1].lower()
            values = (*VALUES.get(key, ()), *known.get(key, ()))
            fitting = tuple(quoted(each) for each in values if typed in each.lower())
            return Words(match.start(2), match.end(), () if fitting == (match[2],) else fitting)
    start = text.rfind(" ", 0, cursor) + 1
    typed = text[start:cursor].lower()
    end = cursor + len(text[cursor:].split(" ", 1)[0])
    names = tuple(f"{key}:" for key in KEYS if typed and key.startswith(typed))
    return Words(start, end, names)


def with_term(text: str, key: str, value: str) -> str:
    """The text with a term set to a value, in its place or at the end; an empty value takes it out."""
    term = f"{key}:{quoted(value)}" if value else ""
    places = [match for match in _TERM.finditer(text) if match[1].lower() == key]
    if not places:
        return f"{text} {term}".strip()
    for match in reversed(places[1:]):
        text = text[: match.start()] + text[match.end() :]
    start, end = places[0].span()
    return re.sub(r" {2,}", " ", text[:start] + term + text[end:]).strip()


def value_of(text: str, key: str) -> str:
    """The value of a term in a text; empty where it is not there."""
    values = [match[2].strip('"') for match in _TERM.finditer(text) if match[1].lower() == key]
    return values[-1] if values else ""


def quoted(value: str) -> str:
    """A value as it is typed."""
    return f'"{value}"' if re.search(r"\s", value) else value
