"""The name that somebody may have meant who wrote another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_SIGNS: Final = re.compile(r"[_.\-\s$]")
_ALIKE: Final = 0.7  # of 1


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` that is most like ``name``, in any case and whatever signs divide its words;
    empty where none is."""
    plain: dict[str, str] = {}
    for each in names:
        if each.startswith("$") == name.startswith("$"):
            plain.setdefault(_bare(each), each)
    found = get_close_matches(_bare(name), plain, 1, _ALIKE)
    return plain[found[0]] if found else ""


def _bare(name: str) -> str:
    return _SIGNS.sub("", name).casefold()
