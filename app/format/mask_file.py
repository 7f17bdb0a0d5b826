"""Writes a large body without the secrets in it, a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.format.masking import MASK, SHORTEST, merged, secret_spans
from app.model.payload import Payload

_PIECE: Final = 64 * 1024  # bytes; a search of so many lets other threads have their turn
_WIDEST: Final = 12  # octets at most of one character of a secret, in its longest spelling


def masked_pieces(payload: Payload, secrets: tuple[str, ...]) -> Iterator[bytes]:
    """The bytes of a body with a mask for every secret, in pieces."""
    known = tuple(secret for secret in secrets if len(secret) >= SHORTEST)
    overlap = max((len(secret) * _WIDEST for secret in known), default=0)
    held = b""
    for piece in _pieces(payload):
        held += piece
        settled = max(len(held) - overlap, 0)
        done, held = _masked(held, known, settled)
        yield done
    yield _masked(held, known, len(held))[0]


def _masked(octets: bytes, secrets: tuple[str, ...], settled: int) -> tuple[bytes, bytes]:
    """What is sure to be before ``settled``, masked, and the rest, in which a secret may only begin."""
    out, last = [], 0
    for start, end in merged(list(secret_spans(octets, secrets))):
        if start >= settled:
            break
        out += [octets[last:start], MASK.encode()]
        last = end
    settled = max(settled, last)
    return b"".join([*out, octets[last:settled]]), octets[settled:]


def _pieces(payload: Payload) -> Iterator[bytes]:
    if payload.data is not None or payload.path is None:
        yield payload.data or b""
        return
    with payload.path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
