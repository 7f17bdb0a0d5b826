"""Writes for ``send --trace`` what passed on the wire."""

from __future__ import annotations

import sys
from pathlib import Path

from app.errors import AppError
from app.format.trace import trace
from app.logs import redact
from app.model.exchange import Exchange


def write_trace(exchange: Exchange, place: str) -> None:
    """Write the octets of every hop to a file, or to standard error for ``-``; secrets are masked.

    Raises:
        AppError: the file cannot be written.
    """
    lines = map(redact, trace(exchange))
    if place == "-":
        sys.stderr.writelines(lines)
        return
    try:
        with Path(place).open("w", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise AppError(f"The trace cannot be written to {place}: {error.strerror}.") from error
