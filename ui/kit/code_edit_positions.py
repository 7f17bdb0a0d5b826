"""Qt counts the places of a text in UTF-16 units, Python in characters: an emoji is two, or one."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """The places of one text, counted both ways."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self._wide_units = [at + number for number, at in enumerate(self._wide)]

    def units(self, characters: int) -> int:
        """Qt's place of Python's place."""
        return characters + bisect_left(self._wide, characters)

    def characters(self, units: int) -> int:
        """Python's place of Qt's place."""
        return units - bisect_left(self._wide_units, units)


def characters_in(text: str, units: int) -> int:
    """How many characters the first UTF-16 units of a text are."""
    return Positions(text[:units]).characters(units)
