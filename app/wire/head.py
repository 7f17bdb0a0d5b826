"""The head of an HTTP/1.1 answer read from its octets: every line as it came."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.model.exchange import Header

_STATUS_LINE = re.compile(rb"(HTTP/\d\.\d) (\d{3})(?: (.*))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """A status line taken apart and the header lines in order: names in their case, duplicates kept."""

    http_version: str
    status: int
    reason: str
    headers: tuple[Header, ...]
    size: int


def text_of(octets: bytes) -> str:
    """Octets of a head as text: UTF-8 where they are, else ISO 8859-1, which fits anything."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def read_head(octets: bytes) -> Head | None:
    """Take a head apart (RFC 9112 sections 3 to 5); None when it is not one. ``size`` is in bytes."""
    lines = octets.replace(b"\r\n", b"\n").split(b"\n")
    match = _STATUS_LINE.match(lines[0])
    if match is None:
        return None
    version, status, reason = match.groups()
    return Head(text_of(version), int(status), text_of(reason or b""), _headers(lines[1:]), len(octets))


def _headers(lines: list[bytes]) -> tuple[Header, ...]:
    pairs: list[Header] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and pairs:
            # A folded line (obsolete, RFC 9112 section 5.2) belongs to the value before it.
            name, value = pairs[-1]
            pairs[-1] = (name, f"{value} {text_of(line.strip())}")
        elif line:
            raw_name, _, raw_value = line.partition(b":")
            pairs.append((text_of(raw_name), text_of(raw_value.strip(b" \t"))))
    return tuple(pairs)
