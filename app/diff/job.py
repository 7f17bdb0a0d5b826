"""The jobs of this room: what is compared in a process of its own, from files to a file."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

from app.diff.rules import DiffRules
from app.diff.structure import diff_documents
from app.diff.text import count_breaks
from app.diff.textdiff import diff_texts
from app.errors import AppError
from app.format.charset import to_utf8
from app.format.source import mapped
from app.work.job import JobProblem, Report

_PLAIN = ("utf-8", "ascii")


def diff_files(
    report: Report, left: list[str], right: list[str], target: str, rules: dict[str, Any], seconds: float
) -> dict[str, Any]:
    """Compare two files by lines.

    Args:
        report: is told how much is done.
        left: a path, its encoding, and a path to write its text in UTF-8 to where it is not in that.
        right: the same of the other.
        target: where the records go, then the breaks of both texts, all numbers of 64 bits.
        rules: the fields of `DiffRules`.
        seconds: the time after which the rest counts as different.

    Returns ``texts``, the paths of the two texts in UTF-8; ``counts``, how many numbers each part of the
    target has; and ``in_time``.
    """
    texts = [_as_utf8(*left), _as_utf8(*right)]
    with mapped(Path(texts[0])) as mine, mapped(Path(texts[1])) as other:
        records, in_time = diff_texts(mine, other, DiffRules(**rules), seconds, report)
        parts: list[array[int]] = [records, count_breaks(mine), count_breaks(other)]
    with Path(target).open("wb") as file:
        for part in parts:
            part.tofile(file)
    return {"texts": texts, "counts": [len(part) for part in parts], "in_time": in_time}


def diff_json(report: Report, left: list[str], right: list[str], rules: dict[str, Any]) -> dict[str, Any]:
    """Compare two files of JSON by structure: `Structure` as JSON. Raises JobProblem for what is no JSON.

    Args:
        report: is told how much is done.
        left: a path and its encoding.
        right: the same of the other.
        rules: the fields of `DiffRules`.
    """
    mine, other = (to_utf8(Path(path).read_bytes(), encoding) for path, encoding in (left, right))
    try:
        return diff_documents(mine, other, DiffRules(**rules), report).as_json()
    except AppError as error:
        raise JobProblem(str(error)) from None


def _as_utf8(path: str, encoding: str, target: str) -> str:
    """The path of a text in UTF-8 without a byte order mark: the one given where it is that already."""
    source = Path(path)
    with source.open("rb") as file:
        marked = file.read(3) == b"\xef\xbb\xbf"
    if encoding in _PLAIN and not marked:
        return path
    Path(target).write_bytes(to_utf8(source.read_bytes(), encoding))
    return target
