"""What is done with the secrets of a collection: listed, set, shown, and asked for where one has no value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from app.errors import UnknownVariables
from app.paths import is_sample
from app.workspace import Workspace
from app.workspace.variables import keeper_of, missing_secrets
from ui.dialogs.secret_form import Missing, SecretForm
from ui.kit.ask import finished
from ui.kit.field_table_view import RowTable
from ui.kit.tasks import listen
from ui.kit.variable_edit import VariableEdit
from ui.page import RequestPage
from ui.parts import Parts
from ui.response.failure import SECRETS
from ui.secret_listing import SecretListing
from ui.secret_search import Opener, SecretSearch
from ui.sidebar.sidebar import Sidebar

_NAMES_SHOWN: Final = 6


class SecretWork:
    """Handlers for the list of secrets, and for what is missing when a collection opens or a request is
    sent."""

    def __init__(self, parts: Parts, opener: Opener) -> None:
        self._parts = parts
        self._opener = opener
        self._skipped: set[tuple[Workspace, str, str]] = set()
        self._told: tuple[Workspace, str] | None = None  # Whose secrets the message bar speaks of, and how.
        parts.workspaces.opened.connect(self.notice)
        listen(parts.messages.chosen, lambda _index: self._answer())

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "secret.find": self.find,
            "secret.list": self.show_list,
            "secret.move": lambda: take_offer(QApplication.focusWidget()),
        }

    def connect_sidebar(self, sidebar: Sidebar) -> None:
        """Listen to the rows of collections."""
        listen(
            sidebar.tree.secrets_wanted, lambda place: self.show_list(self._parts.workspace_of(place.root))
        )
        listen(
            sidebar.tree.secret_search_wanted, lambda place: self.find(self._parts.workspace_of(place.root))
        )

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page that was just made."""
        page.supply = self.supply
        listen(page.hint_chosen, lambda hint: self.set_needed(page) if hint == SECRETS else None)

    # --- what is missing --------------------------------------------------------------------------

    def notice(self, workspace: Workspace) -> None:
        """Say quietly which secrets of a collection that was opened have no value on this computer. Of a
        sample nothing is said: the first start is calm, and a send that needs one asks."""
        if workspace.root is not None and not is_sample(workspace.services.paths, workspace.root):
            self._parts.tasks.start(f"missing {id(workspace)}", self._notice(workspace))

    async def _notice(self, workspace: Workspace) -> None:
        missing = self._fresh(workspace, await self._missing(workspace))
        # Whatever the bar says already is more pressing.
        if not missing or workspace.vault.problem is not None or self._parts.messages.isVisible():
            return
        one = len(missing) == 1
        name = workspace.collection.name if workspace.collection else ""
        subject = f"A secret of {name} has" if one else f"{len(missing)} secrets of {name} have"
        sentence = f"{subject} no value on this computer."
        self._told = (workspace, sentence)
        action = "Set it…" if one else "Set them…"
        self._parts.messages.show_message("info", sentence, _listed(missing), (action,))

    def _answer(self) -> None:
        if self._told is not None and self._told[1] == self._parts.messages.sentence():
            workspace, self._told = self._told[0], None
            self._parts.tasks.start("secrets", self._set_all(workspace))

    async def _set_all(self, workspace: Workspace) -> None:
        await self._ask(workspace, await self._missing(workspace), "Save")

    async def supply(self, page: RequestPage, names: tuple[str, ...]) -> bool:
        """Ask for the secrets that a send needs and all others that are missing, unless the user left them
        for later in this run; whether one of them has a value now."""
        workspace = page.tab.workspace
        fresh = self._fresh(workspace, await self._all_missing(page, names))
        if not any(each.name in names for each in fresh):
            return False
        typed = await self._ask(workspace, fresh, "Save and send", names[0])
        return any(each.name in names for each in typed)

    def set_needed(self, page: RequestPage) -> None:
        """Ask for what the last send of a page lacked, and send again."""
        self._parts.tasks.start("secrets", self._set_needed(page))

    async def _set_needed(self, page: RequestPage) -> None:
        names: tuple[str, ...] = ()
        try:
            await page.tab.workspace.resolve(page.draft, page.path)
        except UnknownVariables as unknown:
            names = unknown.valueless
        missing = await self._all_missing(page, names)
        if not names or await self._ask(page.tab.workspace, missing, "Save and send", names[0]):
            page.send()

    async def _missing(self, workspace: Workspace) -> tuple[Missing, ...]:
        collection = workspace.collection
        if collection is None:
            return ()
        found = await missing_secrets(collection, workspace.environments, workspace.vault)
        words = {
            (environment.name, variable.name): variable.description
            for environment in collection.environments
            for variable in environment.variables
        }
        return tuple(
            Missing(each.environment, each.name, words.get((each.environment, each.name), ""))
            for each in found
        )

    async def _all_missing(self, page: RequestPage, names: Sequence[str]) -> tuple[Missing, ...]:
        """What is missing in the ticked environments, and what a request needs besides."""
        missing = await self._missing(page.tab.workspace)
        scope = page.tab.workspace.scope(page.path, page.draft)
        known = {each.name for each in missing}
        return (*missing, *(Missing(keeper_of(scope, name), name) for name in names if name not in known))

    def _fresh(self, workspace: Workspace, missing: Iterable[Missing]) -> tuple[Missing, ...]:
        """Those that the user did not leave for later."""
        left = self._skipped
        return tuple(each for each in missing if (workspace, each.environment, each.name) not in left)

    async def _ask(
        self, workspace: Workspace, missing: Sequence[Missing], accept: str, first: str = ""
    ) -> tuple[Missing, ...]:
        """Let values be typed; gives the secrets that have one now."""
        if not missing:
            return ()
        form = SecretForm(missing, accept, first, self._parts.window)
        typed = form.typed if await finished(form) else {}
        for each, text in typed.items():
            await workspace.vault.set(each.environment, each.name, text)
        self._skipped |= {(workspace, each.environment, each.name) for each in missing if each not in typed}
        if self._told is not None and self._told[0] is workspace:
            self._parts.messages.hide()
        return tuple(typed)

    # --- the sheets ---------------------------------------------------------------------------------

    def show_list(self, workspace: Workspace | None = None) -> None:
        """Open the list of a collection's secrets, of the one in front where none is named."""
        SecretListing(self._parts, workspace or self._parts.workspace).open()

    def find(self, workspace: Workspace | None = None) -> None:
        """Look through the files of a collection, the one in front where none is named."""
        SecretSearch(self._parts.window, workspace or self._parts.workspace, self._opener).open()


def take_offer(widget: QWidget | None) -> None:
    """Move the literal under the keyboard to the keyring, where there is one."""
    if isinstance(widget, VariableEdit) and widget.offer is not None:
        widget.offer.take()
    elif isinstance(widget, RowTable):
        widget.move_current_secret()


def _listed(missing: Sequence[Missing]) -> str:
    names = list(dict.fromkeys(each.name for each in missing))
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more
