"""The jobs of this room: what is done to large bodies in a process of its own, from file to file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypedDict

from app.format.charset import is_utf8_codec, transcoded
from app.format.formatters import format_leniently, format_strictly
from app.format.source import Malformed, NotFormatted, Source, mapped
from app.format.tokens import Language
from app.work.job import JobProblem, Report


class Formatted(TypedDict):
    """What came of it: the size of the file, None where the source is malformed, and what is wrong."""

    size: int | None
    problem: str
    offset: int | None


def pretty_file(report: Report, source: str, target: str, language: Language, encoding: str) -> Formatted:
    """Format one file into another. Raises JobProblem where the text is beyond a limit."""
    try:
        if is_utf8_codec(encoding):
            with mapped(Path(source)) as text:
                return _format(text, Path(target), language, report)
        readable = Path(f"{target}-utf8")
        try:
            transcode_file(lambda done: report(done / 10), source, str(readable), encoding)
            with mapped(readable) as text:
                return _format(text, Path(target), language, report)
        finally:
            readable.unlink(missing_ok=True)
    except NotFormatted as problem:
        raise JobProblem(str(problem), "limit") from None


def transcode_file(report: Report, source: str, target: str, encoding: str) -> int:
    """Write the text of a file as UTF-8 into another, and give its size; what cannot be read becomes
    U+FFFD."""
    with mapped(Path(source)) as data, Path(target).open("wb") as file:
        return _write(file, transcoded(data, encoding, report))


def _format(text: Source, target: Path, language: Language, report: Report) -> Formatted:
    with target.open("wb") as file:
        try:
            return _told(_write(file, format_strictly(text, language, report)))
        except Malformed as problem:
            first = problem
        file.seek(0)
        file.truncate()
        try:
            return _told(_write(file, format_leniently(text, language, first, report)), first)
        except Malformed as problem:
            return _told(None, problem)


def _told(size: int | None, problem: Malformed | None = None) -> Formatted:
    if problem is None:
        return {"size": size, "problem": "", "offset": None}
    return {"size": size, "problem": str(problem), "offset": problem.offset}


def _write(file: BinaryIO, pieces: Iterator[bytes]) -> int:
    return sum(file.write(piece) for piece in pieces)
