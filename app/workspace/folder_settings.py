"""What a folder or a whole collection gives to all below it, as one value: read, written and put back."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import AppError
from app.model.collection import Defaults, Folder
from app.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """The name is shown and not written here. ``strict`` is of the collection alone: nothing outside the
    published schema is written in it."""

    name: str
    defaults: Defaults = Defaults()
    docs: str = ""
    strict: bool = False


def read_settings(workspace: Workspace, path: str) -> FolderSettings:
    """The settings of a folder, or (path empty) of the collection. Raises AppError when there is none."""
    store = workspace.needed_store()
    collection = store.collection
    if not path:
        return FolderSettings(collection.name, collection.defaults, collection.docs, store.strict)
    folder = collection.find(path)
    if not isinstance(folder, Folder):
        raise AppError(f"There is no folder {path}.", "Was it moved or deleted?")
    return FolderSettings(folder.name, folder.defaults, folder.docs)


def write_settings(workspace: Workspace, path: str, wanted: FolderSettings, force: bool = False) -> None:
    """Write settings to the file of the folder.

    Raises:
        Conflict: the file is no longer what was read; ``force`` writes over it.
        AppError: the collection is strict, and they say what the schema has no words for.
    """
    store = workspace.needed_store()
    if not path and store.strict and not wanted.strict:
        store.set_strict(False)
    store.save_folder(path, wanted.defaults, wanted.docs, force)
    if not path and wanted.strict and not store.strict:
        store.set_strict(True)
    workspace.tell()


def change_settings(workspace: Workspace, path: str, held: FolderSettings, wanted: FolderSettings) -> None:
    """Write settings only where the folder still has those that are expected, for undo and redo. Raises
    AppError when it has not."""
    now = read_settings(workspace, path)
    if (now.defaults, now.docs, now.strict) != (held.defaults, held.docs, held.strict):
        raise AppError(f"The settings of {now.name} were changed since.", "Nothing was written.")
    write_settings(workspace, path, wanted)
