"""What two responses differ in apart from their bodies: header lines, status, protocol, timing, sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from app.diff.side import Side
from app.format import words
from app.model.exchange import PHASES

FactKind = Literal["same", "changed", "added", "removed", "usual"]

USUAL: Final = frozenset(
    (
        *("age", "cf-ray", "date", "expires", "nel", "report-to", "server-timing", "traceparent"),
        *("x-amz-cf-id", "x-amzn-requestid", "x-amzn-trace-id", "x-correlation-id", "x-request-id"),
        *("x-ratelimit-remaining", "x-ratelimit-reset", "x-response-time", "x-runtime"),
    )
)
"""Headers that differ between any two responses; such a difference is told and not counted."""

_PHASE_WORDS: Final = {"dns": "DNS", "tls": "TLS"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing with what either side says of it. ``note`` is what else is to be said: the difference."""

    name: str
    left: str
    right: str
    kind: FactKind
    note: str = ""


def header_facts(left: Side, right: Side) -> tuple[Fact, ...]:
    """The headers of both by name in any case, those that differ first; the order of values is nothing."""
    mine, other = _by_name(left), _by_name(right)
    facts = [_header_fact(name, mine.get(name), other.get(name)) for name in dict.fromkeys((*mine, *other))]
    return tuple(sorted(facts, key=lambda fact: (fact.kind == "same", fact.kind == "usual")))


def status_facts(left: Side, right: Side) -> tuple[Fact, ...]:
    """Status, protocol and type of both, the sizes, and the time of each phase. Times and sizes on the
    wire differ between any two responses and do not count."""
    facts = [
        _fact("Status", _status(left), _status(right)),
        _fact("Protocol", left.http_version, right.http_version),
        _fact("Content type", left.content_type, right.content_type),
        _fact("Encoding", _encoding(left), _encoding(right)),
        _measured("Body", left.payload.size, right.payload.size, usual=False),
        _measured("Body on the wire", left.wire_size, right.wire_size),
        _measured("Head", left.header_size, right.header_size),
    ]
    return tuple(fact for fact in facts if fact.left or fact.right) + _timing_facts(left, right)


def count_differences(facts: tuple[Fact, ...]) -> int:
    """How many of these count."""
    return sum(fact.kind in ("changed", "added", "removed") for fact in facts)


def _by_name(side: Side) -> dict[str, tuple[str, list[str]]]:
    """The name as it came first, and the values, by the name in lower case."""
    found: dict[str, tuple[str, list[str]]] = {}
    for name, value in side.headers:
        found.setdefault(name.lower(), (name, []))[1].append(value.strip(" \t"))
    return found


def _header_fact(name: str, left: tuple[str, list[str]] | None, right: tuple[str, list[str]] | None) -> Fact:
    mine, other = left[1] if left else [], right[1] if right else []
    kind: FactKind = "changed"
    if sorted(mine) == sorted(other):
        kind = "same"
    elif name in USUAL:
        kind = "usual"
    elif not mine or not other:
        kind = "added" if other else "removed"
    shown = (left or right or (name, []))[0]
    note = "usual" if kind == "usual" else "" if kind in ("same", "changed") else kind
    return Fact(shown, "\n".join(mine), "\n".join(other), kind, note)


def _fact(name: str, left: str, right: str, usual: bool = False, note: str = "") -> Fact:
    kind: FactKind = "same" if left == right else "usual" if usual else "changed"
    return Fact(name, left, right, kind, note)


def _status(side: Side) -> str:
    if side.status is None:
        return ""
    return f"{side.status} {side.reason or words.status(side.status)}".strip()


def _encoding(side: Side) -> str:
    return side.reading().encoding if side.payload.size else ""


def _measured(name: str, left: int | None, right: int | None, usual: bool = True) -> Fact:
    texts = tuple("" if size is None else words.size(size) for size in (left, right))
    if left is None or right is None or left == right:
        return _fact(name, texts[0], texts[1], usual=usual or left is None or right is None)
    more = right - left
    note = f"{'+' if more > 0 else '−'}{words.size(abs(more))}"
    return Fact(name, texts[0], texts[1], "usual" if usual else "changed", note)


def _timing_facts(left: Side, right: Side) -> tuple[Fact, ...]:
    if left.timing is None and right.timing is None:
        return ()
    facts = []
    for phase in (*PHASES, "total"):
        mine = getattr(left.timing, phase, None)
        other = getattr(right.timing, phase, None)
        if mine is not None or other is not None:
            name = _PHASE_WORDS.get(phase, phase.capitalize())
            facts.append(_timed(name, mine, other))
    return tuple(facts)


def _timed(name: str, left: float | None, right: float | None) -> Fact:
    texts = tuple("" if ms is None else words.milliseconds(ms) for ms in (left, right))
    note = ""
    if left is not None and right is not None and texts[0] != texts[1]:
        more = right - left
        note = f"{'+' if more > 0 else '−'}{words.milliseconds(abs(more))}"
    return Fact(name, texts[0], texts[1], "same" if texts[0] == texts[1] else "usual", note)
