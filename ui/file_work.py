"""What is done with files shown as text: broken ones until they are mended, and kinds Sonde does not edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from app.errors import Conflict, UnreadableFile
from app.files import markers
from app.files.draft_file import KeptText
from app.files.raw import RawFile
from app.files.store import Store
from app.model.collection import BrokenItem, OtherItem, RequestItem
from app.workspace import Workspace
from ui.file_page import FilePage
from ui.kit.ask import choose
from ui.kit.tasks import attempt
from ui.parts import Parts
from ui.tab import Tab

SIDES: Final = ("Take ours", "Take theirs")
_KINDS: Final = {
    "graphql": "a GraphQL request",
    "grpc": "a gRPC request",
    "websocket": "a WebSocket request",
    "app": "an app",
}


class FileWork:
    """Loads, checks and saves the text of files. ``reopen`` opens a file that is a request by now."""

    def __init__(self, parts: Parts, reopen: Callable[[Tab], object]) -> None:
        self._parts = parts
        self._reopen = reopen
        self._files: dict[Tab, RawFile] = {}
        parts.desk.file_made.connect(self.welcome)

    def open(self, tab: Tab, preview: bool) -> None:
        """Show a file as text."""
        self._parts.desk.open(tab, preview)
        page = self._page(tab)
        if page is not None and not preview:
            page.text.setFocus()

    def welcome(self, page: FilePage) -> None:
        """Fill a page that was just made."""
        page.save_wanted.connect(lambda: self.save(page.tab))
        page.edited.connect(lambda: self._note(page))
        page.paused.connect(lambda: self._check(page))
        page.chosen.connect(lambda index: attempt(lambda: self._take_side(page, index)))
        self._load(page)

    def look_again(self, workspace: Workspace) -> None:
        """The collection changed: pages follow their files where nothing was typed."""
        for page in self._parts.desk.files:
            if page.tab.workspace is workspace:
                if workspace.request_at(page.tab.key) is not None and not page.dirty:
                    self._leave(page.tab)
                elif not page.dirty:
                    self._load(page)

    def save(self, tab: Tab) -> None:
        """Write what was typed into the file."""
        self._parts.tasks.start(f"save file {tab.key}", self._save(tab))

    def close(self, tab: Tab) -> None:
        """Close the tab of a file; edits are asked about."""
        if tab.key in tab.workspace.drafts.texts():
            # One that was not looked at in this run is shown before anybody is asked about it.
            self._parts.desk.open(tab)
            self._parts.tasks.start(f"close file {tab.key}", self._ask_and_close(tab))
        else:
            self._drop(tab)

    async def _ask_and_close(self, tab: Tab) -> None:
        sentence = f"Save the changes to “{tab.key}”?"
        hint = "Without saving, what you typed since the last save is gone."
        answer = await choose(self._parts.window, sentence, hint, ("Save", "Do not save"))
        if answer == 1 or (answer == 0 and await self._save(tab)):
            self._drop(tab)

    async def _save(self, tab: Tab) -> bool:
        page, file, store = self._page(tab), self._files.get(tab), tab.workspace.store
        if page is None or file is None or store is None:
            return False
        try:
            store.save_raw(file, page.text.text())
        except Conflict as conflict:
            if not await self._choose_mine(conflict):
                return False
            store.save_raw(file, page.text.text(), force=True)
        tab.workspace.drafts.note_text(tab.key, page.text.text(), page.text.text())
        self._load(page)
        tab.workspace.tell()
        if tab.workspace.request_at(tab.key) is not None:
            self._leave(tab)
        return True

    async def _choose_mine(self, conflict: Conflict) -> bool:
        hint = "What stands on disk now would be lost; Cancel leaves both as they are."
        return await choose(self._parts.window, conflict.sentence, hint, ("Keep mine",)) == 0

    def _leave(self, tab: Tab) -> None:
        """The file is a request now: the page of a request takes the place of its text."""
        self._files.pop(tab, None)
        self._reopen(tab)

    def _drop(self, tab: Tab) -> None:
        self._files.pop(tab, None)
        tab.workspace.drafts.note_text(tab.key, "", "")
        self._parts.desk.close_tab(tab)

    def _note(self, page: FilePage) -> None:
        page.tab.workspace.drafts.note_text(page.tab.key, page.text.text(), page.saved)
        self._parts.desk.keep(page.tab)
        self._parts.desk.refresh()

    # --- what the page says -----------------------------------------------------------------------

    def _load(self, page: FilePage) -> None:
        store = page.tab.workspace.store
        if store is None:
            return
        try:
            file = self._files[page.tab] = store.read_raw(page.tab.key)
        except UnreadableFile as problem:
            page.show_unreadable()
            page.show_note("warning", problem.sentence, problem.hint)
            return
        kept = page.tab.workspace.drafts.texts().get(page.tab.key)
        page.show_file(file.text)
        if kept is not None:
            self._bring_back(page, kept, file)
            return
        self._check(page)
        found = store.problem_in(file, file.text)
        if found is not None and found.line is not None:
            page.text.go_to(found.line, found.column or 1)

    def _bring_back(self, page: FilePage, kept: KeptText, file: RawFile) -> None:
        """An earlier run ended before this text was saved."""
        page.replace_text(kept.text)
        self._check(page)
        if kept.base != file.text:
            self._files[page.tab] = replace(file, digest=b"")  # Whoever saves it is asked.
            sentence = f"{file.path} was changed by another program since this was typed."
            page.show_note("warning", sentence, "Saving asks before it takes the place of the file.")

    def _check(self, page: FilePage) -> None:
        store, file = page.tab.workspace.store, self._files.get(page.tab)
        if store is None or file is None:
            return
        text = page.text.text()
        problem = store.problem_in(file, text)
        if problem is not None:
            sides = SIDES if markers.has_markers(text) else ()
            page.show_note("warning", problem.problem, "", sides)
        elif page.dirty:
            page.show_note("info", "This can be read now.", "Save it (Ctrl+S).")
        elif (note := _about(store, page.tab.key)) is not None:
            page.show_note("info", note, "Its text can be edited here.")
        else:
            page.bar.hide()

    def _take_side(self, page: FilePage, index: int) -> None:
        take = (markers.ours, markers.theirs)[index]
        page.replace_text(take(page.text.text()))
        self._check(page)
        page.text.setFocus()

    def _page(self, tab: Tab) -> FilePage | None:
        return next((page for page in self._parts.desk.files if page.tab == tab), None)


def is_file(workspace: Workspace, path: str) -> bool:
    """Whether there is such a file that is shown as text."""
    found = workspace.collection.find(path) if workspace.collection else None
    problems = workspace.collection.problems if workspace.collection else ()
    return isinstance(found, BrokenItem | OtherItem | RequestItem) or any(p.path == path for p in problems)


def _about(store: Store, path: str) -> str | None:
    item = store.collection.find(path)
    if not isinstance(item, OtherItem):
        return None
    kind = _KINDS.get(item.kind, f"a {item.kind}")
    return f"{PurePosixPath(path).name} is {kind}, which Sonde keeps but cannot send yet."
