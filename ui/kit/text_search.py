"""Find a text in a buffer of any size, a slice at a time, so that typing goes on while it searches."""

from __future__ import annotations

import re
import time
from array import array
from bisect import bisect_left, bisect_right

from ui.kit.text_source import Buffer

_SLICE = 1024 * 1024
HIT_LIMIT = 1_000_000
"""More hits than anybody steps through; the search ends there."""


class TextSearch:
    """One search from the start of the buffer to its end. ``hits`` are byte offsets, in order."""

    def __init__(self, buffer: Buffer, wanted: str, match_case: bool) -> None:
        self.hits = array("Q")
        self._buffer = buffer
        self._size = len(buffer)
        self._pattern = re.compile(_pattern_of(wanted, match_case))
        self._overlap = 4 * len(wanted)
        self._position = 0 if wanted else self._size

    @property
    def complete(self) -> bool:
        """Whether the whole buffer was searched, or the limit of hits reached."""
        return self._position >= self._size

    def step(self, seconds: float) -> bool:
        """Search on for about that long; returns whether there is more to search."""
        deadline = time.perf_counter() + seconds
        while not self.complete:
            self._search_slice()
            if time.perf_counter() > deadline:
                break
        return not self.complete

    def end_of(self, hit: int) -> int:
        """Where a hit ends: the other case of a letter may take another number of bytes."""
        match = self._pattern.match(self._buffer, hit)
        return match.end() if match else hit

    def index_from(self, offset: int) -> int:
        """The index of the first hit at or after an offset; the number of hits if there is none."""
        return bisect_left(self.hits, offset)

    def index_before(self, offset: int) -> int:
        """The index of the last hit before an offset; -1 if there is none."""
        return bisect_left(self.hits, offset) - 1

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The hits that touch these bytes, as (start, end)."""
        first = bisect_left(self.hits, max(0, start - self._overlap))
        last = bisect_right(self.hits, end)
        spans = ((hit, self.end_of(hit)) for hit in self.hits[first:last])
        return [span for span in spans if span[1] > start and span[0] < end]

    def _search_slice(self) -> None:
        end = min(self._size, self._position + _SLICE)
        for match in self._pattern.finditer(
            self._buffer, self._position, min(self._size, end + self._overlap)
        ):
            if match.start() >= end:
                break
            self.hits.append(match.start())
            end = max(end, match.end())
            if len(self.hits) >= HIT_LIMIT:
                end = self._size
                break
        self._position = end


def _pattern_of(wanted: str, match_case: bool) -> bytes:
    """A pattern over UTF-8 bytes; ``re.IGNORECASE`` on bytes would know the letters of ASCII only."""
    if match_case:
        return re.escape(wanted.encode())
    return b"".join(_any_case(character) for character in wanted)


def _any_case(character: str) -> bytes:
    forms = dict.fromkeys((character, character.lower(), character.upper()))
    return b"(?:" + b"|".join(re.escape(form.encode()) for form in forms) + b")"
