"""Find a text in a buffer of any size, a slice at a time, so that typing goes on while it searches."""

from __future__ import annotations

import re
import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ui.kit.hex_text import HexText
from ui.kit.text_blocks import Octets, character_border

_SLICE = 64 * 1024
_BORDER = 8  # bytes that are looked at on each side of a hit for whether it is a whole word
HIT_LIMIT = 1_000_000
"""More hits than anybody steps through; the search ends there."""

_HEX = re.compile(r"(?:0x)?[0-9a-fA-F]{2}(?:[ :]?[0-9a-fA-F]{2})*")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and how."""

    text: str
    match_case: bool = False
    whole_word: bool = False
    is_regex: bool = False


class Hits:
    """Where something was found: two sorted arrays of byte offsets, for a million hits take 16 MB."""

    def __init__(self) -> None:
        self.starts = array("Q")
        self.ends = array("Q")

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> tuple[int, int]:
        return self.starts[index], self.ends[index]

    def add(self, spans: Iterable[tuple[int, int]]) -> None:
        """Add hits that come after those before; no more than the limit are kept."""
        for start, end in spans:
            if len(self.starts) >= HIT_LIMIT:
                return
            self.starts.append(start)
            self.ends.append(end)

    @property
    def full(self) -> bool:
        """Whether the limit is reached."""
        return len(self.starts) >= HIT_LIMIT

    def drop_from(self, offset: int) -> int:
        """Forget hits that end after an offset; returns where the first of them began, or the offset."""
        first = bisect_right(self.ends, offset)
        begun = min(offset, self.starts[first]) if first < len(self) else offset
        del self.starts[first:], self.ends[first:]
        return begun

    def index_from(self, offset: int) -> int:
        """The index of the first hit at or after an offset; the number of hits if there is none."""
        return bisect_left(self.starts, offset)

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The hits that touch these bytes; hits do not overlap, so their ends are in order too."""
        first, last = bisect_right(self.ends, start), bisect_right(self.starts, end)
        return list(zip(self.starts[first:last], self.ends[first:last], strict=True))


class Search(Protocol):
    """One search from the start of a buffer to its end."""

    hits: Hits
    problem: str

    @property
    def complete(self) -> bool:
        """Whether the whole buffer was searched, or the limit of hits reached, or a problem met."""
        ...

    def step(self, seconds: float) -> bool:
        """Search on for about that long; returns whether there is more to search."""
        ...

    def grow(self, buffer: Octets) -> None:
        """Go on in a longer buffer that begins with the same bytes."""
        ...

    def stop(self) -> None:
        """Nobody wants the rest."""
        ...


class TextSearch:
    """The search for a text as it stands."""

    def __init__(self, buffer: Octets, query: Query) -> None:
        self.hits = Hits()
        self.problem = ""
        self._hex = buffer if isinstance(buffer, HexText) else None
        self._buffer: Octets = buffer.octets_to_search() if isinstance(buffer, HexText) else buffer
        self._size = len(self._buffer)
        wanted, self._whole_word = query.text, query.whole_word
        # Searching a lower-case copy of each slice takes a sixth of the time of a pattern in any case.
        self._folds = wanted.isascii() and not query.match_case
        pattern = _pattern_of(wanted.lower() if self._folds else wanted, query.match_case)
        if self._hex is not None and _HEX.fullmatch(wanted):
            octets = bytes.fromhex(wanted.removeprefix("0x").replace(":", " "))
            pattern += b"|" + re.escape(octets.lower() if self._folds else octets)
        self._needle = (
            wanted.lower().encode() if self._folds else wanted.encode() if query.match_case else b""
        )
        self._pattern = re.compile(pattern, re.DOTALL)
        self._overlap = 4 * len(wanted)
        self._position = 0 if wanted else self._size

    @property
    def complete(self) -> bool:
        return self._position >= self._size

    def step(self, seconds: float) -> bool:
        deadline = time.perf_counter() + seconds
        while not self.complete:
            self._search_slice()
            if time.perf_counter() > deadline:
                break
        return not self.complete

    def grow(self, buffer: Octets) -> None:
        # Whether the last hit is a whole word may depend on what follows now.
        back = max(0, min(self._position, self._size - self._overlap - _BORDER))
        self._buffer, self._size = buffer, len(buffer)
        if not self.hits.full:
            self._position = character_border(buffer, back) if back else 0
            self._position = min(self._position, self.hits.drop_from(self._position))

    def stop(self) -> None:
        self._position = self._size

    def _search_slice(self) -> None:
        start, end = self._position, min(self._size, self._position + _SLICE)
        data = bytes(self._buffer[start : end + self._overlap])
        if self._folds:
            data = data.lower()
        if self._hex is None and self._needle not in data:
            self._position = end
            return
        spans = [match.span() for match in self._pattern.finditer(data)]
        while spans and start + spans[-1][0] >= end:
            spans.pop()
        # A hit that reaches into the next slice must not overlap with one found there.
        self._position = max(end, start + spans[-1][1]) if spans else end
        found = [(start + first, start + last) for first, last in spans]
        if self._whole_word:
            found = [span for span in found if self._is_word(*span)]
        if self._hex is not None:
            found = [place for span in found for place in self._hex.places(*span)[:1]]
        self.hits.add(found)
        if self.hits.full:
            self._position = self._size

    def _is_word(self, start: int, end: int) -> bool:
        before = bytes(self._buffer[max(0, start - _BORDER) : start]).decode("utf-8", "replace")[-1:]
        after = bytes(self._buffer[end : end + _BORDER]).decode("utf-8", "replace")[:1]
        return not (_in_word(before) or _in_word(after))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _pattern_of(wanted: str, match_case: bool) -> bytes:
    """A pattern over UTF-8 bytes; over bytes, regular expressions know the case of ASCII letters only."""
    if match_case or wanted.isascii():
        return re.escape(wanted.encode())
    return b"".join(_any_case(character) for character in wanted)


def _any_case(character: str) -> bytes:
    forms = dict.fromkeys((character, character.lower(), character.upper()))
    return b"(?:" + b"|".join(re.escape(form.encode()) for form in forms) + b")"
