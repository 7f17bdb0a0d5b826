"""Where a body lies in the octets of the wire, which cut it into chunks or frames: a secret may be split."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.format.masking import head_length
from app.masker import Masker, Span

FRAME_HEADER: Final = 9  # octets before each payload of HTTP/2 (RFC 9113 section 4.1)
_DATA: Final = 0
_PADDED: Final = 0x8
_CHUNKED: Final = re.compile(rb"^transfer-encoding[ \t]*:[^\r\n]*chunked", re.IGNORECASE | re.MULTILINE)
_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,15})[^\r\n]*\r?\n")


def chunk_runs(octets: bytes) -> tuple[Span, ...]:
    """The data of each chunk of a body in HTTP/1.1 (RFC 9112 section 7.1); none for a body that is whole."""
    at = head_length(octets)
    return tuple(_chunks(octets, at)) if _CHUNKED.search(octets, 0, at) else ()


def _chunks(octets: bytes, at: int) -> Iterator[Span]:
    while size := _SIZE.match(octets, at):
        end = size.end() + int(size[1], 16)
        if end == size.end():
            return
        yield size.end(), min(end, len(octets))
        at = end + 2  # behind its line break


def frames(octets: bytes) -> Iterator[tuple[int, Span]]:
    """The type and the payload of each frame of HTTP/2."""
    position = 0
    while position + FRAME_HEADER <= len(octets):
        start = position + FRAME_HEADER
        end = start + int.from_bytes(octets[position : position + 3])
        yield octets[position + 3], (start, min(end, len(octets)))
        position = end


def data_runs(octets: bytes) -> tuple[Span, ...]:
    """The part of a body in each DATA frame, without its padding (RFC 9113 section 6.1)."""
    found = []
    for kind, (start, end) in frames(octets):
        if kind != _DATA or start == end:
            continue
        padded = octets[start - FRAME_HEADER + 4] & _PADDED
        found.append((start + 1, max(start + 1, end - octets[start])) if padded else (start, end))
    return tuple(found)


def split_spans(octets: bytes, runs: Sequence[Span], masker: Masker) -> Iterator[Span]:
    """Where the parts of secrets are that go from one run into another."""
    body = b"".join(octets[start:end] for start, end in runs)
    for first, last in masker.spans(body):
        before = 0
        for start, end in runs:
            begin, stop = max(first, before), min(last, before + end - start)
            if begin < stop:
                yield start + begin - before, start + stop - before
            before += end - start
