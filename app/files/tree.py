"""Put the picture of a collection together from the files that were read."""

from __future__ import annotations

import hashlib
from bisect import insort
from collections.abc import Collection as Sized
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from app.errors import UnreadableFile
from app.files import yaml
from app.files.codec_collection import FolderFile, RootFile
from app.files.codec_example import examples_in
from app.files.document import ENVIRONMENT, FOLDER, REQUEST, ROOT
from app.files.view import View
from app.model.collection import BrokenItem, Collection, Contents, Folder, Item, OtherItem, RequestItem
from app.model.environment import Environment

ROOT_NAMES = ("opencollection.yml", "opencollection.yaml")
FOLDER_NAMES = ("folder.yml", "folder.yaml")
OF_PLACE: Final = "path-"  # An id that begins so is no file's: see ``_id_of_place``.
ENVIRONMENTS = "environments"
_NO_ITEMS = frozenset((*ROOT_NAMES, *FOLDER_NAMES))
LOCAL = ".local"  # the end of the stem of a file that overrides an environment, outside version control

FileValue = RequestItem | OtherItem | BrokenItem | FolderFile | RootFile | Environment
Parsed = Contents | OtherItem | BrokenItem | FolderFile | RootFile | Environment


def parse(content: bytes, path: str, root: Path) -> Parsed:
    """What a file says, by its place in the collection; a ``BrokenItem`` where it cannot be read."""
    place, pure = root / path, PurePosixPath(path)
    try:
        data = yaml.load(content, place)
        if path in ROOT_NAMES:
            return ROOT.decode(data, place)
        if pure.name in FOLDER_NAMES:
            return FOLDER.decode(data, place)
        if pure.parent == PurePosixPath(ENVIRONMENTS):
            return replace(ENVIRONMENT.decode(data, place), path=path)
        return parse_item(data, path, place)
    except UnreadableFile as error:
        return BrokenItem(path, pure.stem, str(error), error.line, error.column)


def parse_item(data: Any, path: str, place: Path) -> Contents | OtherItem:
    """A request, or an item that is kept and not edited yet. Raises UnreadableFile for anything else."""
    if data is None:
        raise UnreadableFile(place, f"{place.name} is empty.", "Was it written only half?", 1, 1)
    view = View(data, place)
    info = view.inside("info")
    kind = info.text("type") or view.text("type") or ("http" if "http" in view else "")
    if kind == "http":
        return Contents(REQUEST.decode(data, place), examples_in(data, place))
    if not kind:
        raise yaml.refusal(place, (1, 1), "this is no request, because it has no info.type")
    return OtherItem(path, info.text("name", place.stem), kind, info.number("seq"))


def assemble(root: Path, files: Mapping[str, FileValue], folders: Sized[str]) -> Collection:
    """The collection that these files and folders make."""
    base = _first(files, "", ROOT_NAMES)
    own = base if isinstance(base, RootFile) else RootFile()
    return Collection(
        root=root,
        id=own.id or _id_of_place(root),
        name=own.name or root.resolve().name,
        children=_children("", _by_folder(files, folders), files),
        environments=environments_in(files.values()),
        defaults=own.defaults,
        docs=own.docs,
        problems=tuple(_problems(files, own)),
    )


def environments_in(values: Iterable[FileValue]) -> tuple[Environment, ...]:
    """The environments among the values of files, in the order shown."""
    found = _overridden([value for value in values if isinstance(value, Environment)])
    return tuple(sorted(found, key=lambda value: (value.name.casefold(), value.path)))


def _overridden(environments: list[Environment]) -> list[Environment]:
    """The environments with the variables of ``X.local.yml`` in that of ``X.yml``; a local file alone is an
    environment as well."""
    base = {_stem(each): each for each in environments if not _is_local(each)}
    for each in filter(_is_local, environments):
        stem = _stem(each).removesuffix(LOCAL)
        under = base.get(stem, Environment(stem, f"{ENVIRONMENTS}/{stem}.yml"))
        base[stem] = replace(under, local=each.variables, local_path=each.path)
    return list(base.values())


def _stem(environment: Environment) -> str:
    return PurePosixPath(environment.path).stem


