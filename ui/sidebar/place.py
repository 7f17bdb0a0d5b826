"""Where something is among the open collections: the folder of its collection, and its path in there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """``root`` is the folder of a collection as text, empty for the one in front; ``path`` is relative to
    it, empty for the collection itself."""

    root: str = ""
    path: str = ""

    def below(self, name: str) -> Place:
        """The place of that file name in this folder."""
        return Place(self.root, f"{self.path}/{name}" if self.path else name)
