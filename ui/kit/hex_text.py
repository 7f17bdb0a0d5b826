"""Octets as a text of hexadecimal lines that is made only where it is looked at, whatever their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, overload

Span = tuple[int, int]

OCTETS: Final = 16  # in a line
_ADDRESS: Final = 10  # characters: eight digits and two spaces
_HEX: Final = 3 * OCTETS + 2
_LINE: Final = _ADDRESS + _HEX + OCTETS + 1
_LAST: Final = _ADDRESS + _HEX + 1  # of a line that has no octets yet, with its line break
_PICTURES: Final = bytes(octet if 32 <= octet < 127 else ord(".") for octet in range(256))


class HexText:
    """``00000010  48 6f 73 74 …  Host…``, 16 octets to a line, to be read like bytes.

    Octets within ``masked`` (in order, none overlapping) read ``**``. All is ASCII and every line but the
    last is of one length, so that the place of any character is a division away.
    """

    def __init__(self, octets: bytes, masked: Sequence[Span] = ()) -> None:
        self._octets = octets
        self._masked = masked
        self._ends = [end for _, end in masked]
        full, rest = divmod(len(octets), OCTETS)
        self._size = full * _LINE + (_LAST + rest if rest else 0)
        self._held: tuple[int, int, bytes] = (0, 0, b"")

    def __len__(self) -> int:
        return self._size

    def __bytes__(self) -> bytes:
        return self[0 : self._size]

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> bytes: ...
    def __getitem__(self, place: int | slice) -> int | bytes:
        if isinstance(place, slice):
            start, stop, _ = place.indices(self._size)
            return self._read(start, stop)
        return self._read(place, place + 1)[0]

    def find(self, wanted: bytes, start: int = 0, stop: int | None = None) -> int:
        """The first place of a line break, or of what is within one line, from ``start`` on; -1 for none."""
        stop = self._size if stop is None else stop
        while start < stop:
            end = min(stop, start + 256 * _LINE)
            found = self._read(start, min(stop, end + len(wanted) - 1)).find(wanted)
            if found >= 0:
                return start + found
            start = end
        return -1

    def rfind(self, wanted: bytes, start: int = 0, stop: int | None = None) -> int:
        """The last place before ``stop``; as ``find``."""
        stop = self._size if stop is None else stop
        while start < stop:
            begin = max(start, stop - 4 * _LINE)
            found = self._read(begin, stop).rfind(wanted)
            if found >= 0:
                return begin + found
            stop = begin
        return -1

    def _read(self, start: int, stop: int) -> bytes:
        if start >= stop:
            return b""
        # What reads asks for the same block several times.
        begin, end, text = self._held
        if not (begin <= start and stop <= end):
            first, last = start // _LINE, (stop - 1) // _LINE
            text = "".join(map(self._line, range(first, last + 1))).encode("ascii")
            begin = first * _LINE
            self._held = begin, begin + len(text), text
        return text[start - begin : stop - begin]

    def _line(self, number: int) -> str:
        first = number * OCTETS
        octets = self._octets[first : first + OCTETS]
        shown = octets.translate(_PICTURES)
        pairs = octets.hex(" ")
        for start, end in self._masked_in(first, first + len(octets)):
            shown = shown[:start] + b"*" * (end - start) + shown[end:]
            pairs = pairs[: 3 * start] + " ".join(["**"] * (end - start)) + pairs[3 * end - 1 :]
        # Two groups of eight are read more easily than sixteen in a row.
        grouped = f"{pairs[:23]:<23}  {pairs[24:]:<23}  "
        return f"{first:08x}  {grouped}{shown.decode('ascii')}\n"

    def _masked_in(self, first: int, last: int) -> list[Span]:
        found: list[Span] = []
        for start, end in self._masked[bisect_right(self._ends, first) :]:
            if start >= last:
                break
            found.append((max(start, first) - first, min(end, last) - first))
        return found
