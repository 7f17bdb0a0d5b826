"""Collections that are bundled in one file: shown and sent from there, never written.

An item of such a file has no file of its own, so its path is made of the names on the way to it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from app.errors import UnreadableFile
from app.files import names, yaml
from app.files.document import ENVIRONMENT, FOLDER
from app.files.tree import parse_item, sort_key
from app.files.view import View
from app.model.collection import BrokenItem, Collection, Contents, Folder, Item, RequestItem
from app.model.environment import Environment


def unbundled(picture: Collection, place: Path) -> Collection:
    """The picture with what the one file holds; ``place`` is that ``opencollection.yml``."""
    try:
        view = View(yaml.load(place.read_bytes(), place), place)
        children = _items(view, "")
        environments = tuple(map(_environment, view.inside("config").rows("environments")))
    except (OSError, UnreadableFile):
        return picture  # Why it cannot be read is among the picture's problems already.
    return replace(
        picture,
        children=tuple(sorted((*picture.children, *children), key=sort_key)),
        environments=picture.environments + environments,
    )


def _environment(row: View) -> Environment:
    return ENVIRONMENT.decode(row.data, row.path)


def _items(view: View, folder: str) -> list[Item]:
    found: list[Item] = []
    for row in view.rows("items"):
        name = row.inside("info").text("name", "item")
        taken = [item.path.rpartition("/")[2] for item in found]
        path = folder + names.free(names.safe(name, "item"), "", taken)
        found.append(_item(row, path, name))
    return found


def _item(row: View, path: str, name: str) -> Item:
    try:
        if row.inside("info").text("type") == "folder" or "items" in row:
            return _folder(row, path)
        item: Any = parse_item(row.data, path, row.path)
    except UnreadableFile as error:
        return BrokenItem(path, name, str(error), error.line, error.column)
    return RequestItem.of(path, item.request, item.examples) if isinstance(item, Contents) else item


def _folder(row: View, path: str) -> Folder:
    value = FOLDER.decode(row.data, row.path)
    children = tuple(sorted(_items(row, path + "/"), key=sort_key))
    return Folder(path, value.name, children, value.defaults, value.docs, value.sequence)
