"""A body by handle: in memory when small, in a spool file when not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of a body. ``data`` holds them when they are few, else ``path`` names the spool file;
    ``size`` in bytes. ``complete`` is False when the transfer broke off."""

    size: int = 0
    data: bytes | None = b""
    path: Path | None = None
    complete: bool = True

    def read(self, limit: int | None = None) -> bytes:
        """The first ``limit`` bytes, or all of them."""
        if self.data is not None:
            return self.data if limit is None else self.data[:limit]
        if self.path is None:
            return b""
        with self.path.open("rb") as file:
            return file.read() if limit is None else file.read(limit)


EMPTY = Payload()
