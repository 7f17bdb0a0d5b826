"""What a worker process does for bodies of several parts: list them, and put one into a file of its own."""

from __future__ import annotations

import base64
import binascii
import mmap
import quopri
from pathlib import Path
from typing import Any, Final

from app.format.multipart import Part, split_parts
from app.work.job import JobProblem, Report

_CHUNK: Final = 4 * 1024 * 1024
_DECODED_LIMIT: Final = 100_000_000  # bytes of a part in base64 or quoted-printable


def list_parts(_report: Report, source: str, content_type: str) -> dict[str, Any]:
    """The parts of a file: for each its ``headers``, ``name``, ``type``, and where it is, ``start`` and
    ``end``; ``closed`` and ``whole`` as `app.format.multipart.Parts` has them."""
    with Path(source).open("rb") as file:
        body: bytes | mmap.mmap = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    found = split_parts(body, content_type)
    parts = [_part_value(part) for part in found.parts]
    return {"parts": parts, "closed": found.closed, "whole": found.whole}


def cut_part(_report: Report, source: str, target: str, start: int, end: int, transfer: str) -> int:
    """Write one part of a file into another; returns its size in bytes.

    Args:
        transfer: the part's Content-Transfer-Encoding, which is undone.
    """
    with Path(source).open("rb") as file, Path(target).open("wb") as made:
        file.seek(start)
        if transfer in ("base64", "quoted-printable"):
            if end - start > _DECODED_LIMIT:
                raise JobProblem(f"a part in {transfer} larger than 100 MB is not decoded", "limit")
            return made.write(_decode(file.read(end - start), transfer))
        while file.tell() < end and (chunk := file.read(min(_CHUNK, end - file.tell()))):
            made.write(chunk)
        return made.tell()


def _decode(data: bytes, transfer: str) -> bytes:
    if transfer == "quoted-printable":
        return quopri.decodestring(data)
    try:
        return base64.b64decode(data)
    except (binascii.Error, ValueError):
        raise JobProblem("it says that it is base64, and is not") from None


def _part_value(part: Part) -> dict[str, Any]:
    return {
        "headers": part.headers,
        "name": part.name,
        "type": part.content_type,
        "transfer": part.header("content-transfer-encoding").lower(),
        "start": part.start,
        "end": part.end,
    }
