"""Pretty-print a body on its text, never by parsing and dumping it: 1.00 stays 1.00, and so does the rest.

Small bodies are formatted at once, middle ones in a thread, large ones in a worker process.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.format import words
from app.format.charset import to_utf8
from app.format.markup import indent_markup
from app.format.tokens import Language
from app.model.payload import Payload
from app.work.job import JobProblem, Report
from app.work.process import run_job

INLINE_LIMIT = 128 * 1024
"""Up to this many bytes formatting takes under a millisecond or two and happens on the spot."""
THREAD_LIMIT = 1024 * 1024
MARKUP_LIMIT = 32 * 1024 * 1024

_BYTE_OFFSET = re.compile(r" \(byte (\d+)\)")


@dataclass(frozen=True, slots=True)
class PrettyResult:
    """A formatted body in UTF-8, or None and a clause that says why not: "invalid character at line 3".

    ``malformed`` tells a body that is not what its language says from one that is beyond a limit.
    """

    payload: Payload | None
    problem: str = ""
    malformed: bool = False


class NotFormatted(Exception):
    """A body cannot be formatted, as it is beyond a limit; the text is a clause that says which."""


class Malformed(NotFormatted):
    """A body is not what its language says; the text is a clause with the place."""


def format_bytes(data: bytes, language: Language, encoding: str = "utf-8") -> bytes:
    """Pretty-printed UTF-8. Raises Malformed where the data is no such language, else NotFormatted."""
    text = to_utf8(data, encoding)
    if language == "json":
        return _format_json(text)
    if language in ("xml", "html"):
        if language == "xml" and not text.lstrip().startswith(b"<"):
            raise Malformed("it does not begin with a tag" if text.strip() else "it is empty")
        if len(text) > MARKUP_LIMIT:
            raise NotFormatted(f"it is larger than {words.size(MARKUP_LIMIT)}, the limit for formatting")
        indented = indent_markup(text.decode("utf-8", "surrogateescape"), html=language == "html")
        return indented.encode("utf-8", "surrogateescape")
    return text


def pretty_now(data: bytes, language: Language, encoding: str = "utf-8") -> PrettyResult:
    """Format at once; for bodies up to INLINE_LIMIT bytes, or in a thread."""
    try:
        formatted = format_bytes(data, language, encoding)
    except NotFormatted as problem:
        return PrettyResult(None, str(problem), isinstance(problem, Malformed))
    return PrettyResult(Payload(len(formatted), formatted))


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
    if payload.size <= INLINE_LIMIT:
        return pretty_now(payload.read(), language, encoding)
    if payload.size <= THREAD_LIMIT:
        return await asyncio.to_thread(lambda: pretty_now(payload.read(), language, encoding))
    return await _pretty_in_worker(payload, language, folder, encoding, report)


async def _pretty_in_worker(
    payload: Payload, language: Language, folder: Path, encoding: str, report: Report | None
) -> PrettyResult:
    source, target = await asyncio.to_thread(_worker_files, payload, folder)
    arguments = {"source": str(source), "target": str(target), "language": language, "encoding": encoding}
    done = False
    try:
        size: int = await run_job("pretty", arguments, report=report)
        done = True
    except JobProblem as problem:
        return PrettyResult(None, str(problem), problem.kind == "malformed")
    finally:
        if source != payload.path:
            source.unlink(missing_ok=True)
        if not done:
            target.unlink(missing_ok=True)
    return PrettyResult(Payload(size, None, target))


def _worker_files(payload: Payload, folder: Path) -> tuple[Path, Path]:
    """The file to read, written first if the body is in memory, and an empty one to write."""
    target = _new_file(folder, b"")
    source = payload.path or _new_file(folder, payload.read())
    return source.resolve(), target


def _new_file(folder: Path, data: bytes) -> Path:
    with tempfile.NamedTemporaryFile(dir=folder, prefix="pretty-", delete=False) as file:
        file.write(data)
    return Path(file.name).resolve()


def _format_json(data: bytes) -> bytes:
    import msgspec

    try:
        return msgspec.json.format(data, indent=2)
    except msgspec.DecodeError as error:
        raise Malformed(_json_problem(str(error), data)) from None
    except RecursionError:
        raise NotFormatted("it is nested too deeply, more than about 1,000 levels") from None


def _json_problem(message: str, data: bytes) -> str:
    """A clause from the library's words: "invalid character at line 3, column 7"."""
    if "truncated" in message:
        last = words.count(data.count(b"\n") + 1)
        return f"it ends too early, at line {last}" if data.strip() else "it is empty"
    match = _BYTE_OFFSET.search(message)
    reason = _BYTE_OFFSET.sub("", message).removeprefix("JSON is malformed: ")
    if not match:
        return reason
    before = data[: int(match[1])]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    line = before.count(b"\n") + 1
    return f"{reason} at line {words.count(line)}, column {words.count(column)}"
