"""What is done with saved examples, and the menu of everything that can be done with a response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.diff.side import Side, side_of_example
from app.errors import AppError
from app.format.words import status as reason_of
from app.model.example import Example
from app.model.exchange import Exchange
from app.workspace.examples import Examples
from app.workspace.structure import Step
from ui.kit.ask import TextQuestion, ask_text
from ui.kit.tasks import attempt
from ui.page import RequestPage
from ui.parts import Parts
from ui.response_work import FORMS, ResponseWork

_MASKED: Final = "It goes into the file of the request. Credentials and secrets are masked before."


class ExampleWork:
    """Handlers for the examples of the request in front."""

    def __init__(self, parts: Parts, responses: ResponseWork) -> None:
        self._parts = parts
        self._desk = parts.desk
        self._responses = responses

    @property
    def examples(self) -> Examples:
        """The examples of the collection in front."""
        return Examples(self._parts.workspace)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "response.example": lambda: self._on_page(self.save),
            "response.more": lambda: self._on_page(self.show_menu),
        }

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page that was just made."""
        page.response.menu_requested.connect(lambda place: self.show_menu(page, place))

    def _on_page(self, action: Callable[[RequestPage], object]) -> None:
        if self._desk.page is not None:
            action(self._desk.page)

    def sides(self, path: str) -> tuple[Side, ...]:
        """The examples of a request as sides of a comparison, without those whose file is missing."""
        found = []
        for example in self.examples.of(path):
            try:
                found.append(side_of_example(example, self.examples.payload(example)))
            except AppError:
                continue
        return tuple(found)

    # --- the menu ---------------------------------------------------------------------------------

    def show_menu(self, page: RequestPage, place: QPoint | None = None) -> None:
        """Offer what can be done with the response of a page, and its examples."""
        pane = page.response
        self.menu(page).popup(pane.mapToGlobal(pane.rect().topLeft()) if place is None else place)

    def menu(self, page: RequestPage) -> QMenu:
        """The menu, made anew each time."""
        menu = QMenu(self._parts.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        response = page.exchange.response if page.exchange is not None else None
        has_body = response is not None and response.body.size > 0
        menu.addAction("Save the body…", self._responses.save).setEnabled(has_body)
        menu.addAction("Open in its program", self._responses.open).setEnabled(has_body)
        forms = menu.addMenu("Copy the body as")
        forms.setEnabled(has_body)
        forms.addAction("Text shown", page.response.copy_body).setEnabled(page.response.body.has_text)
        for form, title in FORMS.items():
            forms.addAction(title, partial(self._responses.copy_as, form))
        menu.addSeparator()
        menu.addAction("Save as an example…", lambda: self.save(page)).setEnabled(response is not None)
        examples = menu.addMenu("Examples")
        for index, example in enumerate(self.examples.of(page.path)):
            self._add_example(examples, page, index, example)
        examples.setEnabled(not examples.isEmpty())
        return menu

    def _add_example(self, menu: QMenu, page: RequestPage, index: int, example: Example) -> None:
        # An ampersand would be taken for a mark of the key.
        below = menu.addMenu(title_of(example).replace("&", "&&"))
        actions: dict[str, Callable[[RequestPage, int], object]] = {
            "Show": self.show,
            "Rename…": self.rename,
            "Describe…": self.describe,
            "Delete": self.delete,
        }
        for words, action in actions.items():
            below.addAction(words, partial(attempt, partial(action, page, index)))

    # --- one example ------------------------------------------------------------------------------

    def save(self, page: RequestPage) -> None:
        """Keep the response that is shown as an example; asks for its name."""
        exchange = page.exchange
        if exchange is not None and exchange.response is not None:
            self._parts.tasks.start("save example", self._save(page, exchange))

    async def _save(self, page: RequestPage, exchange: Exchange) -> None:
        if not page.path:
            raise AppError("The request has no file yet.", "Save it first (Ctrl+S), then its example.")
        assert exchange.response is not None
        suggested = self.examples.suggested_name(page.path, exchange.response)
        question = TextQuestion("Save the response as an example", _MASKED, suggested, "Save")
        name = await ask_text(self._parts.window, question)
        if name is not None:
            await self.examples.save(exchange, page.path, name.strip())
            self._parts.toast.show_toast(f"Saved the example “{name.strip()}”")

    def show(self, page: RequestPage, index: int) -> None:
        """Show an example in the place of the response."""
        example = self.examples.of(page.path)[index]
        page.show_example(self.examples.exchange(example), title_of(example), example.description)

    def rename(self, page: RequestPage, index: int) -> None:
        """Ask for another name."""
        example = self.examples.of(page.path)[index]
        question = TextQuestion("Rename the example", "", example.name, "Rename")
        self._change(page, index, question, lambda text: replace(example, name=text))

    def describe(self, page: RequestPage, index: int) -> None:
        """Ask for a description."""
        example = self.examples.of(page.path)[index]
        question = TextQuestion(f"Describe “{title_of(example)}”", "", example.description, "Save")
        self._change(page, index, question, lambda text: replace(example, description=text))

    def _change(
        self, page: RequestPage, index: int, question: TextQuestion, changed: Callable[[str], Example]
    ) -> None:
        self._parts.tasks.start("change example", self._ask_and_change(page.path, index, question, changed))

    async def _ask_and_change(
        self, path: str, index: int, question: TextQuestion, changed: Callable[[str], Example]
    ) -> None:
        before = self.examples.of(path)
        text = await ask_text(self._parts.window, question)
        # The file may have changed while the question stood there.
        if text is not None and self.examples.of(path) == before:
            self.examples.change(path, index, changed(text.strip()))

    def delete(self, page: RequestPage, index: int) -> None:
        """Delete an example; it can be brought back."""
        title = title_of(self.examples.of(page.path)[index])
        undo = self.examples.delete(page.path, index)
        step = Step(f"Delete Example “{title}”", undo, owners=(page.tab.workspace,))
        self._parts.did(step, f"Deleted the example “{title}”")


def title_of(example: Example) -> str:
    """What an example is called, also where its file gives it no name."""
    response = example.response
    return example.name or f"{response.status} {response.reason or reason_of(response.status)}"
