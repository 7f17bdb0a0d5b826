"""Bodies in files that are named by what they hold, compressed: the same answer twice takes space once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import zstandard

from app.format.mask_file import masked_pieces
from app.model.payload import EMPTY, Payload

IN_MEMORY: Final = 1024 * 1024  # bytes of a body that is read back without a file
_LEVEL: Final = 3
_ENDING: Final = ".zst"


@dataclass(frozen=True, slots=True)
class Kept:
    """A body in the folder. ``size`` in bytes as it came, ``stored`` as it lies on the disk, ``head`` its
    first bytes for the index."""

    hash: str
    size: int
    stored: int
    head: bytes


class Bodies:
    """The folder; it is made when the first body is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, payload: Payload, secrets: tuple[str, ...], head_size: int) -> Kept:
        """Keep a body, masked. Raises OSError when it cannot be read or written."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self._folder / f".{os.urandom(6).hex()}.tmp"
        digest, head, size = hashlib.sha256(), bytearray(), 0
        try:
            with temporary.open("xb") as file:
                temporary.chmod(0o600)
                with zstandard.ZstdCompressor(_LEVEL).stream_writer(file, closefd=False) as writer:
                    for piece in masked_pieces(payload, secrets):
                        digest.update(piece)
                        writer.write(piece)
                        size += len(piece)
                        head += piece[: max(0, head_size - len(head))]
                stored = file.tell()
            name = digest.hexdigest()
            place = self._place(name)
            place.parent.mkdir(mode=0o700, exist_ok=True)
            temporary.replace(place)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
        return Kept(name, size, stored, bytes(head))

    def read(self, name: str, complete: bool, new_path: Callable[[], Path]) -> Payload | None:
        """A body by handle; one that is large is unpacked to a new file. None when it is not there."""
        place = self._place(name)
        try:
            with place.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as reader:
                data = reader.read(IN_MEMORY + 1)
                if len(data) <= IN_MEMORY:
                    return Payload(len(data), data, None, complete) if data else EMPTY
                target = new_path()
                with target.open("wb") as out:
                    out.write(data)
                    while piece := reader.read(IN_MEMORY):
                        out.write(piece)
                    return Payload(out.tell(), None, target, complete)
        except (OSError, zstandard.ZstdError):
            return None

    def discard(self, name: str) -> None:
        """Delete a body; one that is gone already is no matter."""
        with contextlib.suppress(OSError):
            self._place(name).unlink()

    def names(self, older: float = 0.0) -> Iterator[str]:
        """All that are there, in no order; of those that were kept so many seconds ago, or earlier."""
        latest = time.time() - older
        for place in self._folder.glob(f"??/*{_ENDING}"):
            with contextlib.suppress(OSError):
                if not older or place.stat().st_mtime <= latest:
                    yield place.name.removesuffix(_ENDING)

    def _place(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}{_ENDING}"