def _is_local(environment: Environment) -> bool:
    return _stem(environment).endswith(LOCAL)


def _id_of_place(root: Path) -> str:
    # A collection that another tool made has no id of its own; its place stands for one until then.
    return OF_PLACE + hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]


def _by_folder(files: Mapping[str, FileValue], folders: Sized[str]) -> dict[str, list[str]]:
    """The paths of items and folders below each folder."""
    below: dict[str, list[str]] = {}
    for path in [*files, *folders]:
        if path in folders or isinstance(files[path], RequestItem | OtherItem | BrokenItem):
            parent, _, name = path.rpartition("/")
            if name not in _NO_ITEMS and not _is_environment(path):
                below.setdefault(parent, []).append(path)
    return below


def with_item(picture: Collection, path: str, item: FileValue | Folder | None) -> Collection | None:
    """The picture after a file or folder changed, or went where ``item`` is None; None where the picture has
    to be put together anew."""
    if item is not None and not isinstance(item, Folder | RequestItem | OtherItem | BrokenItem):
        return None
    if path.rpartition("/")[2] in _NO_ITEMS or _is_environment(path):
        return None
    children = _with_item(picture.children, "", path, item)
    return None if children is None else replace(picture, children=children)


def _with_item(
    children: tuple[Item, ...], folder: str, path: str, item: Item | None
) -> tuple[Item, ...] | None:
    if path.rpartition("/")[0] == folder:
        siblings = [child for child in children if child.path != path]
        if item is not None:
            insort(siblings, item, key=sort_key)
        return tuple(siblings)
    for index, child in enumerate(children):
        if isinstance(child, Folder) and path.startswith(child.path + "/"):
            below = _with_item(child.children, child.path, path, item)
            if below is None:
                return None
            return (*children[:index], replace(child, children=below), *children[index + 1 :])
    return None


def folder_at(path: str, files: Mapping[str, FileValue], folders: Sized[str]) -> Folder:
    """The folder at a path with all that these files and folders below it make."""
    return _folder(path, _children(path, _by_folder(files, folders), files), files)


def _is_environment(path: str) -> bool:
    return path == ENVIRONMENTS or path.startswith(ENVIRONMENTS + "/")


def _children(
    folder: str, below: Mapping[str, list[str]], files: Mapping[str, FileValue]
) -> tuple[Item, ...]:
    items: list[Item] = []
    for path in below.get(folder, ()):
        value = files.get(path)
        if isinstance(value, RequestItem | OtherItem | BrokenItem):
            items.append(value)
        else:
            items.append(_folder(path, _children(path, below, files), files))
    return tuple(sorted(items, key=sort_key))


def _folder(path: str, children: tuple[Item, ...], files: Mapping[str, FileValue]) -> Folder:
    value = _first(files, path + "/", FOLDER_NAMES)
    if not isinstance(value, FolderFile):
        return Folder(path, PurePosixPath(path).name, children)
    return Folder(path, value.name, children, value.defaults, value.docs, value.sequence)


def sort_key(item: Item) -> tuple[bool, float, str, str]:
    """The order of siblings: by number, those without one last, then by name."""
    return item.sequence is None, item.sequence or 0.0, item.name.casefold(), item.path


def _first(files: Mapping[str, FileValue], prefix: str, names: tuple[str, ...]) -> FileValue | None:
    return next((files[prefix + name] for name in names if prefix + name in files), None)


def problems_in(files: Mapping[str, FileValue]) -> list[BrokenItem]:
    """The files that could not be read and are no items: about a folder, an environment, the collection."""
    found = [
        value
        for path, value in files.items()
        if isinstance(value, BrokenItem)
        and (path in ROOT_NAMES or PurePosixPath(path).name in FOLDER_NAMES or _is_environment(path))
    ]
    return sorted(found, key=lambda value: value.path)


def _problems(files: Mapping[str, FileValue], own: RootFile) -> list[BrokenItem]:
    found = problems_in(files)
    if own.bundled:
        sentence = "This collection is bundled in one file: Sonde shows and sends it, and does not change it."
        found.append(BrokenItem(ROOT_NAMES[0], "opencollection", sentence))
    return found
