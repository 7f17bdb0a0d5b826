"""Bodies of several parts (RFC 2046 section 5.1): where each part begins and ends, without copying them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from mmap import mmap
from typing import Final

from app.work.job import JobProblem

MOST_PARTS: Final = 1_000
_HEADERS_LIMIT: Final = 64 * 1024  # bytes of the header lines of one part
_BOUNDARY: Final = re.compile(r';\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))', re.IGNORECASE)
_PARAMETER: Final = r';\s*{}\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))'
_HEADERS_END: Final = re.compile(rb"\r?\n\r?\n")
_FOLDED: Final = re.compile(r"\r?\n[ \t]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its header lines, and the bytes ``[start, end)`` of the body that are its own body."""

    headers: tuple[tuple[str, str], ...]
    start: int
    end: int

    def header(self, name: str) -> str:
        """The value of a header line, empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def content_type(self) -> str:
        """The type of the part; RFC 2046 section 5.1 says what a part without one is."""
        return self.header("content-type") or "text/plain"

    @property
    def name(self) -> str:
        """The name of the form field, of the file, or what else tells this part from others."""
        placed = self.header("content-disposition")
        for parameter in ("name", "filename"):
            found = re.search(_PARAMETER.format(parameter), placed, re.IGNORECASE)
            if found:
                return re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else found[2]
        return self.header("content-id") or self.header("content-range") or self.header("content-location")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a body. ``closed`` is False where the last delimiter never came; ``whole`` is False where
    there are more parts than MOST_PARTS."""

    parts: tuple[Part, ...]
    closed: bool
    whole: bool


def boundary_of(content_type: str) -> str:
    """The boundary that a Content-Type names, or empty."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        return ""
    return re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else found[2]


def split_parts(body: bytes | mmap, content_type: str) -> Parts:
    """Find the parts of a body.

    Raises:
        JobProblem: the type names no boundary, the boundary never occurs, or the header lines of a part
            have no end.
    """
    boundary = boundary_of(content_type)
    if not boundary:
        raise JobProblem("its Content-Type names no boundary")
    delimiter = b"--" + boundary.encode("utf-8", "surrogateescape")
    lines = _delimiters(body, delimiter)
    if not lines:
        raise JobProblem(f'its boundary "{boundary[:70]}" never occurs')
    closed = lines[-1].closes
    lines = lines if closed else [*lines, _Line(len(body), len(body), True)]
    pairs = list(pairwise(lines))
    parts = tuple(
        _part(body, number, line.after, following.before)
        for number, (line, following) in enumerate(pairs[:MOST_PARTS], 1)
    )
    return Parts(parts, closed, len(pairs) <= MOST_PARTS)


@dataclass(frozen=True, slots=True)
class _Line:
    """A delimiter: where what is before it ends, where what is after it begins; whether it is the last."""

    before: int
    after: int
    closes: bool


def _delimiters(body: bytes | mmap, delimiter: bytes) -> list[_Line]:
    """The delimiter lines up to the closing one, or up to one more than are looked at."""
    found: list[_Line] = []
    position = 0
    while len(found) <= MOST_PARTS + 1 and (position := body.find(delimiter, position)) >= 0:
        line = _line_at(body, position, position + len(delimiter))
        if line is not None:
            found.append(line)
            if line.closes:
                break
        position += len(delimiter)
    return found


def _line_at(body: bytes | mmap, start: int, end: int) -> _Line | None:
    """The delimiter line around a place where the delimiter was found; None where it only looks like one."""
    if start > 0 and body[start - 1] != 10:
        return None
    before = start - (0 if start == 0 else 2 if start > 1 and body[start - 2] == 13 else 1)
    if body[end : end + 2] == b"--":
        return _Line(before, end + 2, True)
    # Spaces may follow (RFC 2046 section 5.1.1); anything else makes it a longer boundary.
    rest = re.match(rb"[ \t]{0,100}(?:\r?\n|\r?$)", body[end : end + 103])
    return None if rest is None else _Line(before, end + rest.end(), False)


def _part(body: bytes | mmap, number: int, start: int, end: int) -> Part:
    head = body[start : min(end, start + _HEADERS_LIMIT)]
    # Without header lines a part begins with the empty line itself.
    if head.startswith((b"\r\n", b"\n")):
        return Part((), start + (2 if head[0] == 13 else 1), max(end, start))
    found = _HEADERS_END.search(head)
    if found is None:
        if end - start > _HEADERS_LIMIT:
            raise JobProblem(f"the header lines of part {number} have no end")
        return Part(_headers(head), end, end)
    return Part(_headers(head[: found.start()]), start + found.end(), max(end, start + found.end()))


def _headers(lines: bytes) -> tuple[tuple[str, str], ...]:
    text = _FOLDED.sub(" ", lines.decode("utf-8", "replace"))
    pairs = (line.partition(":") for line in text.splitlines())
    return tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
