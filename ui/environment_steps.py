"""An environment that comes and goes, as a step that can be taken back and done again."""

from __future__ import annotations

from app.errors import AppError
from app.files.trash import Trash
from app.workspace import Workspace


class EnvironmentPresence:
    """One environment of a workspace, there or in the trash. The values of its secrets stay in the keyring
    meanwhile, so that they are there again when it comes back."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace = workspace
        self._name = name
        self._trash: Trash | None = None
        self._ticked: tuple[str, ...] = ()

    def take(self) -> None:
        """Delete it. Raises AppError when it is gone already."""
        self._ticked = self._workspace.environments
        self._trash = self._workspace.needed_store().delete_environment(self._name)
        self._workspace.choose_environments(tuple(name for name in self._ticked if name != self._name))
        self._workspace.tell()

    def give_back(self) -> None:
        """Bring it back, ticked as it was. Raises AppError when there is another one of its name."""
        collection = self._workspace.needed_store().collection
        if collection.environment(self._name) is not None:
            raise AppError(f"There is an environment {self._name} already.", "Rename that one first.")
        if self._trash is not None:
            self._workspace.restore(self._trash)
            self._workspace.choose_environments(self._ticked)
