"""Octets as a text of hexadecimal lines that is made only where it is looked at, whatever their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final, overload

from ui.kit.text_blocks import Octets

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

    def __init__(self, octets: Octets, masked: Sequence[Span] = ()) -> None:
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

    def octets_to_search(self) -> Octets:
        """The octets themselves; those that are masked cannot be found."""
        return _Masked(self._octets, self._masked_in) if self._masked else self._octets

    def places(self, first: int, last: int) -> list[Span]:
        """Where the pairs of these octets stand in the text, line by line."""
        found: list[Span] = []
        for line in range(first // OCTETS, -(-last // OCTETS)):
            start, end = max(first - line * OCTETS, 0), min(last - line * OCTETS, OCTETS)
            found.append((line * _LINE + _column(start), line * _LINE + _column(end - 1) + 2))
        return found

    def pictures(self, first: int, last: int) -> list[Span]:
        """Where the characters of these octets stand in the text, line by line."""
        found: list[Span] = []
        for line in range(first // OCTETS, -(-last // OCTETS)):
            start, end = max(first - line * OCTETS, 0), min(last - line * OCTETS, OCTETS)
            found.append((line * _LINE + _ADDRESS + _HEX + start, line * _LINE + _ADDRESS + _HEX + end))
        return found

    def octets_within(self, start: int, end: int) -> Span:
        """Which octets a part of the text shows."""
        size = len(self._octets)
        first = min(size, start // _LINE * OCTETS + _ends_before(start % _LINE))
        return first, max(first, min(size, end // _LINE * OCTETS + _begin_before(end % _LINE)))

    def copied(self, start: int, end: int) -> str:
        """What is copied of a part of the text: pairs of digits, or characters if only those of a line."""
        if start // _LINE == end // _LINE and start % _LINE >= _ADDRESS + _HEX:
            return self[start:end].decode("ascii").rstrip("\n")
        first, last = self.octets_within(start, end)
        pairs: list[str] = []
        for line in range(first // OCTETS, -(-last // OCTETS)):
            shown = self._pairs(line).split(" ")
            pairs += shown[max(0, first - line * OCTETS) : last - line * OCTETS]
        return " ".join(pairs)

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

    def _pairs(self, number: int) -> str:
        first = number * OCTETS
        octets = self._octets[first : first + OCTETS]
        pairs = octets.hex(" ")
        for start, end in self._masked_in(first, first + len(octets)):
            pairs = pairs[: 3 * start] + " ".join(["**"] * (end - start)) + pairs[3 * end - 1 :]
        return pairs

    def _line(self, number: int) -> str:
        first = number * OCTETS
        octets = self._octets[first : first + OCTETS]
        shown = octets.translate(_PICTURES)
        for start, end in self._masked_in(first, first + len(octets)):
            shown = shown[:start] + b"*" * (end - start) + shown[end:]
        pairs = self._pairs(number)
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


def _column(index: int) -> int:
    """Where the pair of an octet begins in its line."""
    return _ADDRESS + 3 * index + (index >= OCTETS // 2)


def _ends_before(column: int) -> int:
    """How many octets of a line end before a column."""
    if column >= _ADDRESS + _HEX:
        return min(OCTETS, column - _ADDRESS - _HEX)
    return sum(_column(index) + 2 <= column for index in range(OCTETS))


def _begin_before(column: int) -> int:
    """How many octets of a line begin before a column."""
    if column >= _ADDRESS + _HEX:
        return min(OCTETS, column - _ADDRESS - _HEX)
    return sum(_column(index) < column for index in range(OCTETS))


class _Masked:
    """Octets of which some read as NUL, so that a search does not tell what they are."""

    def __init__(self, octets: Octets, masked: Callable[[int, int], list[Span]]) -> None:
        self._octets = octets
        self._masked = masked

    def __len__(self) -> int:
        return len(self._octets)

    def __getitem__(self, place: slice) -> bytes:
        start, stop, _ = place.indices(len(self._octets))
        read = bytearray(self._octets[start:stop])
        for first, last in self._masked(start, stop):
            read[first:last] = bytes(last - first)
        return bytes(read)
