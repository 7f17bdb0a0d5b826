"""The secrets of one page: literals on their way to the keyring, and back where the user wants that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.errors import AppError
from app.model.request import Request
from app.template.scan import scan
from app.workspace.environments import keep_secret
from app.workspace.secret_fields import place_text, suggested_name, text_at
from ui.kit.tasks import Tasks
from ui.request.editor import RequestEditor
from ui.request.request_line import RequestLine
from ui.secret_saving import keep_in_file
from ui.tab import Tab


class PageSecrets:
    """Moves literals one after the other; each is replaced in the draft as soon as the keyring has it.

    Args:
        tab: whose draft the page shows now.
        take: gives the page another value of it.
        tasks: those of the page.
    """

    def __init__(self, tab: Callable[[], Tab], take: Callable[[Request], None], tasks: Tasks) -> None:
        self._tab = tab
        self._take = take
        self._tasks = tasks
        self._waiting: list[tuple[str, str]] = []
        self._plain: set[str] = set()
        self._turn = asyncio.Lock()

    def listen_to(self, editor: RequestEditor, line: RequestLine) -> None:
        """Hear what the user wants to be done with the secrets of the draft."""
        editor.secret_entered.connect(self._keep)
        editor.plain_secret_wanted.connect(self._make_plain)
        editor.secret_wanted.connect(self._move)
        line.secret_wanted.connect(self._move)

    @property
    def _draft(self) -> Request:
        tab = self._tab()
        return tab.workspace.drafts[tab.key].current

    def _move(self, field: str) -> None:
        """The literal that stands in a field shall go to the keyring."""
        text = text_at(self._draft, field)
        if text:
            self._keep(field, text)

    def _keep(self, field: str, text: str) -> None:
        self._waiting.append((field, text))
        self._tasks.start("secrets", self.settle())

    async def settle(self) -> None:
        """Put every literal that waits into the keyring, and its ``{{name}}`` into the draft. Nobody asks
        about those that the user wants in the file."""
        async with self._turn:
            while self._waiting:
                field, text = self._waiting[0]
                wanted, held = suggested_name(self._draft, field), text_at(self._draft, field)
                try:
                    name = await keep_secret(self._tab().workspace, wanted, text, held)
                except AppError:
                    if held == text:
                        self._waiting.pop(0)  # It stands in the draft still: nothing is lost.
                    raise
                self._waiting.pop(0)
                self._take(place_text(self._draft, field, "{{" + name + "}}"))
        tab = self._tab()
        keep_in_file(tab.workspace, tab.key, self._draft, self._plain)
        self._plain.clear()

    def _make_plain(self, field: str) -> None:
        """The user wants a secret in the file itself: what is typed, or what the keyring has."""
        self._plain.add(field)
        if scan(text_at(self._draft, field)):
            self._tasks.start("plain", self._fetch_plain(field))

    async def _fetch_plain(self, field: str) -> None:
        workspace = self._tab().workspace
        text = await workspace.vault.behind(workspace.environment, text_at(self._draft, field))
        self._take(place_text(self._draft, field, text))
