"""Pretty-print a body on its text, never by parsing and dumping it: 1.00 stays 1.00, and so does the rest.

Small bodies are formatted at once, middle ones in a thread, large ones in a process of their own.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app.format.charset import to_utf8
from app.format.formatters import can_format, format_leniently, format_strictly
from app.format.new_file import new_file, source_file
from app.format.source import Malformed, NotFormatted
from app.format.tokens import Language
from app.model.payload import Payload
from app.work.job import JobProblem, Report
from app.work.process import Limits, run_job

__all__ = [
    "INLINE_LIMIT",
    "THREAD_LIMIT",
    "Malformed",
    "NotFormatted",
    "PrettyResult",
    "can_format",
    "format_bytes",
    "is_quick",
    "pretty",
    "pretty_now",
]

INLINE_LIMIT: Final = 128 * 1024
"""Up to this many bytes JSON takes under a millisecond or two and is formatted on the spot."""
THREAD_LIMIT: Final = 1024 * 1024
"""Up to this many bytes a thread formats JSON, without a process."""

# Bytes that take a few milliseconds, where that is not what JSON takes; of JavaScript none do.
_QUICK: Final[dict[Language, int]] = {
    "xml": 8 * 1024,
    "html": 4 * 1024,
    "yaml": 16 * 1024,
    "css": 4 * 1024,
    "javascript": -1,
}
_SECONDS: Final = 120.0
# Megabytes of address space for the program itself, and how many times the size of a body is enough.
_MEMORY, _TIMES = 1024 * 1024 * 1024, 12


@dataclass(frozen=True, slots=True)
class PrettyResult:
    """A formatted body in UTF-8, or None and a clause that says why not: "invalid character at line 3".

    ``malformed`` tells a body that is not what its language says from one that is beyond a limit; a body
    that is only a little malformed (a comment, NaN, a bad line of NDJSON) has both a payload and a
    problem. ``offset`` is the byte of the problem in the text as UTF-8, where one is known.
    """

    payload: Payload | None
    problem: str = ""
    malformed: bool = False
    offset: int | None = None


def format_bytes(data: bytes, language: Language, encoding: str = "utf-8") -> bytes:
    """Pretty-printed UTF-8; a language without a pretty form stays as it is.

    Raises Malformed where the data is no such language, else NotFormatted.
    """
    text = to_utf8(data, encoding)
    return b"".join(format_strictly(text, language)) if can_format(language) else text


def is_quick(size: int, language: Language) -> bool:
    """Whether ``pretty_now`` may be called in the thread of the window: it takes a few milliseconds."""
    return size <= _QUICK.get(language, INLINE_LIMIT)


def pretty_now(data: bytes, language: Language, encoding: str = "utf-8") -> PrettyResult:
    """Format at once; for bodies that are quick, or in a thread."""
    try:
        return _result(format_bytes(data, language, encoding))
    except Malformed as problem:
        return _nearly(to_utf8(data, encoding), language, problem)
    except NotFormatted as problem:
        return PrettyResult(None, str(problem))


async def pretty(
    payload: Payload,
    language: Language,
    folder: Path,
    encoding: str = "utf-8",
    report: Report | None = None,
) -> PrettyResult:
    """Format a body of any size without holding up the event loop.

    Args:
        payload: the body as received, decoded.
        language: what it is said to be.
        folder: where the worker process may write; a large result lies there as a file, and whoever
            owns the folder removes it.
        encoding: the codec of the body.
        report: is told how much is done, from 0 to 1, where it takes long.
    """
    if is_quick(payload.size, language):
        return pretty_now(payload.read(), language, encoding)
    if payload.size <= THREAD_LIMIT and language not in _QUICK:
        return await asyncio.to_thread(lambda: pretty_now(payload.read(), language, encoding))
    return await _pretty_in_worker(payload, (language, encoding), folder, report)


def _result(formatted: bytes) -> PrettyResult:
    return PrettyResult(Payload(len(formatted), formatted))


def _nearly(text: bytes, language: Language, problem: Malformed) -> PrettyResult:
    try:
        result = _result(b"".join(format_leniently(text, language, problem)))
    except NotFormatted as worse:
        # The first place is the one to tell.
        offset = worse.offset if isinstance(worse, Malformed) else problem.offset
        return PrettyResult(None, str(worse), True, offset)
    return replace(result, problem=str(problem), malformed=True, offset=problem.offset)


async def _pretty_in_worker(
    payload: Payload, text: tuple[Language, str], folder: Path, report: Report | None
) -> PrettyResult:
    source, target = await asyncio.to_thread(_worker_files, payload, folder)
    arguments = {"source": str(source), "target": str(target), "language": text[0], "encoding": text[1]}
    kept = False
    try:
        told = await run_job("pretty", arguments, _limits(payload), report)
        kept = told["size"] is not None
    except JobProblem as problem:
        return PrettyResult(None, str(problem))
    finally:
        if source != payload.path:
            source.unlink(missing_ok=True)
        if not kept:
            target.unlink(missing_ok=True)
    formatted = Payload(told["size"], None, target) if kept else None
    return PrettyResult(formatted, told["problem"], bool(told["problem"]), told["offset"])


def _worker_files(payload: Payload, folder: Path) -> tuple[Path, Path]:
    return source_file(payload, folder, "pretty-"), new_file(folder, "pretty-")


def _limits(payload: Payload) -> Limits:
    """Enough for every honest body; what is made to fill the memory ends with a sentence."""
    memory = _MEMORY + _TIMES * payload.size if sys.platform == "linux" else None
    return Limits(max(_SECONDS, payload.size / 200_000), memory)
