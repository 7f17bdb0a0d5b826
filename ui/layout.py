"""Where things were: window size, splitters, open tabs. One small file, written when it changed."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from app.errors import AppError
from app.files import atomic
from ui.kept_page import KeptPage, read_pages

log = logging.getLogger(__name__)

_PAIRS: Final = ("environments", "tabs", "expanded", "filters")  # what holds pairs of texts


@dataclass(frozen=True, slots=True)
class Layout:
    """Pixels, and what was open. ``maximized`` is the window, whatever its size is otherwise. ``collections``
    are folders, in the order shown; ``tabs`` and
    ``expanded`` pairs of such a folder with the key of a draft or the path of a folder in it, ``current``
    the tab in front. ``share`` is the request's part of a page in percent, ``direction`` "beside",
    "below" or "" for as it fits; ``filters`` are languages and expressions that bodies were asked,
    newest first. ``pages`` says how those of the tabs were left, ``tree_scroll`` the rows of the tree
    above the screen."""

    width: int = 1440
    height: int = 900
    maximized: bool = False
    sidebar: int = 268
    sidebar_shown: bool = True
    share: int = 45
    direction: str = ""
    collections: tuple[str, ...] = ()
    environments: tuple[tuple[str, str], ...] = ()
    tabs: tuple[tuple[str, str], ...] = ()
    current: int = 0
    expanded: tuple[tuple[str, str], ...] = ()
    recent: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    pages: tuple[KeptPage, ...] = ()
    tree_scroll: int = 0

    def of(self, pairs: tuple[tuple[str, str], ...], collection: str) -> tuple[str, ...]:
        """The second halves of the pairs of one collection."""
        return tuple(value for root, value in pairs if root == collection)

    def current_tab(self) -> tuple[str, str] | None:
        """The pair of the tab that was in front."""
        return self.tabs[self.current] if self.current < len(self.tabs) else None

    def page_of(self, collection: str, key: str) -> KeptPage:
        """How the page of a tab was left."""
        known = (page for page in self.pages if (page.root, page.key) == (collection, key))
        return next(known, KeptPage(collection, key))

    def environment_of(self, collection: str) -> str:
        """The environments that were ticked in a collection, by its folder: one a line, the last wins."""
        return next((name for root, name in self.environments if root == collection), "")


def read(path: Path) -> Layout:
    """The last layout; anything unreadable is the default, as nothing of worth is lost."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Layout()
    except (OSError, ValueError) as error:
        log.warning("the layout cannot be read: %s", error)
        return Layout()
    return _from_mapping(data if isinstance(data, dict) else {})


def _from_mapping(data: dict[str, Any]) -> Layout:
    good: dict[str, Any] = {}
    for field in fields(Layout):
        if field.name == "pages":
            good["pages"] = read_pages(data.get("pages"))
            continue
        value = data.get(field.name, field.default)
        if isinstance(value, list):
            value = tuple(tuple(entry) if isinstance(entry, list) else entry for entry in value)
        if _fits(field.name, value, field.default):
            good[field.name] = value
    return Layout(**good)


def _fits(name: str, value: Any, default: Any) -> bool:
    """Whether a value from the file is of the kind that the layout holds."""
    if isinstance(default, tuple) and isinstance(value, tuple):
        return all(map(_is_pair, value)) if name in _PAIRS else _are_texts(value)
    return type(value) is type(default) and (not isinstance(value, int) or value >= 0)


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and _are_texts(value)


def _are_texts(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, str) for value in values)


def write(path: Path, layout: Layout) -> None:
    """Write the layout; a folder that cannot be written costs the layout, not the program."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, (json.dumps(asdict(layout), indent=1) + "\n").encode(), durable=False)
    except (OSError, AppError) as error:
        log.warning("the layout cannot be written: %s", error)
