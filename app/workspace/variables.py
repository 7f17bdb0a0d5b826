"""Which variables a request sees, and how a typed secret becomes one: layers over the open collection."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from app.model.collection import Collection
from app.model.environment import Environment, Variable
from app.template.scope import Layer, Scope
from app.workspace.vault import Vault

DEFAULT_ENVIRONMENT = "Default"
_WORD = re.compile(r"[^A-Za-z0-9_.\-]+")


def layers(collection: Collection | None, path: str, environment: str) -> tuple[Layer, ...]:
    """The layers a request at a path sees, innermost first: folders, environment, collection."""
    if collection is None:
        return ()
    found = [
        Layer(f"folder {folder.name}", folder.defaults.variables)
        for folder in reversed(collection.lineage(path))
        if folder.defaults.variables
    ]
    active = collection.environment(environment)
    if active is not None:
        found.append(Layer(f"environment {active.name}", active.variables))
    if collection.defaults.variables:
        found.append(Layer(f"collection {collection.name}", collection.defaults.variables))
    return tuple(found)


async def with_secrets(scope: Scope, names: Iterable[str], environment: str, vault: Vault) -> Scope:
    """The scope with the values of the named secret variables fetched from the keyring."""
    wanted = set(names)
    out = []
    for layer in scope.layers:
        secret = [v.name for v in layer.variables if v.secret and v.enabled and v.name in wanted]
        out.append(replace(layer, secrets=await vault.get_many(environment, secret)))
    return Scope(tuple(out))


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
