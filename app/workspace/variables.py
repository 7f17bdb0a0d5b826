"""Which variables a request sees, in the order in which they win.

From the strongest: what was given for this run (a row of data, values of scripts, ``--env-file``); the
request's own; folders, the inner first; environments, of those that are ticked the later first, each with
its local file above it and its ``.env`` file below; what they extend, below all that extend it; the
collection; the user's globals. Beside them stand ``process.env.NAME``, from the collection's ``.env`` and
then from the operating system, and the values that are made up.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import InvalidRequest
from app.files import dotenv
from app.format.secret_names import names_secret
from app.model.collection import Collection
from app.model.environment import Environment, Variable
from app.template.scope import Layer, Scope
from app.workspace.vault import Held, Vault

DEFAULT_ENVIRONMENT = "Default"
PROCESS = "process.env."
_WORD = re.compile(r"[^A-Za-z0-9_.\-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request stands: ``path`` in its collection, with ``own`` variables, below the ``ticked``
    environments (the last wins) and whatever was ``given`` for this run; ``common`` is what all collections
    share."""

    path: str = ""
    ticked: tuple[str, ...] = ()
    own: tuple[Variable, ...] = ()
    given: tuple[Layer, ...] = ()
    common: tuple[Layer, ...] = ()


def layers(collection: Collection | None, place: Place) -> tuple[Layer, ...]:
    """The layers that a request sees, the strongest first."""
    found = [*place.given]
    if place.own:
        found.append(Layer("this request", place.own))
    if collection is not None:
        found += _collection_layers(collection, place)
    found += place.common
    if collection is not None and (file := inside(collection.root, ".env")) is not None:
        found.append(_dotenv_layer(".env", file, PROCESS))
    found.append(_system())
    return tuple(layer for layer in found if layer.variables)


def _collection_layers(collection: Collection, place: Place) -> list[Layer]:
    keeper = place.ticked[-1] if place.ticked else ""
    found = [
        Layer(
            f"folder {folder.name}",
            folder.defaults.variables,
            keeper=keeper,
            file=collection.root / folder.path / "folder.yml",
        )
        for folder in reversed(collection.lineage(place.path))
    ]
    for environment in in_force(collection, place.ticked):
        found += _environment_layers(collection.root, environment)
    own = collection.defaults.variables
    file = collection.root / "opencollection.yml"
    return [*found, Layer(f"collection {collection.name}", own, keeper=keeper, file=file)]


def in_force(collection: Collection, ticked: Sequence[str]) -> tuple[Environment, ...]:
    """The ticked environments and what they extend, the strongest first. One that several extend comes
    once, below all of them."""
    found: list[Environment] = []
    for name in reversed(ticked):
        found += lineage(collection, name)
    kept = {environment.name: environment for environment in reversed(found)}
    return tuple(reversed(kept.values()))


def lineage(collection: Collection, name: str) -> list[Environment]:
    """An environment and what it extends, the nearest first; a chain that leads back ends there."""
    chain: list[Environment] = []
    environment = collection.environment(name)
    while environment is not None and environment not in chain:
        chain.append(environment)
        environment = collection.environment(environment.extends) if environment.extends else None
    return chain


def inherited(collection: Collection, name: str) -> tuple[Layer, ...]:
    """What an environment has besides its own values and those of its local file, the strongest first: its
    ``.env`` file and all that it extends."""
    found: list[Layer] = []
    for environment in lineage(collection, name):
        found += _environment_layers(collection.root, environment)
    return tuple(found[2:])


def environment_problem(collection: Collection, name: str) -> str:
    """What is wrong with what an environment builds on, in one sentence or two; empty where all is fine."""
    chain = lineage(collection, name)
    outside = [each for each in chain if each.dotenv_file and not inside(collection.root, each.dotenv_file)]
    if outside:
        file = outside[0].dotenv_file
        return f"{file} of environment {outside[0].name} lies outside the collection, so it is not read."
    if not chain or not chain[-1].extends:
        return ""
    names = [environment.name for environment in chain]
    last = chain[-1].extends
    if last in names:
        return f"{' extends '.join([*names, last])}: this leads in a circle. Let one of them extend nothing."
    return f"{names[-1]} extends {last}, which is not there. Make it, or let {names[-1]} extend nothing."


