"""What is known before anything is shown: the command line, the folders, the settings, the last layout."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app import paths, settings
from app.errors import AppError
from app.paths import Paths
from app.settings import Settings
from ui import layout
from ui.layout import Layout
from ui.start import Start


@dataclass(frozen=True, slots=True)
class Opening:
    """``problems`` are told as soon as there is a place to tell them."""

    start: Start
    paths: Paths
    settings: Settings
    layout: Layout
    problems: tuple[AppError, ...] = ()


def prepare(start: Start) -> Opening:
    """Read the two small files that say how the window looks."""
    found = paths.find(start.home)
    kept = layout.read(found.layout)
    if start.size is not None:
        kept = replace(kept, width=start.size[0], height=start.size[1])
    try:
        return Opening(start, found, settings.read(found.settings), kept)
    except AppError as problem:
        return Opening(start, found, Settings(), kept, (problem,))
