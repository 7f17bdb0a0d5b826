"""What the command line of the window asks for, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line asked for."""

    collection: Path | None = None
    home: Path | None = None
    theme: str | None = None
    size: tuple[int, int] | None = None
    send: bool = False
    shot: Path | None = None
    request: str = ""
