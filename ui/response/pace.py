"""Whether a text that grows is shown growing: only as fast as somebody could read it."""

from __future__ import annotations

import time
from typing import Final

READABLE: Final = 16 * 1024 * 1024
"""Bytes a second; what comes faster rushes past anyway, and painting it would hold up the transfer."""

BEGINNING: Final = 1024 * 1024
"""Bytes of a text that came at once which are shown while the rest is on its way."""


class Pace:
    """Remembers how much is shown since when."""

    def __init__(self) -> None:
        self._shown = 0
        self._since = time.perf_counter()

    def allows(self, size: int) -> bool:
        """Whether the text, now of so many bytes, should be shown anew; if so it counts as shown."""
        now = time.perf_counter()
        if size - self._shown > READABLE * (now - self._since):
            return False
        self._shown, self._since = size, now
        return True
