"""Which request a tab holds, now that requests of several collections stand side by side."""

from __future__ import annotations

from dataclasses import dataclass

from app.workspace import Workspace
from app.workspace.drafts import NEW


@dataclass(frozen=True, slots=True)
class Tab:
    """A draft on the desk: ``key`` is the draft's in its workspace, a path or ``new:N``."""

    workspace: Workspace
    key: str

    @property
    def root(self) -> str:
        """The folder of the collection as text, empty where there is none."""
        return str(self.workspace.root) if self.workspace.root else ""

    @property
    def is_new(self) -> bool:
        """Whether the request has no file yet."""
        return self.key.startswith(NEW)
