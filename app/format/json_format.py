"""Pretty-print JSON on its text: digits, escapes, duplicate keys and their order stay as they came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.format import words
from app.format.json_lenient import indent_json
from app.format.source import (
    PIECE,
    Malformed,
    NotFormatted,
    Source,
    count_breaks,
    ends_too_early,
    malformed_at,
    start_of,
)
from app.work.job import Report

_FAST_LEVELS: Final = 100
"""Deeper than this the fast formatter may write gigabytes of spaces, and at 1,000 levels it gives up."""

_ALMOST: Final = (b"N", b"I", b"u", b"/", b"]", b"}")
_BYTE_OFFSET = re.compile(r" \(byte (\d+)\)")
_TO_SQUARE: Final = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


def format_json(source: Source, report: Report) -> Iterator[bytes]:
    """Each member and element on a line of its own. Raises Malformed where it is no JSON (RFC 8259)."""
    if _is_deep(source):
        yield from indent_json(source, report, strict=True)
        return
    formatted = _format_fast(memoryview(source)[start_of(source) :], source)
    report(0.7)
    for at in range(0, len(formatted), PIECE):
        yield formatted[at : at + PIECE]


def is_almost_json(source: Source, problem: Malformed) -> bool:
    """Whether it may be a comment, NaN, Infinity, undefined or a trailing comma that is the mistake."""
    offset = problem.offset
    return offset is not None and source[offset : offset + 1] in _ALMOST


def format_json_leniently(source: Source, report: Report) -> Iterator[bytes]:
    """The same for what is almost JSON: comments, NaN, Infinity and trailing commas are kept."""
    return indent_json(source, report, strict=False)


def format_lines(source: Source, report: Report) -> Iterator[bytes]:
    """NDJSON: the value of each line over several lines, one after the other.

    Raises Malformed at the first line that is no JSON.
    """
    for start, end in _lines(source):
        yield _format_line(source, start, end)
        report(end / len(source))


def format_lines_leniently(source: Source, report: Report) -> Iterator[bytes]:
    """The same, where lines that are no JSON stay as they are."""
    for start, end in _lines(source):
        try:
            yield _format_line(source, start, end)
        except NotFormatted:
            yield source[start:end] + b"\n"
        report(end / len(source))


def _format_fast(text: memoryview, source: Source) -> bytes:
    import msgspec

    try:
        return msgspec.json.format(text, indent=2)
    except msgspec.DecodeError as error:
        raise _problem(str(error), source) from None
    finally:
        # A map cannot be closed while a view of it is about, and a traceback keeps this one.
        text.release()


def _problem(message: str, source: Source) -> Malformed:
    """The library's words as a clause: "invalid character at line 3, column 7"."""
    match = _BYTE_OFFSET.search(message)
    if "truncated" in message or not match:
        return ends_too_early(source)
    reason = _BYTE_OFFSET.sub("", message).removeprefix("JSON is malformed: ")
    return malformed_at(source, start_of(source) + int(match[1]), reason)


def _is_deep(source: Source) -> bool:
    brackets = b"".join(_brackets(source[at : at + PIECE]) for at in range(0, len(source), PIECE))
    if _levels_closed(brackets):
        return False
    # Brackets in strings do not pair; only now is it worth the time to leave the strings out.
    return not _levels_closed(_brackets(_STRING.sub(b"", source)))


def _brackets(data: bytes) -> bytes:
    return data.translate(_TO_SQUARE, _NO_BRACKETS)


def _levels_closed(brackets: bytes) -> bool:
    """Whether pairs within pairs are gone after a hundred rounds of taking the innermost ones out."""
    for _ in range(_FAST_LEVELS):
        fewer = brackets.replace(b"[]", b"")
        if len(fewer) == len(brackets):
            break
        brackets = fewer
    return len(brackets) <= _FAST_LEVELS


def _lines(source: Source) -> Iterator[tuple[int, int]]:
    """Where each line that is not blank begins and ends, without its break and a record separator
    (RFC 7464)."""
    start = start_of(source)
    while start < len(source):
        end = source.find(b"\n", start)
        end = len(source) if end < 0 else end
        first = start + 1 if source[start : start + 1] == b"\x1e" else start
        if not source[first:end].isspace() and end > first:
            yield first, end
        start = end + 1


def _format_line(source: Source, start: int, end: int) -> bytes:
    line = source[start:end]
    try:
        return b"".join(format_json(line, lambda _: None)) + b"\n"
    except Malformed as problem:
        number = words.count(count_breaks(source, start) + 1)
        clause = str(problem).replace(", at line 1", "").replace("line 1, ", "")
        raise Malformed(f"line {number} is no JSON: {clause}", start) from None
