"""Make a text for the clipboard in slices, so that a large choice of cells does not hold up the window."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Final

from app.format import words
from app.table.copying import CopyForm, joined
from ui.kit.text_view import COPY_LIMIT

_SLICE: Final = 0.004  # seconds


async def gather(lines: Iterator[str], form: CopyForm, report: Callable[[int], object]) -> tuple[str, str]:
    """The lines as one text, and a sentence if there was more than a clipboard should hold.

    Args:
        lines: made one by one.
        form: how they are joined.
        report: is told how many there are so far.
    """
    taken: list[str] = []
    size = 0
    pause = time.perf_counter() + _SLICE
    for line in lines:
        size += len(line) + 1
        if size > COPY_LIMIT and taken:
            limit = words.size(COPY_LIMIT)
            rows = words.count(len(taken), "row")
            return joined(taken, form), f"Copied the first {rows} ({limit}); save as CSV to have all of them."
        taken.append(line[:COPY_LIMIT])
        if time.perf_counter() > pause:
            report(len(taken))
            await asyncio.sleep(0)
            pause = time.perf_counter() + _SLICE
    return joined(taken, form), ""
