"""How the page of one request was left, as the layout's file has it; read before anything of Qt is there."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class KeptPage:
    """``root`` and ``key`` say whose page. ``response`` is the number in the history of what it showed, 0 for
    nothing; the rest are numbers of tabs, characters before a cursor, and rows above the screen."""

    root: str
    key: str
    response: int = 0
    request_tab: int = 0
    response_tab: int = 0
    url: int = 0
    body: int = 0
    body_scroll: int = 0
    response_scroll: int = 0


def read_pages(data: Any) -> tuple[KeptPage, ...]:
    """The pages of the file; an entry that is none is left out."""
    return tuple(filter(None, map(_read_page, data))) if isinstance(data, list) else ()


def _read_page(data: Any) -> KeptPage | None:
    if not isinstance(data, dict):
        return None
    known = {field.name: data[field.name] for field in fields(KeptPage) if field.name in data}
    root, key = known.pop("root", None), known.pop("key", None)
    if not (isinstance(root, str) and isinstance(key, str)):
        return None
    numbers = all(type(value) is int and 0 <= value < 1 << 31 for value in known.values())
    return KeptPage(root, key, **known) if numbers else KeptPage(root, key)
