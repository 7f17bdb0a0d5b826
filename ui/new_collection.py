"""Asks for name and folder of a new collection and makes it."""

from __future__ import annotations

from pathlib import Path

from ui.dialogs.new_collection import NewCollectionDialog
from ui.kit.ask import finished
from ui.parts import Parts


async def make_collection(parts: Parts) -> None:
    """Open the form; what it asks for is made, opened and brought to the front."""
    dialog = NewCollectionDialog(Path.home(), parts.window)
    chosen: list[tuple[Path, str]] = []
    dialog.chosen.connect(lambda path, name: chosen.append((path, name)))
    await finished(dialog)
    for root, name in chosen:
        parts.workspaces.create(root, name)
