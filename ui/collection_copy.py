"""Saves a collection as a new folder; the user says before which secrets the copy's files shall not hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.workspace import Workspace
from app.workspace.environments import environment_for_values
from app.workspace.secret_scan import move_secrets, scan_secrets
from app.workspace.secret_search import Finding
from app.workspace.variables import DEFAULT_ENVIRONMENT
from ui.dialogs.secret_question import PlainSecret, SecretQuestion
from ui.kit.ask import finished
from ui.parts import Parts


async def save_copy(parts: Parts, workspace: Workspace, root: Path) -> None:
    """Copy a collection to a folder and go on there. What the user wants in the keyring goes there, in the
    copy alone; with Cancel nothing is copied.

    Raises:
        AppError: the folder cannot take it, or there is no usable keyring for what shall go there.
    """
    source = workspace.needed_store()
    parts.toast.show_toast(f"Looking for secrets in {source.collection.name}…")
    found = [each for each in await scan_secrets(source.root) if each.movable]
    parts.toast.hide()
    moved = await _asked(parts, workspace, found) if found else ()
    if moved is None:
        return
    await workspace.save_as(root)
    parts.undo.forget(workspace)
    if moved:
        await move_secrets(workspace, moved, environment_for_values(workspace).name)


async def _asked(parts: Parts, workspace: Workspace, found: Sequence[Finding]) -> tuple[Finding, ...] | None:
    """Those that go to the keyring; None for Cancel."""
    rows = [PlainSecret(each.path, each.field, each.masked) for each in found]
    environment = workspace.environment or DEFAULT_ENVIRONMENT
    question = SecretQuestion(rows, environment, "Copy", parts.window)
    if not await finished(question):
        return None
    return tuple(found[place] for place in sorted(question.moved))
