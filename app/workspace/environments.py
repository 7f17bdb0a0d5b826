"""What is changed about the environments of a collection: their files, their secrets, their names."""

from __future__ import annotations

from dataclasses import replace

from app.model.environment import Environment, Variable
from app.workspace.variables import DEFAULT_ENVIRONMENT, free_name, secret_name, with_variable
from app.workspace.workspace import Workspace


def change_environment(workspace: Workspace, environment: Environment) -> None:
    """Write an environment's file; a new name is a new file."""
    store = workspace.needed_store()
    if store.collection.environment(environment.name) is None:
        environment = replace(environment, path=store.add_environment(environment.name).path)
    store.save_environment(environment)
    workspace.tell()


async def keep_secret(workspace: Workspace, wanted: str, text: str, held: str = "") -> str:
    """Store a literal as a secret variable of the active environment, of one called Default where
    none is active; returns the variable's name. The text goes to the keyring only.

    Args:
        wanted: a name for the variable; a number is added when it is taken.
        text: the value.
        held: what the field held before; where that names one secret, its value is replaced.
    """
    environment = environment_for_values(workspace)
    known = secret_name(environment, held)
    name = known or free_name(environment, wanted)
    await workspace.vault.set(environment.name, name, text)
    if not known:
        change_environment(workspace, with_variable(environment, Variable(name, secret=True)))
    return name


def environment_for_values(workspace: Workspace) -> Environment:
    """The environment that new values go to: the one that wins, else one called Default."""
    store = workspace.needed_store()
    active = store.collection.environment(workspace.environment)
    if active is None:
        known = store.collection.environment(DEFAULT_ENVIRONMENT)
        active = known or store.add_environment(DEFAULT_ENVIRONMENT)
        workspace.choose_environments((*workspace.environments, DEFAULT_ENVIRONMENT))
    return active


async def rename_environment(workspace: Workspace, name: str, new: str) -> None:
    """Rename an environment and its file; secrets and cookies go with it."""
    store = workspace.needed_store()
    environment = store.rename_environment(name, new)
    for other in store.collection.environments:
        if other.extends == name:
            store.save_environment(replace(other, extends=new))
    for variable in environment.variables:
        if variable.secret:
            await workspace.vault.move((name, variable.name), (new, variable.name))
    workspace.services.jars.rename(workspace.local, name, new)
    workspace.choose_environments(tuple(new if each == name else each for each in workspace.environments))
    workspace.tell()
