"""A body ready to be written: its media type, its length, and pieces in memory or in files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from app.model.payload import Payload

_READ = 128 * 1024  # bytes; a read of this size from the page cache takes tens of microseconds


class FileShrank(OSError):
    """A file became shorter while it was being sent."""


@dataclass(frozen=True, slots=True)
class FilePiece:
    """The first ``size`` bytes of a file."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a request carries. ``media_type`` is empty when there is no body at all."""

    media_type: str = ""
    pieces: tuple[bytes | FilePiece, ...] = ()

    @property
    def length(self) -> int:
        """Bytes of the whole body."""
        return sum(len(piece) if isinstance(piece, bytes) else piece.size for piece in self.pieces)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body from its start, a little at a time; may be called again for another try.

        Raises:
            OSError: a file can no longer be read, or became shorter.
        """
        for piece in self.pieces:
            if isinstance(piece, bytes):
                for start in range(0, len(piece), _READ):
                    yield piece[start : start + _READ]
            else:
                async for chunk in _file_chunks(piece):
                    yield chunk

    def payload(self) -> Payload:
        """The body by handle, for showing what was sent; a mixture of text and files only by its size."""
        if len(self.pieces) == 1 and isinstance(self.pieces[0], FilePiece):
            return Payload(size=self.length, data=None, path=self.pieces[0].path)
        if all(isinstance(piece, bytes) for piece in self.pieces):
            return Payload(size=self.length, data=b"".join(p for p in self.pieces if isinstance(p, bytes)))
        return Payload(size=self.length, data=None)


async def _file_chunks(piece: FilePiece) -> AsyncIterator[bytes]:
    left = piece.size
    with piece.path.open("rb") as file:
        while left:
            chunk = file.read(min(_READ, left))
            if not chunk:
                raise FileShrank(0, "The file became shorter while it was sent", str(piece.path))
            left -= len(chunk)
            yield chunk
