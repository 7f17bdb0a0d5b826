"""Ask something of a body of any size, in a process of its own with little time and memory."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final

from app.filter.expression import Expression, Filtered
from app.format.new_file import new_file, source_file
from app.format.reading import Reading
from app.format.tokens import Language
from app.model.payload import Payload
from app.work.job import JobProblem
from app.work.process import Limits, run_job

SECONDS: Final = 10.0
"""How long an expression may take, besides the time it takes to read the body."""
_READ: Final = 5_000_000  # bytes a second that the slowest of the libraries reads
# Bytes of address space for the program and its libraries, and how many times the size of a body more.
MEMORY: Final = 1024 * 1024 * 1024
_TIMES: Final = 12

_MEDIA_TYPES: Final[dict[Language, str]] = {
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "xml": "application/xml",
    "html": "text/html",
}


async def filter_body(reading: Reading, expression: Expression, folder: Path) -> Filtered:
    """What an expression finds in a body.

    Args:
        reading: the body; its language says how it is read.
        expression: what is asked.
        folder: where the matches are written; whoever owns the folder removes that file.

    Raises:
        JobProblem: the expression or the body is malformed, or it took too much of something.
    """
    begun = time.perf_counter()
    # Made here and not in a thread, since a thread goes on when this is cancelled, and its files would stay;
    # what is held in memory is small.
    source, target = source_file(reading.payload, folder, "filter-"), new_file(folder, "filter-")
    kept = False
    try:
        arguments = {
            "source": str(source),
            "target": str(target),
            "body": (reading.language, reading.encoding),
            "language": expression.language,
            "expression": expression.text,
            "paths": expression.paths,
        }
        told = await run_job("filter", arguments, _limits(reading.payload))
        kept = True
    except JobProblem as problem:
        raise _plainer(problem) from None
    finally:
        if source != reading.payload.path:
            source.unlink(missing_ok=True)
        if not kept:
            target.unlink(missing_ok=True)
    payload = Payload(target.stat().st_size, None, target)
    language: Language = told["language"]
    found = Reading(payload, _MEDIA_TYPES.get(language, "text/plain"), language, "utf-8", False)
    return Filtered(found, told["count"], time.perf_counter() - begun, told["note"])


def _limits(payload: Payload) -> Limits:
    memory = MEMORY + _TIMES * payload.size if sys.platform == "linux" else None
    return Limits(round(SECONDS + payload.size / _READ, 1), memory)


def _plainer(problem: JobProblem) -> JobProblem:
    """The libraries end the process where memory runs out; a fault of theirs looks the same."""
    if problem.kind == "crash":
        return JobProblem("it ended unexpectedly, perhaps for want of memory", "crash")
    return problem
