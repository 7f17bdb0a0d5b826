"""What a server says of its own time: the Server-Timing header taken apart (W3C Server Timing, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.model.exchange import Header, Response

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_METRIC = re.compile(rf"\s*({_TOKEN})")
_PARAMETER = re.compile(rf'\s*;\s*({_TOKEN})?(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*))?')
_REST = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^,"]|")*?(?:,|\Z)')
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Metric:
    """One measurement of the server: ``duration`` in milliseconds, None where it gives none."""

    name: str
    duration: float | None = None
    description: str = ""


def server_timing(response: Response | None) -> tuple[Metric, ...]:
    """All measurements of an answer, those of its trailers too, in the order they came."""
    if response is None:
        return ()
    return tuple(metric for value in _values(response.headers + response.trailers) for metric in parse(value))


def _values(lines: Iterable[Header]) -> Iterable[str]:
    return (value for name, value in lines if name.lower() == "server-timing")


def parse(value: str) -> tuple[Metric, ...]:
    """The measurements of one header value; malformed ones are passed over, as browsers do."""
    found: list[Metric] = []
    position = 0
    while position < len(value):
        match = _METRIC.match(value, position)
        if match is not None:
            parameters, position = _parameters(value, match.end())
            found.append(Metric(match[1], _duration(parameters.get("dur", "")), parameters.get("desc", "")))
        rest = _REST.match(value, position)
        assert rest is not None, "The pattern fits everything."
        position = max(rest.end(), position + 1)
    return tuple(found)


def _parameters(value: str, position: int) -> tuple[dict[str, str], int]:
    """The parameters from a place on, and where they end; the first one of a name counts."""
    found: dict[str, str] = {}
    while match := _PARAMETER.match(value, position):
        position = match.end()
        if match[1]:
            found.setdefault(match[1].lower(), _unquoted(match[2] or ""))
    return found, position


def _unquoted(text: str) -> str:
    return _ESCAPED.sub(r"\1", text[1:-1]) if text.startswith('"') and len(text) > 1 else text


def _duration(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
