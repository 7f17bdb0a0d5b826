"""The filter of the tree: a collection narrowed to what matches a text, as a plain function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.model.collection import Collection, Folder, Item, RequestItem


def narrow(collection: Collection, text: str) -> Collection:
    """The collection with only those items whose name, method or URL contains every word of ``text``
    in any case. Folders above a match stay; a folder whose own name matches keeps all it holds."""
    words = text.casefold().split()
    return replace(collection, children=_kept(collection.children, words)) if words else collection


def _kept(items: Iterable[Item], words: Sequence[str]) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in items:
        # Without calls of our own or a generator, for this runs for thousands of items at each key.
        shown = item.head.searchable if isinstance(item, RequestItem) else item.name.casefold()
        if all(map(shown.__contains__, words)):
            found.append(item)
        elif isinstance(item, Folder) and (below := _kept(item.children, words)):
            found.append(replace(item, children=below))
    return tuple(found)
