"""Files between the window and the worker processes of the preview: a body to read, pixels to map."""

from __future__ import annotations

import asyncio
import mmap
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QImage

from app.model.payload import Payload
from app.work.job import JobProblem
from app.work.process import Limits, run_job

_PIXELS: Final = QImage.Format.Format_ARGB32_Premultiplied
_LIMITS: Final = Limits(seconds=20, memory=3_000_000_000)


@dataclass(frozen=True, slots=True)
class Pixels:
    """Pictures in a mapped file: memory holds only what is painted, and the system may drop that again.
    The pictures do not keep the file mapped, so whoever paints them holds this value."""

    images: tuple[QImage, ...]
    mapped: mmap.mmap | None

    def only(self, index: int) -> Pixels:
        """One of the pictures."""
        return Pixels((self.images[index],), self.mapped)


_IN_MEMORY: Final = 1_000_000  # bytes

NOTHING: Final = Pixels((), None)

Drawn = tuple[dict[str, Any], Pixels]
"""What a job says of pictures, and the pictures."""


async def run_on_body(job: str, payload: Payload, **arguments: Any) -> Any:
    """Run a job that reads a body from the file ``source``. Raises JobProblem."""
    async with body_file(payload) as source:
        return await run_job(job, {"source": str(source), **arguments}, _LIMITS)


async def make_pixels(job: str, payload: Payload, **arguments: Any) -> Drawn:
    """Run a job that reads a body and writes pictures into the file ``target``.

    Returns what the job said and the pictures: those that it counts as ``layers``, or one of ``width``
    and ``height`` for each of its ``delays``. Raises JobProblem.
    """
    target = await asyncio.to_thread(_new_file, payload, b"")
    try:
        said = await run_on_body(job, payload, target=str(target), **arguments)
        frames = [(said["width"], said["height"])] * len(said.get("delays", ()))
        return said, _map(target, said.get("layers", frames))
    finally:
        # Windows keeps a mapped file; the owner of the folder removes it later.
        with suppress(OSError):
            target.unlink()


async def cut_part(payload: Payload, start: int, end: int, transfer: str) -> Payload:
    """A part of a body as a body of its own, in a file that is there until the caller removes it, or in
    memory where it is small. Raises JobProblem."""
    target = await asyncio.to_thread(_new_file, payload, b"")
    kept = False
    try:
        named = {"target": str(target), "start": start, "end": end, "transfer": transfer}
        size = await run_on_body("part", payload, **named)
        kept = size > _IN_MEMORY
        return Payload(size, None, target) if kept else Payload(size, target.read_bytes())
    finally:
        if not kept:
            target.unlink(missing_ok=True)


@asynccontextmanager
async def body_file(payload: Payload) -> AsyncIterator[Path]:
    """The body as a file: its own, or one that is there as long as the context."""
    if payload.path is not None:
        yield payload.path.resolve()
        return
    source = await asyncio.to_thread(_new_file, payload, payload.data or b"")
    try:
        yield source
    finally:
        source.unlink(missing_ok=True)


def _new_file(payload: Payload, data: bytes) -> Path:
    folder = payload.path.parent if payload.path else Path(tempfile.gettempdir())
    with tempfile.NamedTemporaryFile(dir=folder, prefix="preview-", delete=False) as file:
        file.write(data)
    return Path(file.name).resolve()


def _map(path: Path, sizes: Sequence[Sequence[int]]) -> Pixels:
    if not sizes or path.stat().st_size != sum(4 * width * height for width, height in sizes):
        raise JobProblem("it holds no picture")
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    images, start = [], 0
    for width, height in sizes:
        part = memoryview(mapped)[start : start + 4 * width * height]
        images.append(QImage(part, width, height, 4 * width, _PIXELS))
        start += 4 * width * height
    return Pixels(tuple(images), mapped)
