"""Writes a large body without the secrets in it, a piece at a time; also one in UTF-16."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from app.masker import masker
from app.model.payload import Payload

_PIECE: Final = 64 * 1024  # bytes; a search of so many lets other threads have their turn
_SAMPLE: Final = 1024  # bytes that tell UTF-16 from others
_MARKS: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def masked_pieces(payload: Payload, secrets: tuple[str, ...]) -> Iterator[bytes]:
    """The bytes of a body with a mask for every secret, in pieces."""
    pieces = _pieces(payload)
    first = next(pieces, b"")
    wide = wide_encoding(first)
    whole = chain((first,), pieces)
    if wide:
        yield from _masked_wide(whole, secrets, wide)
    else:
        yield from masker(secrets).mask_pieces(whole)


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
    for piece in masker(secrets).mask_pieces(as_utf8):
        yield narrow.decode(piece).encode(encoding, "surrogatepass")
    yield wide.getstate()[0]


def _pieces(payload: Payload) -> Iterator[bytes]:
    if payload.data is not None or payload.path is None:
        yield payload.data or b""
        return
    with payload.path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
