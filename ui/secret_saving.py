"""Lets the user say, before plain secrets get into files, which of them go to the keyring instead."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Generic

from PySide6.QtWidgets import QWidget

from app.model.collection import Defaults
from app.model.request import Request
from app.workspace import Workspace
from app.workspace.environments import keep_secret
from app.workspace.secret_fields import (
    AnyItem,
    SecretField,
    literal_secrets,
    place_text,
    suggested_name,
    text_at,
)
from app.workspace.variables import DEFAULT_ENVIRONMENT
from ui.dialogs.secret_question import PlainSecret, SecretQuestion
from ui.kit.ask import finished

_DOTS: Final = "••••••••"
_SHOWN: Final = 4  # characters of a longer secret that tell which one it is
_LONG: Final = 16


@dataclass(frozen=True, slots=True)
class Written(Generic[AnyItem]):
    """What is about to be written: the path that its answers are kept by, its name for people, the value."""

    path: str
    name: str
    item: AnyItem


async def settled(
    parent: QWidget, workspace: Workspace, written: Sequence[Written[AnyItem]], action: str = "Save"
) -> tuple[AnyItem, ...] | None:
    """The items as they may be written: what the user wants in the keyring is there, and in them stands its
    name. Asks about each field once, about all of them together. None where nothing shall be written.

    Args:
        parent: the window that asks.
        written: requests or defaults of folders.
        action: what was wanted, such as "Save".
    """
    found = [
        (number, field)
        for number, each in enumerate(written)
        for field in workspace.plain.to_ask(each.path, each.item)
    ]
    items = [each.item for each in written]
    if not found:
        return tuple(items)
    rows = [(written[number].name, field) for number, field in found]
    moved = await ask(parent, workspace.environment, rows, action)
    if moved is None:
        return None
    for place, (number, field) in enumerate(found):
        if place in moved:
            items[number] = await _moved(workspace, items[number], field)
    for number, each in enumerate(written):
        kept = [field for place, (at, field) in enumerate(found) if at == number and place not in moved]
        if kept:
            workspace.plain.keep(each.path, kept)
    return tuple(items)


async def ask(
    parent: QWidget, environment: str, found: Sequence[tuple[str, SecretField]], action: str
) -> frozenset[int] | None:
    """Ask about secrets, each with the name of what it stands in; gives the places of those that go to the
    keyring, or None for Cancel."""
    rows = [PlainSecret(name, field.label, masked(field.value)) for name, field in found]
    question = SecretQuestion(rows, environment or DEFAULT_ENVIRONMENT, action, parent)
    return question.moved if await finished(question) else None


def keep_in_file(workspace: Workspace, path: str, item: Request | Defaults, fields: Collection[str]) -> None:
    """The user chose plain text for these fields of an item, so nobody asks about them again."""
    chosen = [found for found in literal_secrets(item) if found.field in fields] if fields else []
    if chosen:
        workspace.plain.keep(path, chosen)


async def _moved(workspace: Workspace, item: AnyItem, field: SecretField) -> AnyItem:
    text = text_at(item, field.field)
    name = await keep_secret(workspace, suggested_name(item, field.field), text)
    return place_text(item, field.field, "{{" + name + "}}")


def masked(text: str) -> str:
    """What is shown of a secret: how a long one begins, so that it is known again, and no more."""
    return (text[:_SHOWN] if len(text) >= _LONG else "") + _DOTS
