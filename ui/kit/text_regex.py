"""Find a regular expression in a buffer of any size: in a thread, in slices, with a limit for each.

The library ``regex`` lets other threads run while it matches and stops after a time, so that an
expression like ``(a+)+$`` ends in a sentence and not in a window that hangs.
"""

from __future__ import annotations

import re
import time
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ui.kit.text_blocks import Octets, character_border
from ui.kit.text_search import Hits, Query

if TYPE_CHECKING:
    import regex

_SLICE: Final = 128 * 1024
_OVERLAP: Final = 16 * 1024  # bytes that a hit may be long for sure
_BEFORE: Final = 1024  # bytes before a slice that look-behind and line starts may see
_TIME_LIMIT: Final = 1.0  # seconds for one slice
_WAIT: Final = 0.001  # seconds that a turn of the timer waits for the thread
_LONGEST: Final = 2000  # characters of an expression
_MOST_REPEATS: Final = 50_000
_TOO_LONG: Final = "This expression takes too long on this text; the search was stopped after {}."
_REPEAT: Final = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])+\]|(?P<open>\()|(?P<close>\))|\{(?P<low>\d*),?(?P<high>\d*)\}"
)

Slice = tuple[list[tuple[int, int]], int]
"""Hits as bytes from and to, and where to go on."""


class BadExpression(ValueError):
    """The text is no regular expression; the message says what is wrong with it and where."""


@cache
def _thread() -> ThreadPoolExecutor:
    # One thread: a search that is given up runs into its time limit before the next one starts.
    return ThreadPoolExecutor(2, "find")


def compiled(query: Query) -> regex.Pattern[str]:
    """The expression, ready to search with.

    Raises:
        BadExpression: it is none, or one that would take too much memory.
    """
    import regex

    _check_size(query.text)
    wrapped = rf"(?<!\w)(?:{query.text})(?!\w)" if query.whole_word else query.text
    flags = regex.MULTILINE | (0 if query.match_case else regex.IGNORECASE)
    try:
        regex.compile(query.text, flags)
        return regex.compile(wrapped, flags)
    except regex.error as error:
        # The library says "missing ) at position 4" and counts from 0; people count from 1.
        said, _, place = str(error).partition(" at position ")
        where = f" at character {int(place) + 1}" if place.isdigit() else ""
        raise BadExpression(f"Not a regular expression: {said}{where}.") from error
    except (RecursionError, OverflowError, ValueError) as error:
        raise BadExpression("Not a regular expression: it is nested too deep.") from error


def _check_size(expression: str) -> None:
    """Counted repeats are spelt out when an expression is compiled, those within others many times."""
    if len(expression) > _LONGEST:
        raise BadExpression(f"This expression is longer than {_LONGEST:,} characters.")
    inside, sums = [1], [1]
    last = 1
    for match in _REPEAT.finditer(expression):
        if match["open"]:
            sums.append(1)
        elif match["close"] and len(sums) > 1:
            last = sums.pop()
            sums[-1] += last
        elif match["low"] is not None or match["high"]:
            count = int((match["high"] or match["low"] or "1")[:9])
            grouped = expression[: match.start()].endswith(")")
            size = count * (last if grouped else 1)
            sums[-1] += size
            inside.append(size)
        else:
            last = 1
        if max(inside) > _MOST_REPEATS or max(sums) > _MOST_REPEATS:
            raise BadExpression("This expression repeats its parts too many times.")


class RegexSearch:
    """The search for a regular expression; each slice is searched in a thread, and taken in here."""

    def __init__(self, buffer: Octets, pattern: regex.Pattern[str]) -> None:
        self.hits = Hits()
        self.problem = ""
        self._buffer = buffer
        self._size = len(buffer)
        self._pattern = pattern
        self._position = 0
        self._job: Future[Slice] | None = None

    @property
    def complete(self) -> bool:
        return self._position >= self._size

    def step(self, seconds: float) -> bool:
        deadline = time.perf_counter() + seconds
        while not self.complete and time.perf_counter() < deadline:
            if self._job is None:
                self._job = self._start()
            try:
                spans, position = self._job.result(timeout=_WAIT)
            except (TimeoutError, MemoryError):
                # Either it has not finished yet, or it has run out of its own time or of memory.
                if self._job.done() and self._job.exception() is not None:
                    self._give_up()
                break
            self._job = None
            self._position = position
            self.hits.add(spans)
            if self.hits.full:
                self._position = self._size
        return not self.complete

    def grow(self, buffer: Octets) -> None:
        if self.problem:
            return
        back = max(0, min(self._position, self._size - _OVERLAP))
        self._buffer, self._size, self._job = buffer, len(buffer), None
        if not self.hits.full:
            self._position = character_border(buffer, back) if back else 0
            self._position = self.hits.drop_from(self._position)

    def stop(self) -> None:
        self._position, self._job = self._size, None

    def _give_up(self) -> None:
        self.problem = _TOO_LONG.format("1 second")
        self.stop()

    def _start(self) -> Future[Slice]:
        start = self._position
        first = character_border(self._buffer, max(0, start - _BEFORE))
        end = min(self._size, start + _SLICE)
        if end < self._size:
            end = max(start + 1, character_border(self._buffer, end))
        last = min(self._size, end + _OVERLAP)
        before, data = bytes(self._buffer[first:start]), bytes(self._buffer[start:last])
        whole = last == self._size
        return _thread().submit(_search, self._pattern, (before, data), start, end - start, whole)


def _search(
    pattern: regex.Pattern[str], texts: tuple[bytes, bytes], start: int, length: int, whole: bool
) -> Slice:
    """Hits that begin within so many bytes; runs in the thread."""
    before = texts[0].decode("utf-8", "surrogateescape")
    text = before + texts[1].decode("utf-8", "surrogateescape")
    deadline = time.monotonic() + _TIME_LIMIT
    spans: list[tuple[int, int]] = []
    places = _Places(text, len(before), start)
    position, end = len(before), start + length
    while position <= len(text):
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        match: Any = pattern.search(text, position, timeout=left, concurrent=True)
        if match is None:
            break
        first, last = match.span()
        if places.byte_of(first) >= end:
            break
        if last == len(text) and not whole and first > len(before):
            # It may go on where the slice ends: the next slice begins with it.
            return spans, places.byte_of(first)
        if last > first:
            spans.append((places.byte_of(first), places.byte_of(last)))
        position = max(last, first + 1)
    further = spans[-1][1] if spans else 0
    return spans, max(end, further)


class _Places:
    """Bytes of characters, asked for in order: each stretch of the text is encoded once."""

    def __init__(self, text: str, index: int, offset: int) -> None:
        self._text, self._index, self._offset = text, index, offset
        self._plain = text.isascii()

    def byte_of(self, index: int) -> int:
        if self._plain:
            return self._offset + index - self._index
        if index < self._index:
            back = self._text[index : self._index]
            return self._offset - len(back.encode("utf-8", "surrogateescape"))
        self._offset += len(self._text[self._index : index].encode("utf-8", "surrogateescape"))
        self._index = index
        return self._offset
