"""Carry what Sonde edits into what a file holds, so that everything else in it survives.

A file says more than the values here do: unknown keys, variants, typed values. Three pieces of data
take part: what the file holds, what the old value would have written, and what the new one writes. Only
the difference of the last two reaches the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.files.rows import align, same

_MISSING = object()


def merge(held: Any, old: Any, new: Any, whole_lists: bool = False) -> Any:
    """What the file holds after the change from ``old`` to ``new``. With ``whole_lists`` a list that changed
    is the new one, for rows of which nobody can say which was which."""
    if old is not _MISSING and same(old, new):
        return held
    if isinstance(held, Mapping) and isinstance(old, Mapping) and isinstance(new, Mapping):
        return _merge_keys(held, old, new, whole_lists)
    if (key := _wrapping_key(held, new)) is not None:
        return {**held, key: new}
    if _is_variants(held) and not isinstance(new, list):
        return _merge_variants(held, old, new, whole_lists)
    if isinstance(held, list) and isinstance(old, list) and isinstance(new, list):
        return new if whole_lists else _merge_rows(held, old, new)
    return new


def _merge_keys(
    held: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any], whole_lists: bool
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in held.items():
        if key in new:
            result[key] = merge(value, old.get(key, _MISSING), new[key], whole_lists)
        elif key not in old:
            result[key] = value
        elif rest := _without(value, old[key]):
            result[key] = rest
    added = {key for key in new if key not in held and not same(new[key], old.get(key, _MISSING))}
    return _in_order(result, new, added)


def _without(held: Any, old: Any) -> Any:
    """What is left of a removed value: the keys of a mapping that the old value did not write."""
    if isinstance(held, Mapping) and isinstance(old, Mapping):
        return _merge_keys(held, old, {}, whole_lists=False)
    return None


def _in_order(result: dict[str, Any], new: Mapping[str, Any], added: set[str]) -> dict[str, Any]:
    """The result with the added keys, each behind the key that stands before it in ``new``."""
    keys = list(result)
    place = 0
    for key in new:
        if key in added:
            keys.insert(place, key)
        if key in keys:
            place = keys.index(key) + 1
    return {key: new[key] if key in added else result[key] for key in keys}


def _wrapping_key(held: Any, new: Any) -> str | None:
    """The key that holds the text in the long form of a text: ``{content, type}``, ``{type, data}``."""
    if not isinstance(held, Mapping) or not isinstance(new, str):
        return None
    return next((key for key in ("content", "data") if held.keys() == {key, "type"}), None)


def _is_variants(held: Any) -> bool:
    return (
        isinstance(held, list) and bool(held) and all(isinstance(r, Mapping) and "title" in r for r in held)
    )


def selected(rows: Sequence[Mapping[str, Any]]) -> int:
    """The index of the row that says ``selected: true``, else of the first."""
    return next((index for index, row in enumerate(rows) if row.get("selected") is True), 0)


def _merge_variants(
    held: list[dict[str, Any]], old: Any, new: Any, whole_lists: bool
) -> list[dict[str, Any]]:
    index = selected(held)
    chosen = held[index]
    key = next((key for key in ("body", "value", "message") if key in chosen), "value")
    rows = list(held)
    rows[index] = {**chosen, key: merge(chosen.get(key), old, new, whole_lists)}
    return rows


def _merge_rows(held: list[Any], old: list[Any], new: list[Any]) -> list[Any]:
    places = _places(held, old)
    origins = align(old, new)
    stands = [None if origin is None else places[origin] for origin in origins]
    result = []
    for row, origin, place in zip(new, origins, stands, strict=True):
        result.append(row if origin is None or place is None else merge(held[place], old[origin], row))
    if not _moved(origins):
        result = _in_places(result, stands)
    return _with_unselected(held, set(places), result)


def _places(held: list[Any], old: list[Any]) -> list[int | None]:
    """For each row of the old value the one of the file that it was read from. The file may have them in
    another order, as with parameters of the path between those of the query."""
    if len(held) == len(old) and not any(isinstance(row, Mapping) for row in held):
        return list(range(len(old)))
    return align(held, old)


def _moved(origins: list[int | None]) -> bool:
    """Whether rows of the old value follow one another in another order."""
    known = [origin for origin in origins if origin is not None]
    return known != sorted(known)


def _in_places(rows: list[Any], stands: list[int | None]) -> list[Any]:
    """Rows in the order that the file has them in, each added one behind the row that it follows."""
    groups: list[tuple[int, list[Any]]] = [(-1, [])]
    for row, place in zip(rows, stands, strict=True):
        if place is None:
            groups[-1][1].append(row)
        else:
            groups.append((place, [row]))
    return [row for _, group in sorted(groups, key=lambda group: group[0]) for row in group]


def _with_unselected(held: list[Any], known: set[int | None], result: list[Any]) -> list[Any]:
    """The rows that the old value left out because another one was selected stay where they were."""
    for index, row in enumerate(held):
        if index not in known and isinstance(row, Mapping) and row.get("selected") is False:
            result.insert(index, row)
    return result
