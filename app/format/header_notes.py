"""Compares the header lines that were asked for with those that went out; the same list, or told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.model.exchange import Header

ADDED = "added by Sonde"
NOT_SENT = "not sent"
CHANGED = "changed"
LOWERED = "in lower case, as HTTP/2 wants it"


@dataclass(frozen=True, slots=True)
class NotedHeader:
    """A header line and what is to be said of it; nothing when it went out as it was asked for."""

    name: str
    value: str
    note: str = ""


def noted(typed: Sequence[Header], sent: Sequence[Header]) -> tuple[NotedHeader, ...]:
    """The lines sent in their order, and among them, where they stood, those that were not sent."""
    out: list[NotedHeader] = []
    matcher = SequenceMatcher(None, [_key(line) for line in typed], [_key(line) for line in sent], False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(typed[first:last], sent[begin:end], strict=True)
            out += [NotedHeader(*line, LOWERED if line != asked else "") for asked, line in pairs]
        else:
            out += _different(list(typed[first:last]), sent[begin:end])
    return tuple(out)


def _key(line: Header) -> Header:
    return line[0].lower(), line[1].strip(" \t")


def _different(typed: list[Header], sent: Sequence[Header]) -> list[NotedHeader]:
    out: list[NotedHeader] = []
    for name, value in sent:
        asked = next((line for line in typed if line[0].lower() == name.lower()), None)
        if asked is not None:
            typed.remove(asked)
        note = ADDED if asked is None else f"{CHANGED}, typed: {asked[1]}"
        out.append(NotedHeader(name, value, note))
    return out + [NotedHeader(name, value, NOT_SENT) for name, value in typed]
