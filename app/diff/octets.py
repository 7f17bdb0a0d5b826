"""Two bodies as octets: whether they are equal, where they first differ, their sizes and SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from app.diff.text import Buffer

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class OctetDiff:
    """``first`` is the offset of the first octet that differs, None where all are equal; where one body is
    the start of the other it is the size of the shorter one. Sizes in bytes, digests in hexadecimal."""

    first: int | None
    sizes: tuple[int, int]
    digests: tuple[str, str]

    @property
    def equal(self) -> bool:
        """Whether the two bodies are the same."""
        return self.first is None


def diff_octets(left: Buffer, right: Buffer) -> OctetDiff:
    """Compare two bodies; 100 MB take about half a second, most of it for the digests."""
    first = first_difference(left, right)
    digest = _digest(left)
    return OctetDiff(first, (len(left), len(right)), (digest, digest if first is None else _digest(right)))


def first_difference(left: Buffer, right: Buffer) -> int | None:
    """The first offset at which two buffers differ, or None; compared in pieces, by memcmp."""
    shorter = min(len(left), len(right))
    for start in range(0, shorter, _CHUNK):
        mine, other = left[start : start + _CHUNK], right[start : start + _CHUNK]
        if mine != other and (place := _within(mine, other)) is not None:
            return start + place
    return None if len(left) == len(right) else shorter


def _within(left: bytes, right: bytes) -> int | None:
    """The first difference of two pieces, by halving."""
    low, high = 0, min(len(left), len(right))
    if left[:high] == right[:high]:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _digest(buffer: Buffer) -> str:
    digest = hashlib.sha256()
    for start in range(0, len(buffer), _CHUNK):
        digest.update(buffer[start : start + _CHUNK])
    return digest.hexdigest()