def refuse_unsound(collection: Collection, ticked: Sequence[str]) -> None:
    """Raise InvalidRequest where a ticked environment builds on what is not there: values would be
    missing, or be those of another one."""
    for name in ticked:
        if problem := environment_problem(collection, name):
            raise InvalidRequest(problem, "See to it in the table of environments.")


def _environment_layers(root: Path, environment: Environment) -> list[Layer]:
    name = environment.name
    found = [
        Layer(
            f"environment {name} (local)", environment.local, keeper=name, file=root / environment.local_path
        ),
        Layer(f"environment {name}", environment.variables, keeper=name, file=root / environment.path),
    ]
    if environment.dotenv_file and (file := inside(root, environment.dotenv_file)) is not None:
        found.append(_dotenv_layer(f"{environment.dotenv_file} of environment {name}", file))
    return found


def dotenv_files(collection: Collection) -> tuple[str, ...]:
    """The files of ``NAME=value`` lines that a collection reads, whether they are there or not."""
    named = (environment.dotenv_file for environment in collection.environments)
    return tuple(dict.fromkeys([".env", *(file for file in named if file and inside(collection.root, file))]))


def inside(root: Path, file: str) -> Path | None:
    """The place of a file of the collection, or None where it leads out of it: a collection that came from
    somebody else must not read other files of this computer."""
    place = root / file
    try:
        return place if place.resolve().is_relative_to(root.resolve()) else None
    except OSError:
        return None


def _dotenv_layer(source: str, file: Path, prefix: str = "") -> Layer:
    entries = dotenv.read(file)
    return Layer(
        source,
        tuple(Variable(entry.name, entry.value) for entry in entries),
        file=file,
        lines={entry.name: entry.line for entry in entries},
        prefix=prefix,
        guarded=frozenset(entry.name for entry in entries if names_secret(entry.name)),
    )


def _system() -> Layer:
    variables = tuple(Variable(name, value) for name, value in os.environ.items())
    guarded = frozenset(filter(names_secret, os.environ))
    return Layer("operating system", variables, prefix=PROCESS, guarded=guarded)


async def with_secrets(scope: Scope, names: Iterable[str], vault: Vault) -> Scope:
    """The scope with the values of the named secret variables fetched from the keyring."""
    wanted = set(names)
    out = []
    for layer in scope.layers:
        # What a stronger layer gives as text needs no keyring: in CI there is none.
        secret = [v.name for v in layer.variables if v.secret and v.enabled and v.name in wanted]
        out.append(replace(layer, secrets=await vault.get_many(layer.keeper, secret)) if secret else layer)
        wanted -= {v.name for v in layer.variables if v.enabled and not v.secret and not layer.prefix}
    return replace(scope, layers=tuple(out))


async def missing_secrets(collection: Collection, ticked: Sequence[str], vault: Vault) -> tuple[Held, ...]:
    """The secrets of the ticked environments, and of what they extend, without a value on this computer."""
    names = {environment.name for environment in in_force(collection, ticked)}
    held = await vault.held(collection, ticked[-1] if ticked else "")
    return tuple(each for each in held if not each.has_value and each.environment in names)


def keeper_of(scope: Scope, name: str) -> str:
    """The environment under which the value of a secret is kept, of those that win; empty for none."""
    for layer in scope.layers:
        found = layer.look_up(name)
        if found is not None:
            return layer.keeper if found.secret else ""
    return ""


def free_name(environment: Environment, wanted: str) -> str:
    """A variable name made of ``wanted`` that the environment does not use yet."""
    base = _WORD.sub("_", wanted).strip("_").lower() or "secret"
    taken = {variable.name for variable in environment.variables}
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


def secret_name(environment: Environment, text: str) -> str:
    """The secret variable of the environment that a text such as ``{{token}}`` is, or empty."""
    return next(
        (each.name for each in environment.variables if each.secret and text == f"{{{{{each.name}}}}}"), ""
    )


def with_variable(environment: Environment, variable: Variable) -> Environment:
    """The environment with a variable set: in its place, or added at the end."""
    names = [existing.name for existing in environment.variables]
    if variable.name in names:
        at = names.index(variable.name)
        kept = (*environment.variables[:at], variable, *environment.variables[at + 1 :])
        return replace(environment, variables=kept)
    return replace(environment, variables=(*environment.variables, variable))
