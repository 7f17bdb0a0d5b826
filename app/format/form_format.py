"""Form data, ``a=1&b=2`` (application/x-www-form-urlencoded), one field a line; escapes stay as they came."""

from __future__ import annotations

from collections.abc import Iterator

from app.format.source import Source, start_of
from app.work.job import Report

_JOINT = b" = "


def format_form(source: Source, report: Report) -> Iterator[bytes]:
    """``name = value`` on a line of its own for each field; what is formatted already stays."""
    position = start_of(source)
    while position < len(source):
        end = source.find(b"&", position)
        end = len(source) if end < 0 else end
        yield _field(source[position:end]) + (b"\n" if end < len(source) else b"")
        position = end + 1
        report(end / len(source))


def _field(field: bytes) -> bytes:
    name, equals, value = field.partition(b"=")
    if not equals or name.endswith(b" "):
        return field
    return name + _JOINT + value
