"""What a worker process does for ZIP archives: list what is in them; nothing is unpacked."""

from __future__ import annotations

import zipfile
from typing import Any, Final

from app.work.job import JobProblem, Report

MOST_ENTRIES: Final = 1_000


def list_archive(_report: Report, source: str) -> dict[str, Any]:
    """What is in a ZIP archive, by its own directory.

    Returns:
        ``entries``: name, size, packed size and date of the first ones; ``count`` of all; ``size`` of all,
        unpacked, as the archive says.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError) as error:
        raise JobProblem(f"it is broken or no ZIP archive ({_clause(error)})") from None
    first = [
        (
            entry.filename,
            entry.file_size,
            entry.compress_size,
            "{}-{:02}-{:02} {:02}:{:02}".format(*entry.date_time),
        )
        for entry in entries[:MOST_ENTRIES]
    ]
    return {"entries": first, "count": len(entries), "size": sum(entry.file_size for entry in entries)}


def _clause(error: Exception) -> str:
    said = str(error)[:100].rstrip(".")
    return said[:1].lower() + said[1:]
