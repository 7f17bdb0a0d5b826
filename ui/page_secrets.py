"""The secrets of one page: literals on their way to the keyring, and back where the user wants that."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.errors import AppError
from app.template.scan import scan
from app.workspace.environments import keep_secret
from app.workspace.secret_fields import place_text, suggested_name, text_at
from ui.secret_saving import keep_in_file

if TYPE_CHECKING:
    from ui.page import RequestPage


class PageSecrets:
    """Moves literals one after the other; each is replaced in the draft as soon as the keyring has it."""

    def __init__(self, page: RequestPage) -> None:
        self._page = page
        self._waiting: list[tuple[str, str]] = []
        self._plain: set[str] = set()
        self._turn = asyncio.Lock()
        page.editor.secret_entered.connect(self._keep)
        page.editor.plain_secret_wanted.connect(self._make_plain)
        for part in (page.editor, page.line):
            part.secret_wanted.connect(self._move)

    def _move(self, field: str) -> None:
        """The literal that stands in a field shall go to the keyring."""
        text = text_at(self._page.draft, field)
        if text:
            self._keep(field, text)

    def _keep(self, field: str, text: str) -> None:
        self._waiting.append((field, text))
        self._page.tasks.start("secrets", self.settle())

    async def settle(self) -> None:
        """Put every literal that waits into the keyring, and its ``{{name}}`` into the draft. Nobody asks
        about those that the user wants in the file."""
        page = self._page
        async with self._turn:
            while self._waiting:
                field, text = self._waiting[0]
                wanted, held = suggested_name(page.draft, field), text_at(page.draft, field)
                try:
                    name = await keep_secret(page.tab.workspace, wanted, text, held)
                except AppError:
                    if held == text:
                        self._waiting.pop(0)  # It stands in the draft still: nothing is lost.
                    raise
                self._waiting.pop(0)
                page.take_draft(place_text(page.draft, field, "{{" + name + "}}"))
        keep_in_file(page.tab.workspace, page.key, page.draft, self._plain)
        self._plain.clear()

    def _make_plain(self, field: str) -> None:
        """The user wants a secret in the file itself: what is typed, or what the keyring has."""
        self._plain.add(field)
        if scan(text_at(self._page.draft, field)):
            self._page.tasks.start("plain", self._fetch_plain(field))

    async def _fetch_plain(self, field: str) -> None:
        page, workspace = self._page, self._page.tab.workspace
        text = await workspace.vault.behind(workspace.environment, text_at(page.draft, field))
        page.take_draft(place_text(page.draft, field, text))
