"""One list of a collection's secrets on the screen, and what is done with each of them."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from app.workspace import Workspace
from ui.dialogs.secret_list import SecretList, SecretRow
from ui.kit.ask import choose
from ui.kit.tasks import listen
from ui.parts import Parts

_DELETED = "It goes from the keyring of this computer only. Files keep the name, and others their values."


class SecretListing:
    """Who opens it keeps nothing: it lives as long as the sheet calls it."""

    def __init__(self, parts: Parts, workspace: Workspace) -> None:
        self._parts = parts
        self._workspace = workspace
        collection = workspace.needed_store().collection
        self.sheet = SecretList(collection.name, parts.window)
        listen(self.sheet.set_wanted, lambda *values: self._start("set", self._set(*values)))
        listen(self.sheet.reveal_wanted, lambda *values: self._start("reveal", self._reveal(*values)))
        listen(self.sheet.copy_wanted, lambda *values: self._start("copy", self._copy(*values)))
        listen(self.sheet.delete_wanted, lambda *values: self._start("delete", self._delete(*values)))
        self.sheet.finished.connect(lambda _code: self.sheet.deleteLater())

    def open(self) -> None:
        """Show the sheet; which secrets have a value comes as soon as the keyring answers."""
        self.sheet.open()
        self._start("show", self._show())

    def _start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._parts.tasks.start(f"secret list: {name}", work)

    async def _show(self) -> None:
        workspace = self._workspace
        held = await workspace.vault.held(workspace.needed_store().collection, workspace.environment)
        if not isValid(self.sheet):
            return
        self.sheet.show_rows(
            [SecretRow(each.environment, each.name, each.has_value, each.given) for each in held]
        )
        problem = workspace.vault.problem
        if problem is not None:
            self.sheet.show_problem(problem.sentence, problem.hint)

    async def _set(self, environment: str, name: str, text: str) -> None:
        await self._workspace.vault.set(environment, name, text)
        await self._show()

    async def _reveal(self, environment: str, name: str) -> None:
        text = await self._workspace.vault.get(environment, name)
        if isValid(self.sheet):
            self.sheet.show_secret(environment, name, text or "")

    async def _copy(self, environment: str, name: str) -> None:
        text = await self._workspace.vault.get(environment, name)
        QGuiApplication.clipboard().setText(text or "")
        self.sheet.show_copied(name)

    async def _delete(self, environment: str, name: str) -> None:
        question = f"Delete the value of {name} in {environment}?"
        if await choose(self.sheet, question, _DELETED, ("Delete",)) == 0:
            await self._workspace.vault.delete(environment, name)
            await self._show()
