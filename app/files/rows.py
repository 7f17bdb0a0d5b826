"""Which row of a changed list is which row of the list before, so that comments and extras stay with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

# What names a row, in the kinds of lists that a collection's files hold.
_NAMES = ("name", "title", "filePath", "expression", "domain")


def align(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new row the index of the old row it continues, or None for a row that was added.

    Equal rows go first, then rows of the same name, then a row that stands where another one stood.
    """
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    for match in (same, _same_name):
        for index, row in enumerate(new):
            if found[index] is None:
                _take(found, free, index, old, row, match)
    for index, row in enumerate(new):
        if found[index] is None and index in free and isinstance(row, Mapping):
            found[index] = index
            del free[index]
    return found


def _take(
    found: list[int | None],
    free: dict[int, None],
    index: int,
    old: Sequence[Any],
    row: Any,
    match: Callable[[Any, Any], bool],
) -> None:
    candidates = [index] if index in free and match(old[index], row) else free
    for candidate in candidates:
        if match(old[candidate], row):
            found[index] = candidate
            del free[candidate]
            return


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of data are equal and of the same kinds: 1, 1.0 and true all differ."""
    if one is other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (one != one and other != other)
    return _kind(one) is _kind(other) and bool(one == other)


def _kind(value: Any) -> type:
    return next((kind for kind in (bool, int, float, str) if isinstance(value, kind)), object)


def _same_name(one: Any, other: Any) -> bool:
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return False
    return any(key in one and one[key] == other.get(key) for key in _NAMES)
