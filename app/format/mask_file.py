"""Writes a large body without the secrets in it, a piece at a time; also one in UTF-16."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from app.format.masking import MASK, SHORTEST, merged, secret_spans
from app.model.payload import Payload

_PIECE: Final = 64 * 1024  # bytes; a search of so many lets other threads have their turn
_SAMPLE: Final = 1024  # bytes that tell UTF-16 from others
_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WIDEST: Final = 12  # octets at most of one character of a secret, in its longest spelling


def masked_pieces(payload: Payload, secrets: tuple[str, ...]) -> Iterator[bytes]:
    """The bytes of a body with a mask for every secret, in pieces."""
    pieces = _pieces(payload)
    first = next(pieces, b"")
    wide = wide_encoding(first)
    whole = chain((first,), pieces)
    if wide:
        yield from _masked_wide(whole, secrets, wide)
    else:
        yield from _masked_pieces(whole, secrets)


def wide_encoding(head: bytes) -> str:
    """Which UTF-16 a body begins in, by its mark or by the zeros in what seems to be Latin text; empty for
    any other."""
    for mark, name in _MARKS.items():
        if head.startswith(mark):
            return name
    sample = head[:_SAMPLE]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    for at, name in enumerate(("utf-16-be", "utf-16-le")):
        if zeros[at] * 4 > len(sample) and zeros[1 - at] * 8 < zeros[at]:
            return name
    return ""


def _masked_wide(pieces: Iterable[bytes], secrets: tuple[str, ...], encoding: str) -> Iterator[bytes]:
    """By way of UTF-8, in which secrets are looked for; what is no text at the end stays as it is."""
    wide = codecs.getincrementaldecoder(encoding)("surrogatepass")
    narrow = codecs.getincrementaldecoder("utf-8")("surrogatepass")
    as_utf8 = (wide.decode(piece).encode("utf-8", "surrogatepass") for piece in pieces)
    for piece in _masked_pieces(as_utf8, secrets):
        yield narrow.decode(piece).encode(encoding, "surrogatepass")
    yield wide.getstate()[0]


def _masked_pieces(pieces: Iterable[bytes], secrets: tuple[str, ...]) -> Iterator[bytes]:
    known = tuple(secret for secret in secrets if len(secret) >= SHORTEST)
    overlap = max((len(secret) * _WIDEST for secret in known), default=0)
    held = b""
    for piece in pieces:
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
