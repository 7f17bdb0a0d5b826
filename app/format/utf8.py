"""A body of any encoding and size as UTF-8, which is what the views read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.format.charset import is_utf8_codec, to_utf8
from app.format.new_file import new_file, source_file
from app.model.payload import Payload
from app.work.job import Report
from app.work.process import run_job

_INLINE: Final = 128 * 1024  # bytes that are decoded in a millisecond


async def as_utf8(payload: Payload, encoding: str, folder: Path, report: Report | None = None) -> Payload:
    """The same text as UTF-8; a body that is UTF-8 comes back as it is, invalid bytes and all.

    Args:
        payload: the body as received.
        encoding: its codec, see ``app.format.charset``.
        folder: where a large result is written; whoever owns the folder removes that file.
        report: is told how much is done, from 0 to 1, where it takes long.

    Raises:
        JobProblem: the process that did it ended.
    """
    if is_utf8_codec(encoding):
        return payload
    if payload.size <= _INLINE:
        data = to_utf8(payload.read(), encoding)
        return replace(payload, size=len(data), data=data, path=None)
    source, target = await asyncio.to_thread(_files, payload, folder)
    kept = False
    try:
        arguments = {"source": str(source), "target": str(target), "encoding": encoding}
        size: int = await run_job("transcode", arguments, report=report)
        kept = True
    finally:
        if source != payload.path:
            source.unlink(missing_ok=True)
        if not kept:
            target.unlink(missing_ok=True)
    return replace(payload, size=size, data=None, path=target)


def _files(payload: Payload, folder: Path) -> tuple[Path, Path]:
    return source_file(payload, folder, "utf8-"), new_file(folder, "utf8-")
