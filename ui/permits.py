"""Asks before a request of a collection reads files that lie outside of the collection's folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.workspace import Workspace
from ui.kit.ask import choose


async def may_be_read(parent: QWidget, workspace: Workspace, files: Sequence[Path]) -> bool:
    """Ask; the answer "Read" is kept for these files and this collection, on this computer."""
    one = len(files) == 1
    sentence = f"Read {'a file' if one else f'{len(files)} files'} outside of the collection?"
    listed = "\n".join(map(str, files))
    hint = (
        f"{listed}\n\nThe request sends or uses {'it' if one else 'them'}. Say no where the collection is "
        "somebody else's and you do not know why."
    )
    if await choose(parent, sentence, hint, ["Read"], default=None) is None:
        return False
    workspace.permits.allow(files)
    return True
