"""Temporary files of large bodies, beside the body or where the caller says."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.model.payload import Payload


def new_file(folder: Path, prefix: str, data: bytes = b"") -> Path:
    """A new file with a name of its own; whoever owns the folder removes it."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=prefix, delete=False) as file:
        file.write(data)
    return Path(file.name).resolve()


def source_file(payload: Payload, folder: Path, prefix: str) -> Path:
    """The file of a body; one is written where the body is in memory, and the caller removes that one."""
    return payload.path.resolve() if payload.path else new_file(folder, prefix, payload.read())
