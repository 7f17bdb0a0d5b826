"""The filter of the tree: a collection narrowed to what matches a text, as a plain function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.model.collection import Collection, Folder, Item, RequestItem


def narrow(collection: Collection, text: str) -> Collection:
    """The collection with only those items whose name, method or URL contains every word of ``text``
    in any case. Folders above a match stay; a folder whose own name matches keeps all it holds."""
    words = text.casefold().split()
    if not words:
        return collection

    def matches(item: Item) -> bool:
        shown = _searchable(item)
        # Without a generator, for this runs for thousands of items at each key.
        return all(map(shown.__contains__, words))

    return replace(collection, children=_kept(collection.children, matches))


def _kept(items: Iterable[Item], matches: Callable[[Item], bool]) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in items:
        if matches(item):
            found.append(item)
        elif isinstance(item, Folder) and (below := _kept(item.children, matches)):
            found.append(replace(item, children=below))
    return tuple(found)


def _searchable(item: Item) -> str:
    return item.head.searchable if isinstance(item, RequestItem) else item.name.casefold()
