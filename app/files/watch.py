"""Notice that a collection's folder changed: a picture of times and sizes, compared when asked."""

from __future__ import annotations

from pathlib import Path

from app.errors import UnreadableFile
from app.files.scan import Scan, scan


class Snapshot:
    """How a folder looked when this was made; cheap enough to compare whenever the window gets focus."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._before = self._now()

    def differs(self) -> bool:
        """Whether a file was added, changed or removed since; also when the folder itself is gone."""
        return self._now() != self._before

    def _now(self) -> Scan | None:
        try:
            return scan(self._root)
        except UnreadableFile:
            return None
