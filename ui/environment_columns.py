"""The columns of the table of variables: the environments of a collection, each with the file that overrides
it on this computer beside it, and the globals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.model.environment import Environment
from app.workspace import Workspace
from app.workspace.environments import change_environment
from app.workspace.globals import TITLE
from app.workspace.variables import inherited
from app.workspace.vault import GLOBALS
from ui.dialogs.variable_grid import Base

_LOCAL: Final = "\x1flocal"  # ends the name of a local column: no environment can be called so


@dataclass(frozen=True, slots=True)
class Columns:
    """``environments`` have names of their own here, by which the table knows its columns; ``titles`` are
    the words above those that are no environments of the collection; ``bases`` is what environments
    inherit."""

    environments: tuple[Environment, ...]
    titles: dict[str, str]
    bases: dict[str, tuple[Base, ...]]


def columns_of(workspace: Workspace, order: Sequence[str] = ()) -> Columns:
    """The columns of a workspace, those that are named in ``order`` first."""
    found = {each.name: each for each in _all(workspace)}
    names = [*(name for name in order if name in found), *(name for name in found if name not in order)]
    titles = {name: _title(name) for name in names if is_apart(name)}
    return Columns(tuple(found[name] for name in names), titles, _bases(workspace))


def _all(workspace: Workspace) -> Iterator[Environment]:
    for each in workspace.collection.environments if workspace.collection else ():
        yield each
        if each.local_path:
            yield Environment(each.name + _LOCAL, each.local_path, each.local)
    yield replace(workspace.services.globals.environment, name=GLOBALS, path=GLOBALS)


def _bases(workspace: Workspace) -> dict[str, tuple[Base, ...]]:
    collection = workspace.collection
    if collection is None:
        return {}
    columns = {collection.root / each.path: each.name for each in _all(workspace)}
    return {
        each.name: tuple(
            Base(layer, columns.get(layer.file, "") if layer.file else "")
            for layer in inherited(collection, each.name)
        )
        for each in collection.environments
    }


def _title(name: str) -> str:
    return TITLE if name == GLOBALS else f"{keeper_of_column(name)} on this computer"


def is_apart(name: str) -> bool:
    """Whether a column is no environment of the collection."""
    return name == GLOBALS or name.endswith(_LOCAL)


def keeper_of_column(name: str) -> str:
    """The name under which the vault keeps the secrets of a column."""
    return name.removesuffix(_LOCAL)


def save_column(workspace: Workspace, environment: Environment) -> None:
    """Write what a column says into its file."""
    if environment.name == GLOBALS:
        workspace.services.globals.save(environment)
    elif is_apart(environment.name):
        workspace.needed_store().save_environment(
            replace(environment, name=keeper_of_column(environment.name))
        )
        workspace.tell()
    else:
        change_environment(workspace, environment)


def add_local(workspace: Workspace, name: str) -> str:
    """Make the file that overrides an environment on this computer; the name of its column."""
    store = workspace.needed_store()
    environment = store.collection.environment(name)
    if environment is not None and not environment.local_path:
        stem, _, ending = environment.path.rpartition(".")
        store.save_environment(Environment(name, f"{stem}.local.{ending}"))
        workspace.tell()
    return name + _LOCAL
