"""What is kept on this computer for a collection, given to a copy of it as its own."""

from __future__ import annotations

from app.model.collection import Collection
from app.workspace.answers import change_answers
from app.workspace.services import Services
from app.workspace.vault import Held, Vault


async def copy_local(services: Services, collection: Collection, old: str, new: str) -> None:
    """Copy secrets, cookies and answers that are kept under one local name to another one."""
    if old == new:
        return
    source, target = Vault(services.secrets, lambda: old), Vault(services.secrets, lambda: new)
    names = ("", *(environment.name for environment in collection.environments))
    held: dict[Held, None] = {}
    for name in names:
        held |= dict.fromkeys(await source.held(collection, name))
        services.jars.copy((old, name), (new, name))
    for each in held:
        if each.has_value and not each.given:
            await target.set(each.environment, each.name, await source.get(each.environment, each.name) or "")
    change_answers(
        services.paths.plain_fields,
        lambda answers: {**answers, new: answers[old]} if old in answers else answers,
    )
