"""An open collection: its picture, and every change of it on disk.

All calls block; they are quick for single items. A change of a file patches the text that stands on disk
at that moment, so comments, unknown keys and other people's additions survive. After every call
``collection`` is the new picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import uuid4

from app.errors import AppError
from app.files import arrange, atomic, items, names, raw
from app.files.codec_collection import FolderFile, RootFile
from app.files.document import ENVIRONMENT, EXAMPLES, FOLDER, REQUEST, ROOT, fresh
from app.files.raw import RawFile
from app.files.shelf import Look as Look
from app.files.shelf import Shelf
from app.files.trash import Trash, TrashFolder
from app.files.tree import ENVIRONMENTS, FOLDER_NAMES, LOCAL, ROOT_NAMES
from app.model.collection import BrokenItem, Collection, Defaults, Folder, Item
from app.model.environment import Environment
from app.model.example import Example
from app.model.request import Request


def read_collection(root: Path) -> Collection:
    """The picture of a collection's folder.

    Raises:
        UnreadableFile: the folder itself cannot be read; broken files in it are part of the picture.
    """
    return Store(root).collection


def is_collection(root: Path) -> bool:
    """Whether a folder says that it is one; any other may hold millions of files."""
    return any((root / name).is_file() for name in ROOT_NAMES)


def create_collection(root: Path, name: str) -> Store:
    """Make a new collection in a folder that holds none yet; the folder is made when missing.

    Raises:
        AppError: there is a collection already.
        UnreadableFile: the folder cannot be made or written.
    """
    if any((root / known).exists() for known in ROOT_NAMES):
        raise AppError(f"{root} holds a collection already.", "Open it, or choose another folder.")
    items.make_folder(root)
    atomic.write(root / ROOT_NAMES[0], fresh(RootFile(id=str(uuid4()), name=name), ROOT))
    return Store(root)


class Store:
    """One open collection. ``trash`` is a folder for deleted things, a temporary one when not given."""

    def __init__(self, root: Path, trash: Path | None = None) -> None:
        self._shelf = Shelf(root)
        self._trash = TrashFolder(trash)

    @property
    def root(self) -> Path:
        """The folder of the collection."""
        return self._shelf.root

    @property
    def collection(self) -> Collection:
        """The collection as last read."""
        return self._shelf.picture()

    # What is on disk

    def refresh(self) -> Collection:
        """Read the files that changed on disk since, and return the new picture."""
        self._shelf.refresh()
        return self.collection

    def folders(self) -> frozenset[str]:
        """Paths of its folders on disk."""
        return self._shelf.folders()

    def look(self) -> Look:
        """The same in two steps: read in a thread, and ``take`` where the store is used. Raises
        UnreadableFile."""
        return self._shelf.look()

    def take(self, found: Look) -> bool:
        """Have what a look found; False when something was written here since: then look again."""
        return self._shelf.take(found)

    def unchecked(self) -> dict[str, bytes]:
        """The requests of which only the head was read, by path, with what stands for their bytes."""
        return self._shelf.unchecked()

    def mark(self, broken: Mapping[str, BrokenItem], checked: Mapping[str, bytes]) -> None:
        """Take in what a check of those found, as far as they are still the same."""
        self._shelf.mark(broken, checked)

    def close(self) -> None:
        """Remove for good what was deleted."""
        self._trash.empty()

    # Files that cannot be read

    def read_raw(self, path: str) -> RawFile:
        """The text of a file as it is. Raises UnreadableFile when it is gone, too large, or no text."""
        return raw.read_raw(self._shelf, path)

    def save_raw(self, file: RawFile, text: str, force: bool = False) -> None:
        """Write another text into such a file; see ``raw.save_raw``. Raises Conflict, UnreadableFile."""
        raw.save_raw(self._shelf, file, text, force)

    def problem_in(self, file: RawFile, text: str) -> BrokenItem | None:
        """What would be wrong with the file if it held this text; None when it could be read."""
        return raw.problem_in(self._shelf, file, text)

    # Requests

    def needed_item(self, path: str) -> Item:
        """The item at a path. Raises AppError when there is none."""
        return arrange.needed_item(self._shelf, path)

    def save(self, path: str, request: Request, force: bool = False) -> None:
        """Save a request to its file; nothing is written when nothing changed.

        The sequence stays the one of the file: ``move`` alone changes it.

        Raises:
            Conflict: the file is no longer what was read; ``force`` saves over it, or creates it again.
            UnreadableFile: it cannot be written, or stands there broken.
        """
        item = self.collection.find(path)
        if item is not None and not isinstance(item, BrokenItem):
            request = replace(request, sequence=item.sequence)
        items.save_value(self._shelf, path, request, REQUEST, force)

    def add(self, folder_path: str, request: Request) -> str:
        """Save a new request at the end of a folder; the path it got."""
        arrange.check_folder(self._shelf, folder_path)
        path = items.free_path(self._shelf, folder_path, names.slug(request.name), ".yml")
        request = replace(request, sequence=arrange.last_number(self._shelf, folder_path))
        items.create(self._shelf, path, request, REQUEST)
        return path

    def save_examples(self, path: str, examples: tuple[Example, ...]) -> None:
        """Save the examples of a request to its file, and nothing else of it.

        Raises:
            Conflict: the file is no longer what was read.
            UnreadableFile: it cannot be written.
        """
        items.save_value(self._shelf, path, examples, EXAMPLES, force=False)

    def discard_file(self, path: str) -> Trash:
        """Delete a file beside the requests; what ``restore_file`` needs to bring it back."""
        return self._trash.take(self._shelf.place(path), path)

    def restore_file(self, token: Trash) -> None:
        """Undo the delete of a file beside the requests."""
        self._trash.give_back(token, self._shelf.place(token.path))

    # Items of any kind

    def rename(self, path: str, name: str) -> None:
        """Change the name that an item, a folder or (path empty) the collection shows; files stay."""
        if path:
            self.needed_item(path)
        items.set_info(self._shelf, path, {"name": name})

    def move(self, path: str, folder_path: str, before: str | None = None) -> str:
        """Move an item into a folder, before one of its items or to the end; the path it has then."""
        return self.move_all([path], folder_path, before)[0]

    def move_all(self, paths: Sequence[str], folder_path: str, before: str | None = None) -> list[str]:
        """The same for several at once, which stand one after another then; their new paths."""
        return arrange.move_all(self._shelf, paths, folder_path, before)

    def rename_files(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """Give the files or folders of items these paths where they are free; the paths they have then."""
        return {path: arrange.rename_file(self._shelf, path, name) for path, name in wanted.items()}

    def numbers(self, folder_path: str) -> dict[str, float | None]:
        """What gives the items of a folder their order, by path."""
        return {item.path: item.sequence for item in arrange.siblings(self._shelf, folder_path)}

    def renumber(self, folder_path: str, numbers: Mapping[str, float | None]) -> None:
        """Give items of a folder back the numbers that they had; those that are gone are passed over."""
        arrange.renumber(self._shelf, folder_path, numbers)

    def duplicate(self, path: str) -> str:
        """Copy an item with everything in its file, right behind it; the path of the copy."""
        item, parent = self.needed_item(path), _parent(path)
        name = f"{item.name} copy"
        ending = "" if isinstance(item, Folder) else PurePosixPath(path).suffix
        target = items.free_path(self._shelf, parent, names.slug(name), ending)
        items.copy(self._shelf, path, target)
        if not isinstance(item, BrokenItem):
            items.set_info(self._shelf, target, {"name": name})
        siblings = [other.path for other in arrange.siblings(self._shelf, parent) if other.path != target]
        following = siblings[siblings.index(path) + 1 :]
        return self.move(target, parent, following[0] if following else None)

    def take_in(self, source: Path, folder_path: str) -> str:
        """Copy a file or folder, of this collection or another one, to the end of a folder; its path.

        Raises:
            AppError: a folder is to be copied into itself.
            UnreadableFile: it cannot be copied.
        """
        arrange.check_folder(self._shelf, folder_path)
        if self._shelf.place(folder_path).resolve().is_relative_to(source.resolve()):
            raise AppError(f"{source.name} cannot be copied into itself.", "Choose another folder.")
        target = arrange.free_name(self._shelf, source.name, folder_path)
        items.copy_in(self._shelf, source, target)
        return self.move(target, folder_path)

    def delete(self, path: str) -> Trash:
        """Delete an item or a folder; what ``restore`` needs to bring it back."""
        self.needed_item(path)
        return self._discard(path)

    def restore(self, token: Trash) -> str:
        """Undo a delete; the path, another one where the old one is taken meanwhile."""
        path = token.path
        if self._shelf.place(path).exists():
            path = arrange.free_name(self._shelf, path, _parent(path))
        self._trash.give_back(token, self._shelf.place(path))
        # The folders above may have been deleted too: then from the topmost one.
        there = _parent(path) in {"", *self._shelf.folders()}
        self._shelf.refresh(path if there else PurePosixPath(path).parts[0])
        return path

    def patch(self, path: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Change the data of a file of any kind, and nothing but that in its text."""
        self._shelf.refuse_bundled(path)
        items.patch(self._shelf, path, change)

    # Folders

    def add_folder(self, folder_path: str, name: str) -> str:
        """Make a folder at the end of a folder; its path."""
        arrange.check_folder(self._shelf, folder_path)
        path = items.free_path(self._shelf, folder_path, names.slug(name, "folder"), "")
        folder = FolderFile(name, sequence=arrange.last_number(self._shelf, folder_path))
        items.make_folder(self._shelf.place(path))
        self._shelf.put(f"{path}/{FOLDER_NAMES[0]}", fresh(folder, FOLDER))
        return path

    def save_folder(self, path: str, defaults: Defaults, docs: str, force: bool = False) -> None:
        """Save what a folder, or (path empty) the collection, gives to everything below it.

        Raises:
            Conflict: its file is no longer what was read.
        """
        file = items.ensure_info_file(self._shelf, path)
        if path:
            folder = self.needed_item(path)
            value = FolderFile(folder.name, defaults, docs, folder.sequence)
            items.save_value(self._shelf, file, value, FOLDER, force)
        else:
            root = replace(self._shelf.root_file(), defaults=defaults, docs=docs)
            items.save_value(self._shelf, file, root, ROOT, force)

    # Environments

    def add_environment(self, name: str) -> Environment:
        """Make an empty environment."""
        self._refuse_environment(name)
        path = items.free_path(self._shelf, ENVIRONMENTS, names.safe(name), ".yml")
        items.make_folder(self._shelf.place(ENVIRONMENTS))
        environment = Environment(name, path)
        items.create(self._shelf, path, environment, ENVIRONMENT)
        return environment

    def save_environment(self, environment: Environment, force: bool = False) -> None:
        """Save an environment to its file.

        Raises:
            Conflict: the file is no longer what was read.
        """
        if self._shelf.knows(environment.path):
            items.save_value(self._shelf, environment.path, environment, ENVIRONMENT, force)
        else:
            # So far there was but a local file for it.
            self._shelf.put(environment.path, fresh(environment, ENVIRONMENT))

    def rename_environment(self, name: str, new_name: str) -> Environment:
        """Rename an environment and its file, for other tools take the one from the other. The values of
        its secrets stay under the old name in the keyring until the caller moves them."""
        path = self._environment(name).path
        if new_name.casefold() != name.casefold():
            self._refuse_environment(new_name)
        stem = names.safe(new_name)
        if PurePosixPath(path).stem.casefold() != stem.casefold():
            target = items.free_path(self._shelf, ENVIRONMENTS, stem, ".yml")
            items.relocate(self._shelf, path, target)
            path = target
            self._follow_local(self._environment(name), target)
        items.patch(self._shelf, path, lambda data: {**data, "name": new_name})
        return self._environment(new_name)

    def _follow_local(self, environment: Environment, target: str) -> None:
        """The file that overrides an environment on this computer goes where that goes."""
        if environment.local_path:
            pure = PurePosixPath(target)
            items.relocate(
                self._shelf, environment.local_path, f"{pure.parent}/{pure.stem}{LOCAL}{pure.suffix}"
            )

    def delete_environment(self, name: str) -> Trash:
        """Delete an environment; what ``restore`` needs to bring it back."""
        environment = self._environment(name)
        known = self._shelf.knows(environment.path)
        return self._discard(environment.path if known else environment.local_path)

    # The whole

    @property
    def strict(self) -> bool:
        """Whether nothing is written outside the published schema: what that has no words for is refused."""
        return self._shelf.root_file().strict

    def set_strict(self, strict: bool) -> None:
        """Switch that; what stands in the files already is left to ``app.files.check`` to tell."""
        file = items.ensure_info_file(self._shelf, "")
        root = replace(self._shelf.root_file(), strict=strict)
        items.save_value(self._shelf, file, root, ROOT, force=False)

    def save_as(self, new_root: Path) -> Store:
        """Copy the whole collection to a new folder and open it there. Its id stays, and with it the
        values of its secrets.

        Raises:
            AppError: the folder exists and is not empty, or lies inside the collection.
        """
        items.copy_collection(self.root, new_root)
        return Store(new_root)

    def _discard(self, path: str) -> Trash:
        self._shelf.refuse_bundled(path)
        token = self._trash.take(self._shelf.place(path), path)
        self._shelf.refresh(path)
        return token

    def _environment(self, name: str) -> Environment:
        found = self.collection.environment(name)
        if found is None:
            raise AppError(f"There is no environment {name}.", "Was it renamed or deleted?")
        return found

    def _refuse_environment(self, name: str) -> None:
        if not name.strip():
            raise AppError("An environment needs a name.", "Type one.")
        if any(known.name.casefold() == name.casefold() for known in self.collection.environments):
            raise AppError(f"There is an environment {name} already.", "Choose another name.")


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
