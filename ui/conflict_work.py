"""What is done where a file changed outside while it was edited here: a bar on its page, and a comparison."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from app.model.collection import BrokenItem
from app.model.request import Request
from app.workspace.drafts import Draft, Meeting
from app.workspace.merge import Difference, Side, Where, differences, merge
from ui.dialogs.conflict import ConflictDialog
from ui.dialogs.differences import title
from ui.kit.ask import choose, finished
from ui.kit.notice import MessageBar
from ui.kit.tasks import attempt
from ui.page import RequestPage
from ui.parts import Parts
from ui.tab import Tab

_State = tuple[str, str, tuple[str, ...]]
"""What a bar says: its sentence, its hint, and the words of its buttons."""

TORN = ("Keep mine", "Take theirs", "Compare field by field…")
BROKEN = ("Edit the file",)
GONE = ("Create it again", "Close")


class ConflictWork:
    """Lets the user choose between what was typed and what the file holds now."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._bars: dict[RequestPage, MessageBar] = {}
        self._told: dict[RequestPage, _State | None] = {}

    def connect_page(self, page: RequestPage) -> None:
        """Give a page that was just made its bar."""
        bar = self._bars[page] = MessageBar(page)
        column = page.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(0, bar)
        bar.chosen.connect(lambda index: attempt(lambda: self._follow(page, index)))
        self.show(page)

    def hear(self, tab: Tab, meeting: Meeting) -> None:
        """The file of a draft changed outside."""
        page = self._parts.desk.page_of(tab)
        if page is not None and meeting in ("followed", "merged"):
            page.show_draft()
        if meeting == "merged":
            name = tab.workspace.drafts[tab.key].current.name
            self._parts.toast.show_toast(f"Merged with the change on disk: {name}")

    def show_all(self) -> None:
        """Let the bars of all pages say what holds now."""
        for page in self._parts.desk.pages:
            self.show(page)
        shown = set(self._parts.desk.pages)
        for page in [page for page in self._bars if page not in shown]:
            del self._bars[page]
            self._told.pop(page, None)

    def show(self, page: RequestPage) -> None:
        """Say on a page what is wrong between it and its file."""
        state = _state(page.tab)
        if page not in self._bars or state == self._told.get(page):
            return  # Also what the user closed is not said again.
        self._told[page] = state
        if state is None:
            self._bars[page].hide()
        else:
            self._bars[page].show_message("warning", *state)

    def _follow(self, page: RequestPage, index: int) -> None:
        tab = page.tab
        draft = tab.workspace.drafts[tab.key]
        if _broken(tab) is not None:
            tab.workspace.drafts.close(tab.key)
            self._parts.desk.open(tab)
        elif draft.saved is None:
            self._follow_gone(tab, index)
        elif index == 0:
            self._solve(tab, draft.current)
        elif index == 1:
            self._solve(tab, draft.saved)
        else:
            self._parts.tasks.start(f"compare {tab.key}", self._compare(tab, "Apply"))
        self.show(page)

    def _follow_gone(self, tab: Tab, index: int) -> None:
        if index == 0:
            tab.workspace.save(tab.key, force=True)
        else:
            self._parts.desk.close_wanted.emit(tab)

    async def save(self, tab: Tab) -> bool:
        """Ask about a draft that cannot be saved as it is, and save what was chosen; whether it is saved."""
        if tab.workspace.drafts[tab.key].saved is None:
            return await self._create_again(tab)
        if not await self._compare(tab, "Save"):
            return False
        tab.workspace.save(tab.key)
        return True

    async def _create_again(self, tab: Tab) -> bool:
        sentence = f"{tab.key} was deleted outside Sonde."
        hint = "What you typed is kept here until you close its tab."
        if await choose(self._parts.window, sentence, hint, GONE[:1]) != 0:
            return False
        tab.workspace.save(tab.key, force=True)
        return True

    async def _compare(self, tab: Tab, accept: str) -> bool:
        """Ask field by field; whether something was chosen."""
        draft = tab.workspace.drafts[tab.key]
        if draft.saved is None:
            return False
        sentence = f"{tab.key} was changed outside Sonde while it was edited here."
        dialog = ConflictDialog(sentence, _found(draft), self._parts.window, accept)
        answers: list[dict[Where, Side]] = []
        dialog.chosen.connect(answers.append)
        await finished(dialog)
        if not answers:
            return False
        self._solve(tab, merge(draft.base, draft.current, draft.saved, answers[0]))
        return True

    def _solve(self, tab: Tab, request: Request) -> None:
        tab.workspace.drafts.solve(tab.key, request)
        page = self._parts.desk.page_of(tab)
        if page is not None:
            page.show_draft()
            page.edited.emit()
            self.show(page)


def _state(tab: Tab) -> _State | None:
    if tab.key not in tab.workspace.drafts:
        return None
    draft = tab.workspace.drafts[tab.key]
    broken = _broken(tab)
    if broken is not None:
        return broken.problem, "What you see here is as it was before.", () if draft.dirty else BROKEN
    if not draft.torn:
        return None
    if draft.saved is None:
        return f"{tab.key} was deleted outside Sonde.", "What you see here stands in no file.", GONE
    names = ", ".join(title(each.where) for each in _found(draft) if each.side is None)
    return "Changed on disk too.", f"Both sides changed: {names}.", TORN


def _found(draft: Draft) -> tuple[Difference, ...]:
    return differences(draft.base, draft.current, draft.saved) if draft.saved is not None else ()


def _broken(tab: Tab) -> BrokenItem | None:
    collection = tab.workspace.collection
    item = collection.find(tab.key) if collection and not tab.is_new else None
    return item if isinstance(item, BrokenItem) else None
