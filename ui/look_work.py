"""What is done to look at a response: another view of it, a place in it, a part of it, another beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.diff.side import Side, side_of
from app.format.file_names import suggested_name
from app.model.exchange import Exchange
from ui.example_work import ExampleWork
from ui.kit.ask import ask_path
from ui.page import RequestPage
from ui.parts import Parts
from ui.response.body_views import TITLES, View
from ui.response.earlier import exchange_words


class LookWork:
    """Handlers for the response in front."""

    def __init__(self, parts: Parts, examples: ExampleWork) -> None:
        self._parts = parts
        self._desk = parts.desk
        self._examples = examples

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        handlers: dict[str, Callable[[RequestPage], object]] = {
            "response.filter": lambda page: page.response.open_filter(),
            "response.go_to": lambda page: page.response.open_go_to(),
            "response.wrap": lambda page: page.response.body.bar.wrap.click(),
            "response.fold": lambda page: page.response.body.text.fold_all(),
            "response.unfold": lambda page: page.response.body.text.unfold_all(),
            "response.compare": lambda page: page.response.open_compare(),
            "response.earlier": lambda page: page.step_earlier(-1),
            "response.later": lambda page: page.step_earlier(1),
        }
        for view in TITLES:
            handlers[f"response.{view}"] = partial(_show_as, view)
        return {name: partial(self._on_page, handler) for name, handler in handlers.items()}

    def connect_page(self, page: RequestPage) -> None:
        """Listen to a page that was just made."""
        page.response.compare_wanted.connect(lambda: self.compare(page))
        page.response.body.csv_requested.connect(
            lambda: self._parts.tasks.start("save csv", self._save_csv(page))
        )
        page.response.file_wanted.connect(
            lambda side: self._parts.tasks.start("compare file", self._add_file(page, side))
        )

    def _on_page(self, action: Callable[[RequestPage], object]) -> None:
        if self._desk.page is not None:
            action(self._desk.page)

    def compare(self, page: RequestPage) -> None:
        """Compare the response of a page with the one before it, or with its first example."""
        shown = page.exchange
        if shown is None:
            return
        others = [each for each in reversed(page.earlier.exchanges) if each is not shown and each.response]
        sides = [_side(shown, "This response")]
        sides += [_side(each, "Earlier") for each in others]
        sides += self._examples.sides(page.path)
        before = page.earlier.before(shown)
        at = [each is before for each in others]
        left = at.index(True) + 1 if True in at else min(1, len(sides) - 1)
        page.response.show_compare(tuple(sides), left, 0)

    async def _save_csv(self, page: RequestPage) -> None:
        name = Path(suggested_name(page.exchange)).stem if page.exchange is not None else "table"
        path = await ask_path(self._parts.window, "Save the rows", "save", Path.home() / f"{name}.csv")
        if path is not None:
            page.response.body.write_csv(path)

    async def _add_file(self, page: RequestPage, side: int) -> None:
        path = await ask_path(self._parts.window, "Compare with a file", "open")
        if path is not None and page.response.compare is not None:
            page.response.compare.add_file(path, side)


def _show_as(view: View, page: RequestPage) -> None:
    page.response.choose_view(view)


def _side(exchange: Exchange, what: str) -> Side:
    return side_of(exchange, f"{what} · {exchange_words(exchange)}")
