"""Octets of the wire for reading: as text with every line break visible, and as HTTP/2 frames taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.format.masking import CREDENTIALS, masked_spans
from app.format.runs import chunk_runs, data_runs, frames, split_spans
from app.masker import MASK, Span, masker, merged
from app.model.exchange import Exchange

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
    return tuple(span for kind, span in frames(octets) if kind in HEADER_FRAMES)


def spans_to_mask(hop: Exchange, outgoing: bool, octets: bytes) -> tuple[Span, ...]:
    """What must not be shown of the octets that one hop sent or received.

    In HTTP/2 the header lines are packed; where a credential or a secret may be among them, the whole block
    is left out. Of a secret that chunks or frames cut into parts, each part is.
    """
    secrets = hop.wire.secrets if hop.wire is not None else ()
    hidden = masker(secrets)
    if not is_framed(hop):
        return merged([*masked_spans(octets, secrets), *split_spans(octets, chunk_runs(octets), hidden)])
    blocks = header_blocks(octets) if secrets or _has_credentials(hop, outgoing) else ()
    return merged([*blocks, *hidden.spans(octets), *split_spans(octets, data_runs(octets), hidden)])


def is_framed(hop: Exchange) -> bool:
    """Whether the octets are HTTP/2 frames."""
    return hop.wire is not None and bool(hop.wire.frames)


def _has_credentials(hop: Exchange, outgoing: bool) -> bool:
    headers = hop.request.headers if outgoing else hop.response.headers if hop.response else ()
    return any(name.lower() in CREDENTIALS for name, _ in headers)


def blanked(octets: bytes, masked: Sequence[Span]) -> bytes:
    """The octets with an asterisk in place of each one that must not be shown: every other one stays where
    it is."""
    out = bytearray(octets)
    for start, end in masked:
        out[start:end] = b"*" * (end - start)
    return bytes(out)
