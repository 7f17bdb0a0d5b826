"""What Sonde writes outside the published schema, told apart from the rest of a file.

That is ``extensions.sonde`` of anything but ``opencollection.yml`` (the schema lets nothing else be
extended), and ``auth: {type: none}`` of folders and the collection, which Bruno writes too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.errors import AppError

Place = tuple[str | int, ...]


def without_extras(data: Any, is_root: bool = False) -> tuple[Any, list[Place]]:
    """Data without Sonde's own extras, and where they stand.

    Args:
        data: what a file holds.
        is_root: whether it is ``opencollection.yml``, whose ``extensions`` the schema allows.
    """
    found: list[Place] = []
    return _plain(data, (), is_root, found), found


def _plain(data: Any, place: Place, keep: bool, found: list[Place]) -> Any:
    if isinstance(data, list):
        return [_plain(row, (*place, index), False, found) for index, row in enumerate(data)]
    if not isinstance(data, Mapping):
        return data
    result = {}
    for key, value in data.items():
        here = (*place, key)
        if key == "extensions":
            kept = value if keep else _foreign(value, here, found)
            if kept is not None:
                result[key] = kept
        elif here == ("request", "auth") and value == {"type": "none"}:
            found.append(here)
        else:
            result[key] = _plain(value, here, False, found)
    return result


def _foreign(extensions: Any, place: Place, found: list[Place]) -> Any:
    """What others put into an ``extensions``; None where it is all Sonde's."""
    if not isinstance(extensions, Mapping) or "sonde" not in extensions:
        return extensions
    found.append((*place, "sonde"))
    return {key: value for key, value in extensions.items() if key != "sonde"} or None


def refuse_extras(before: Any, after: Any, name: str, is_root: bool = False) -> None:
    """Keep a strict collection as the schema wants it.

    Args:
        before: the data as the file's old value writes it; extras that stand there already may stay.
        after: the same for the new value.
        name: of the file, for the sentence.
        is_root: whether it is ``opencollection.yml``.

    Raises:
        AppError: ``after`` would put extras into the file that ``before`` has not.
    """
    known = _extras(before, is_root)
    new = [words for words, value in _extras(after, is_root).items() if known.get(words) != value]
    if new:
        sentence = f"{name} is not saved: {', '.join(new)} cannot be said in the published format"
        raise AppError(
            f"{sentence}, and this collection is strict.",
            "Set it for the whole collection, or switch strict off in the collection's settings.",
        )


def _extras(data: Any, is_root: bool) -> dict[str, Any]:
    """Each extra by what it is called in a sentence."""
    found: dict[str, Any] = {}
    for place in without_extras(data, is_root)[1]:
        value = data
        for part in place:
            value = value[part]
        if place[-1] == "sonde" and isinstance(value, Mapping):
            found |= {".".join(map(str, (*place[:-2], key))): inner for key, inner in value.items()}
        else:
            found["auth none"] = value
    return found
