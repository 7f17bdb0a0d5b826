"""Octets of the wire for reading: as text with every line break visible, and as HTTP/2 frames taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.format.masking import MASK, Span

FRAME_HEADER = 9  # octets before each payload (RFC 9113 section 4.1)
HEADER_FRAMES = frozenset({1, 5, 9})  # HEADERS, PUSH_PROMISE, CONTINUATION

_CR = "␍".encode()
_LF = "␊\n".encode()


def readable(octets: bytes, masked: Sequence[Span] = ()) -> bytes:
    """The octets as text (UTF-8 where they are): CR and LF are visible, and a line ends after each LF.

    Args:
        octets: as they crossed the wire.
        masked: what must not be shown.
    """
    return MASK.encode().join(_visible(piece) for piece in _unmasked(octets, masked))


def _visible(octets: bytes) -> bytes:
    return octets.replace(b"\r", _CR).replace(b"\n", _LF)


def _unmasked(octets: bytes, masked: Sequence[Span]) -> Iterator[bytes]:
    position = 0
    for start, end in masked:
        yield octets[position:start]
        position = end
    yield octets[position:]


def header_blocks(octets: bytes) -> tuple[Span, ...]:
    """The payloads of the HTTP/2 frames that hold header lines: HPACK hides them from a search, but not
    from a reader with a decoder."""
    found: list[Span] = []
    position = 0
    while position + FRAME_HEADER <= len(octets):
        length = int.from_bytes(octets[position : position + 3])
        start = position + FRAME_HEADER
        if octets[position + 3] in HEADER_FRAMES:
            found.append((start, min(start + length, len(octets))))
        position = start + length
    return tuple(found)
