"""Find a text in a buffer of any size, a slice at a time, so that typing goes on while it searches."""

from __future__ import annotations

import re
import time
from array import array
from bisect import bisect_left, bisect_right

from ui.kit.text_source import Buffer

_SLICE = 64 * 1024
HIT_LIMIT = 1_000_000
"""More hits than anybody steps through; the search ends there."""


class TextSearch:
    """One search from the start of the buffer to its end. ``hits`` are byte offsets, in order."""

    def __init__(self, buffer: Buffer, wanted: str, match_case: bool) -> None:
        self.hits = array("Q")
        self._buffer = buffer
        self._size = len(buffer)
        # Searching a lower-case copy of each slice takes a sixth of the time of a pattern in any case.
        self._folds = wanted.isascii() and not match_case
        self._pattern = re.compile(_pattern_of(wanted.lower() if self._folds else wanted, match_case))
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
        match = self._pattern.match(self._read(hit, hit + self._overlap))
        return hit + match.end() if match else hit

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

    def _read(self, start: int, end: int) -> bytes:
        data = bytes(self._buffer[start:end])
        return data.lower() if self._folds else data

    def _search_slice(self) -> None:
        start, end = self._position, min(self._size, self._position + _SLICE)
        spans = [match.span() for match in self._pattern.finditer(self._read(start, end + self._overlap))]
        while spans and start + spans[-1][0] >= end:
            spans.pop()
        self.hits.extend(start + span[0] for span in spans[: HIT_LIMIT - len(self.hits)])
        # A hit that reaches into the next slice must not overlap with one found there.
        self._position = max(end, start + spans[-1][1]) if spans else end
        if len(self.hits) >= HIT_LIMIT:
            self._position = self._size


def _pattern_of(wanted: str, match_case: bool) -> bytes:
    """A pattern over UTF-8 bytes; over bytes, regular expressions know the case of ASCII letters only."""
    if match_case or wanted.isascii():
        return re.escape(wanted.encode())
    return b"".join(_any_case(character) for character in wanted)


def _any_case(character: str) -> bytes:
    forms = dict.fromkeys((character, character.lower(), character.upper()))
    return b"(?:" + b"|".join(re.escape(form.encode()) for form in forms) + b")"
