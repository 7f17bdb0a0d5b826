"""Where two texts of any size differ, by lines: what is equal is skipped with memcmp, the rest is aligned.

At a difference a window of 4 KiB is looked at for lines that occur once in both, and a larger one where
it has none, so that two texts of 100 MB which differ in few places cost little more than reading them.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from typing import Final

from app.diff.align import match, unique_pairs
from app.diff.landmarks import Landmark, landmarks
from app.diff.text import Buffer

_WINDOW: Final = 4 * 1024
_WIDEN: Final = 8
_WIDEST: Final = 8 * 1024 * 1024
_GAP_LIMIT: Final = 32 * 1024 * 1024
_STEP: Final = 256
_LONGEST_STEP: Final = 1024 * 1024
_STEPPED: Final = 4  # lines that are taken as replaced before a window is opened
_SURE: Final = 160  # bytes that must be equal after them
_RUN: Final = 4  # lines that must be equal after an anchor
_NO_BREAK: Final = b"\n"

Report = Callable[[float], None]


def changed_bytes(
    left: Buffer, right: Buffer, deadline: float = float("inf"), report: Report | None = None
) -> tuple[array[int], bool]:
    """The ranges that differ, four numbers each: from and to byte on the left, from and to on the right.

    They begin and end where lines begin. After the deadline (of ``time.monotonic``) all that is left counts
    as one difference, and the second value is False.
    """
    walk = _Walk(left, right)
    in_time = walk.run(deadline, report or (lambda _done: None))
    return walk.changes, in_time


class _Walk:
    """Goes through both texts at once; ``left_end`` and ``right_end`` leave out what is equal at the end."""

    def __init__(self, left: Buffer, right: Buffer) -> None:
        self.left, self.right = left, right
        self.changes = array("q")
        self._a = self._b = 0
        self._window = _WINDOW
        self._landmarks: list[Landmark] | None = None
        self.left_end, self.right_end = len(left), len(right)

    def run(self, deadline: float, report: Report) -> bool:
        self._skip_equal()
        self._cut_equal_end()
        while self._a < self.left_end or self._b < self.right_end:
            if time.monotonic() > deadline:
                self._change(self.left_end, self.right_end)
                return False
            if not self._step():
                self._open_window(deadline)
            self._skip_equal()
            report(max(self._a, self._b) / max(self.left_end, self.right_end, 1))
        return True

    def _skip_equal(self) -> None:
        """Go on to the first line that differs."""
        length = self._equal_length(self._a, self._b)
        a, b = self._a + length, self._b + length
        if a == self.left_end and b == self.right_end:
            self._a, self._b = a, b
        elif length:
            back = a - (self.left.rfind(b"\n", self._a, a) + 1 or self._a)
            self._a, self._b = a - back, b - back

    def _equal_length(self, a: int, b: int) -> int:
        """How many bytes are equal from here on: in growing steps, and in shrinking ones after a miss."""
        start, step, missed = a, _STEP, False
        while step:
            step = min(step, self.left_end - a, self.right_end - b)
            if step and self.left[a : a + step] == self.right[b : b + step]:
                a, b = a + step, b + step
                step = step // 2 if missed else min(2 * step, _LONGEST_STEP)
            else:
                missed, step = True, step // 2
            if missed and not step:
                # Halving may leave a few bytes over.
                while a < self.left_end and b < self.right_end and self.left[a] == self.right[b]:
                    a, b = a + 1, b + 1
        return a - start

    def _cut_equal_end(self) -> None:
        least = min(self.left_end - self._a, self.right_end - self._b)
        equal, step, missed = 0, _STEP, False
        while step:
            step = min(step, least - equal)
            a, b = self.left_end - equal, self.right_end - equal
            if step and self.left[a - step : a] == self.right[b - step : b]:
                equal += step
                step = step // 2 if missed else min(2 * step, _LONGEST_STEP)
            else:
                missed, step = True, step // 2
        if not equal:
            return
        start = self.left.find(b"\n", self.left_end - equal) + 1
        kept = self.left_end - start if start else 0
        self.left_end, self.right_end = self.left_end - kept, self.right_end - kept

    # One or a few lines that were replaced, the commonest difference

    def _step(self) -> bool:
        a, b = self._a, self._b
        if a >= self.left_end or b >= self.right_end:
            self._change(self.left_end, self.right_end)
            return True
        for _ in range(_STEPPED):
            a, b = self._after(self.left, a, self.left_end), self._after(self.right, b, self.right_end)
            if a >= self.left_end or b >= self.right_end:
                return False
            equal = self.left[a : min(a + _SURE, self.left_end)]
            if equal == self.right[b : min(b + _SURE, self.right_end)] and equal.count(b"\n") > 1:
                break
        else:
            return False
        if self._is_shifted(a, b):
            return False
        self._change(a, b)
        return True

    def _is_shifted(self, a: int, b: int) -> bool:
        """Whether a first line that differs stands a little later on the other side: an insertion then."""
        mine = self.left[self._a : self._after(self.left, self._a, a)]
        other = self.right[self._b : self._after(self.right, self._b, b)]
        return (
            self.right.find(mine, self._b, self._b + _WINDOW) >= 0
            or self.left.find(other, self._a, self._a + _WINDOW) >= 0
        )

    # Windows

    def _open_window(self, deadline: float) -> None:
        size = self._window
        while True:
            a, b = (
                self._border(self.left, self._a, size, self.left_end),
                self._border(self.right, self._b, size, self.right_end),
            )
            left, right = _lines(self.left, self._a, a), _lines(self.right, self._b, b)
            whole = a == self.left_end and b == self.right_end
            found = None if whole else _last_sure(left, right)
            if whole or found:
                self._align(
                    left[: found[0]] if found else left, right[: found[1]] if found else right, deadline
                )
                self._window = max(_WINDOW, size // _WIDEN)
                return
            if size >= _WIDEST:
                self._window = size
                self._leap(left, right, deadline)
                return
            size *= _WIDEN

    def _leap(self, left: list[bytes], right: list[bytes], deadline: float) -> None:
        """Go on where no window shows what belongs together: to the next landmark of the whole texts."""
        if self._landmarks is None:
            found = landmarks(self.left, self.right, (self._a, self._b))
            ends = (self.left_end, self.right_end)
            self._landmarks = [(a, b) for a, b in reversed(found) if a < ends[0] and b < ends[1]]
        while self._landmarks and (self._landmarks[-1][0] <= self._a or self._landmarks[-1][1] <= self._b):
            self._landmarks.pop()
        if not self._landmarks and set(left).isdisjoint(right):
            # Neither these megabytes nor the lines looked at everywhere have anything in common.
            self._change(self.left_end, self.right_end)
            return
        if not self._landmarks:
            both = min(len(left), len(right))
            self._align(left[:both], right[:both], deadline)
            return
        a, b = self._landmarks.pop()
        if max(a - self._a, b - self._b) > _GAP_LIMIT:
            self._change(a, b)
        else:
            self._align(_lines(self.left, self._a, a), _lines(self.right, self._b, b), deadline)

    def _align(self, left: list[bytes], right: list[bytes], deadline: float) -> None:
        """Note what differs within these lines, and go on after them."""
        first = begin = 0
        for a, b, length in (*match(left, right, deadline), (len(left), len(right), 0)):
            self._change(self._a + sum(map(len, left[first:a])), self._b + sum(map(len, right[begin:b])))
            equal = sum(map(len, left[a : a + length]))
            self._a, self._b = self._a + equal, self._b + equal
            first, begin = a + length, b + length

    # Small parts

    def _change(self, a: int, b: int) -> None:
        """What lies between here and there differs; go there."""
        if a > self._a or b > self._b:
            if self.changes and self.changes[-3] == self._a and self.changes[-1] == self._b:
                self.changes[-3], self.changes[-1] = a, b
            else:
                self.changes.extend((self._a, a, self._b, b))
        self._a, self._b = a, b

    @staticmethod
    def _after(buffer: Buffer, start: int, end: int) -> int:
        """Where the next line begins."""
        found = buffer.find(b"\n", start, end)
        return end if found < 0 else found + 1

    def _border(self, buffer: Buffer, start: int, size: int, end: int) -> int:
        return end if start + size >= end else self._after(buffer, start + size - 1, end)


def _lines(buffer: Buffer, start: int, end: int) -> list[bytes]:
    """The lines between two places with their breaks."""
    text = buffer[start:end]
    lines = [line + b"\n" for line in text.split(b"\n")]
    # What follows the last break is a line without one, or nothing.
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _last_sure(left: list[bytes], right: list[bytes]) -> tuple[int, int] | None:
    """The last line that occurs once on either side and is followed by others that are equal too."""
    for a, b in reversed(unique_pairs(left, right)):
        if left[a : a + _RUN] == right[b : b + _RUN] and len(left) - a >= _RUN:
            return a, b
    return None
