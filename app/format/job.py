"""The jobs of this room: what is done to large bodies in a process of its own, from file to file."""

from __future__ import annotations

from pathlib import Path

from app.format.pretty import Malformed, NotFormatted, format_bytes
from app.format.tokens import Language
from app.work.job import JobProblem, Report


def pretty_file(report: Report, source: str, target: str, language: Language, encoding: str) -> int:
    """Format one file into another, and give the size of what was written.

    Raises JobProblem where the text is not what its language says, or beyond a limit.
    """
    try:
        formatted = format_bytes(Path(source).read_bytes(), language, encoding)
    except NotFormatted as problem:
        raise JobProblem(str(problem), "malformed" if isinstance(problem, Malformed) else "limit") from None
    report(0.9)
    return Path(target).write_bytes(formatted)
