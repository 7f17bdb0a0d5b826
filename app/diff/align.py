"""Which items of two lists belong together: unique items are anchors, and between them Myers, bounded.

The answer is always a common subsequence, so that a diff made of it is right; where the bound is met it
is only not the longest one.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from operator import eq
from typing import Final

Items = Sequence[Hashable]
Pair = tuple[int, int]
"""An index of the left list and one of the right list, whose items are equal."""
Block = tuple[int, int, int]
"""Where a run of equal items begins, left and right, and how long it is."""
_Region = tuple[int, int, int, int]

_MOST_EDITS: Final = 300
_LEAST_STEPS: Final = 50_000
_STEPS_PER_ITEM: Final = 4
_LEAST_SHARE: Final = 8  # one item in so many must be equal where it stands to align two regions by place


@dataclass(slots=True)
class _Budget:
    """How many more steps all regions of one call may take: they could be very many."""

    steps: int


def match(left: Items, right: Items, deadline: float = float("inf")) -> list[Block]:
    """The runs of equal items that belong together, in order and as long as they can be.

    Args:
        left: items that can be hashed.
        right: the same.
        deadline: a time of ``time.monotonic`` after which what is not aligned yet counts as different.
    """
    pairs: list[Pair] = []
    budget = _Budget(_LEAST_STEPS + _STEPS_PER_ITEM * (len(left) + len(right)))
    regions: list[_Region] = [(0, len(left), 0, len(right))]
    while regions:
        region, found = _trimmed(left, right, regions.pop())
        pairs += found
        first, last, begin, end = region
        if first < last and begin < end and time.monotonic() < deadline:
            anchors = unique_pairs(left[first:last], right[begin:end])
            if anchors:
                regions += _between(region, [(first + a, begin + b) for a, b in anchors])
                pairs += [(first + a, begin + b) for a, b in anchors]
            else:
                pairs += _without_anchors(left, right, region, budget)
    return _blocks(sorted(pairs))


def unique_pairs(left: Items, right: Items) -> list[Pair]:
    """The items that occur once on either side, in an order that is the same on both (patience)."""
    counted, other = Counter(left), Counter(right)
    places = {item: index for index, item in enumerate(right) if other[item] == 1}
    pairs = [
        (index, places[item]) for index, item in enumerate(left) if item in places and counted[item] == 1
    ]
    return longest_rising(pairs)


def longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of the pairs, sorted by their left index, in which the right index rises too."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(ends, place)
        before.append(holders[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(place)
            holders.append(index)
        else:
            ends[pile], holders[pile] = place, index
    chain: list[Pair] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _trimmed(left: Items, right: Items, region: _Region) -> tuple[_Region, list[Pair]]:
    """A region without what is equal at its start and its end, and the pairs that were taken off."""
    first, last, begin, end = region
    pairs: list[Pair] = []
    while first < last and begin < end and left[first] == right[begin]:
        pairs.append((first, begin))
        first, begin = first + 1, begin + 1
    while first < last and begin < end and left[last - 1] == right[end - 1]:
        last, end = last - 1, end - 1
        pairs.append((last, end))
    return (first, last, begin, end), pairs


def _between(region: _Region, anchors: Sequence[Pair]) -> list[_Region]:
    """The regions before, between and after anchors, as far as there is something in them."""
    first, last, begin, end = region
    found: list[_Region] = []
    for a, b in (*anchors, (last, end)):
        if first < a and begin < b:
            found.append((first, a, begin, b))
        first, begin = a + 1, b + 1
    return found


def _without_anchors(left: Items, right: Items, region: _Region, budget: _Budget) -> list[Pair]:
    found = _myers(left, right, region, budget)
    return _in_place(left, right, region) if found is None else found


def _in_place(left: Items, right: Items, region: _Region) -> list[Pair]:
    """Items that are equal where they stand, counted from the start of a region; none if they are few."""
    first, last, begin, end = region
    equal = map(eq, left[first:last], right[begin:end])
    pairs = [(a, b) for a, b, same in zip(count(first), count(begin), equal) if same]
    return pairs if len(pairs) * _LEAST_SHARE >= min(last - first, end - begin) else []


def _myers(left: Items, right: Items, region: _Region, budget: _Budget) -> list[Pair] | None:
    """The longest common subsequence, or None where more than ``_MOST_EDITS`` or the budget part the two.

    E. Myers, "An O(ND) Difference Algorithm" (1986): ``reach[k]`` is how far left one comes on diagonal k.
    """
    first, last, begin, end = region
    width, height = last - first, end - begin
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(width + height, _MOST_EDITS) + 1):
        budget.steps -= edits + 1
        if budget.steps < 0:
            return None
        trail.append(reach.copy())
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1])
            a = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            b = a - diagonal
            while a < width and b < height and left[first + a] == right[begin + b]:
                a, b = a + 1, b + 1
            reach[diagonal] = a
            if a >= width and b >= height:
                return [(first + x, begin + y) for x, y in _walk_back(trail, width, height)]
    return None


def _walk_back(trail: list[dict[int, int]], a: int, b: int) -> Iterable[Pair]:
    for edits in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[edits], a - b
        down = diagonal == -edits or (diagonal != edits and reach[diagonal - 1] < reach[diagonal + 1])
        previous = diagonal + 1 if down else diagonal - 1
        start = reach[previous]
        while a > start and b > start - previous and a > 0 and b > 0:
            a, b = a - 1, b - 1
            yield a, b
        a, b = start, start - previous


def _blocks(pairs: Sequence[Pair]) -> list[Block]:
    """Pairs that follow one another as runs."""
    blocks: list[Block] = []
    for a, b in pairs:
        if blocks and blocks[-1][0] + blocks[-1][2] == a and blocks[-1][1] + blocks[-1][2] == b:
            blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + 1)
        else:
            blocks.append((a, b, 1))
    return blocks
