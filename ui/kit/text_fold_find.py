"""Where a region ends that begins with a line, found in slices of a text that is indented as it nests."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from ui.kit.text_blocks import Octets, border
from ui.kit.text_folds import Fold

_SLICE = 256 * 1024
_OVERLAP = 4096  # more than a line break with its indentation and a sign
_CLOSERS = {b"{": b"}", b"[": b"]", b"(": b")"}
_FIRST_LINES = 64 * 1024

Finding = Iterator[Fold | None]
"""Gives None while it searches, and at last the fold, if there is one."""


def indentation(line: bytes) -> int:
    """How many bytes of blanks a line begins with; -1 for a line of nothing else."""
    bare = line.lstrip(b" \t\r\n")
    return len(line) - len(bare) if bare else -1


def is_header(line: bytes, following: bytes) -> bool:
    """Whether a region begins with this line, which the other one follows."""
    return 0 <= indentation(line) < indentation(following)


def find_fold(buffer: Octets, start: int, end: int, seconds: float) -> Finding:
    """The region that begins with the line from ``start`` to ``end``; each step takes about so long."""
    line = buffer[start:end]
    indent = line[: max(0, indentation(line))]
    wanted, closes = _ending(line, indent)
    deadline = time.perf_counter() + seconds
    position = end
    while position < len(buffer):
        data = buffer[position : position + _SLICE + _OVERLAP]
        found = wanted.search(data) if isinstance(wanted, re.Pattern) else None
        at = data.find(wanted) if isinstance(wanted, bytes) else (found.start() if found else -1)
        if 0 <= at < _SLICE:
            yield end, _end_of_line(buffer, position + at, closes or _is_closer(data[at:], indent))
            return
        position += _SLICE
        if time.perf_counter() > deadline:
            yield None
            deadline = time.perf_counter() + seconds
    if isinstance(wanted, re.Pattern) and end < len(buffer):
        yield end, _without_break(buffer, len(buffer))


def _ending(line: bytes, indent: bytes) -> tuple[bytes | re.Pattern[bytes], bool]:
    """What comes after the inside of a region, and whether it is sure to be part of the region."""
    bare = line.strip()
    if closer := _CLOSERS.get(bare[-1:]):
        return b"\n" + indent + closer, True
    if bare[:1] == b"<" and bare[1:2].isalpha() and bare[-2:] != b"/>":
        return b"\n" + indent + b"</", True
    return re.compile(rb"\n[ \t]{0,%d}(?=[^ \t\r\n])" % len(indent)), False


def _is_closer(data: bytes, indent: bytes) -> bool:
    line = data[1 : len(indent) + 3]
    return line.startswith(indent) and line[len(indent) :][:1] in (b"}", b"]", b")", b"<")


def _end_of_line(buffer: Octets, line_break: int, included: bool) -> int:
    """Where the region ends: with the line after this break, or with the one before."""
    if not included:
        return _without_break(buffer, line_break + 1)
    position = line_break + 1
    while position < len(buffer):
        data = buffer[position : position + _OVERLAP]
        found = data.find(b"\n")
        if found >= 0:
            return _without_break(buffer, position + found + 1)
        position += _OVERLAP
    return len(buffer)


def _without_break(buffer: Octets, end: int) -> int:
    tail = buffer[max(0, end - 2) : end]
    return end - (len(tail) - len(tail.rstrip(b"\r\n")))


def find_level(buffer: Octets, level: int, seconds: float) -> Iterator[list[Fold]]:
    """All regions of one level (1 is the outermost), some with each step of about so many seconds."""
    depth = (level - 1) * _unit(buffer)
    # Lines indented no deeper than the level; what lies between two of them is inside a region.
    shallow = re.compile(rb"^[ \t]{0,%d}[^ \t\r\n][^\r\n]*" % depth, re.MULTILINE)
    found: list[Fold] = []
    deadline = time.perf_counter() + seconds
    header, blocks = (-1, 0), -(-len(buffer) // (64 * 1024))
    for block in range(blocks):
        begin = border(buffer, block)
        data = buffer[begin : border(buffer, block + 1)]
        for match in shallow.finditer(data):
            start, end = begin + match.start(), begin + match.end()
            line = match[0]
            indent = indentation(line)
            if header[0] == depth and start > header[1] + 2:
                closes = indent == depth and line[indent : indent + 1] in (b"}", b"]", b")", b"<")
                last = end if closes else _without_break(buffer, start)
                if last > header[1]:
                    found.append((header[1], last))
            header = (indent, end)
        if time.perf_counter() > deadline:
            yield found
            found, deadline = [], time.perf_counter() + seconds
    if header[0] == depth and _without_break(buffer, len(buffer)) > header[1]:
        found.append((header[1], _without_break(buffer, len(buffer))))
    yield found


def _unit(buffer: Octets) -> int:
    """By how much the first nested line is indented."""
    for line in buffer[0:_FIRST_LINES].split(b"\n"):
        if (indent := indentation(line)) > 0:
            return indent
    return 2
