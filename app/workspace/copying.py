"""What is kept on this computer for a collection, given to a copy of it as its own."""

from __future__ import annotations

from app.files.secrets import SecretKey
from app.model.collection import Collection
from app.workspace.services import Services


async def copy_local(services: Services, collection: Collection, old: str, new: str) -> None:
    """Copy the secrets and the cookies that are kept under one local name to another one."""
    if old == new:
        return
    keys = {
        SecretKey(old, environment.name, variable.name): SecretKey(new, environment.name, variable.name)
        for environment in collection.environments
        for variable in environment.variables
        if variable.secret
    }
    for key, value in (await services.secrets.get_many(keys) if keys else {}).items():
        await services.secrets.set(keys[key], value)
    for name in ("", *(environment.name for environment in collection.environments)):
        services.jars.copy((old, name), (new, name))
