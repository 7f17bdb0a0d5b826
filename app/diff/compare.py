"""Compare two bodies of any size without holding up the loop: small ones at once, others in a worker."""

from __future__ import annotations

import asyncio
import mmap
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.diff.octets import OctetDiff, diff_octets
from app.diff.rules import DiffRules
from app.diff.side import Side
from app.diff.text import Buffer, LineText
from app.diff.textdiff import TextDiff, read_records, text_diff
from app.format.charset import to_utf8
from app.format.pretty import pretty
from app.format.reading import Reading
from app.format.tokens import Language
from app.model.payload import Payload
from app.work.job import Report
from app.work.process import Limits, run_job

if TYPE_CHECKING:
    from app.diff.structure import Structure

INLINE_LIMIT: Final = 128 * 1024  # bytes of both bodies together
TIME_LIMIT: Final = 60.0  # seconds, after which the rest of two texts counts as different
STRUCTURE_TIME_LIMIT: Final = 300.0  # seconds


@dataclass(frozen=True, slots=True)
class BodyText:
    """The texts of two bodies compared. ``language`` is that of both, or "text"; ``formatted`` whether they
    were pretty-printed first, and ``problem`` says why not where they could have been expected to be."""

    diff: TextDiff
    language: Language
    formatted: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A body and the codec it is in."""

    payload: Payload
    encoding: str


async def compare_octets(left: Payload, right: Payload) -> OctetDiff:
    """Whether two bodies are the same, in a thread where they are large."""
    if left.size + right.size <= INLINE_LIMIT:
        return diff_octets(left.read(), right.read())
    return await asyncio.to_thread(lambda: diff_octets(_buffer(left), _buffer(right)))


async def compare_text(
    left: Side, right: Side, rules: DiffRules, formatted: bool, report: Report | None = None
) -> BodyText:
    """Compare two bodies by lines.

    Args:
        left: whose body is text.
        right: whose body is text.
        rules: white space and case can be left out.
        formatted: whether to pretty-print both first, where they are of one language that can be.
        report: is told how much is done, from 0 to 1, where it takes long.
    """
    readings = (left.reading(), right.reading())
    language: Language = readings[0].language if readings[0].language == readings[1].language else "text"
    texts = tuple(Text(reading.payload, reading.encoding) for reading in readings)
    problem = ""
    # Files that are mapped are gone by name when this returns, and wholly when they are let go of.
    with tempfile.TemporaryDirectory(prefix="sonde-diff-", ignore_cleanup_errors=True) as made:
        if formatted and language != "text":
            texts, problem = await _formatted(readings, texts, Path(made))
        if sum(text.payload.size for text in texts) <= INLINE_LIMIT:
            mine, other = (to_utf8(text.payload.read(), text.encoding) for text in texts)
            # Short texts can be hard to align; the interpreter takes turns between threads every 5 ms.
            diff = await asyncio.to_thread(text_diff, mine, other, rules)
        else:
            diff = await _diff_in_worker(texts, rules, Path(made), report)
    return BodyText(diff, language, formatted and language != "text" and not problem, problem)


async def compare_structure(
    left: Side, right: Side, rules: DiffRules, report: Report | None = None
) -> Structure:
    """Compare two bodies of JSON by structure. Raises JobProblem where one of them is no JSON."""
    from app.diff.structure import Structure, diff_documents

    texts = [Text(side.payload, side.reading().encoding) for side in (left, right)]
    if sum(text.payload.size for text in texts) <= INLINE_LIMIT:
        mine, other = (to_utf8(text.payload.read(), text.encoding) for text in texts)
        return await asyncio.to_thread(diff_documents, mine, other, rules)
    with tempfile.TemporaryDirectory(prefix="sonde-diff-", ignore_cleanup_errors=True) as made:
        files = [[str(await _file_of(text.payload, Path(made))), text.encoding] for text in texts]
        arguments = {"left": files[0], "right": files[1], "rules": asdict(rules)}
        told = await run_job("diff-json", arguments, Limits(seconds=STRUCTURE_TIME_LIMIT), report)
    return Structure.from_json(told)


async def _formatted(
    readings: tuple[Reading, ...], texts: tuple[Text, ...], folder: Path
) -> tuple[tuple[Text, ...], str]:
    """Both texts pretty-printed; or as they are, and a sentence on why."""
    made = []
    for reading, side in zip(readings, ("left", "right"), strict=True):
        result = await pretty(reading.payload, reading.language, folder, reading.encoding)
        if result.payload is None:
            return texts, f"Compared as received: the {side} body is not formatted, {result.problem}."
        made.append(Text(result.payload, "utf-8"))
    return tuple(made), ""


async def _diff_in_worker(
    texts: tuple[Text, ...], rules: DiffRules, folder: Path, report: Report | None
) -> TextDiff:
    target = folder / "records"
    sides = []
    for name, text in zip(("left", "right"), texts, strict=True):
        path = await _file_of(text.payload, folder)
        sides.append([str(path), text.encoding, str(folder / name)])
    arguments = {
        "left": sides[0],
        "right": sides[1],
        "target": str(target),
        "rules": asdict(rules),
        "seconds": TIME_LIMIT,
    }
    told = await run_job("diff", arguments, report=report)
    return _read_result(told, target)


def _read_result(told: dict[str, Any], target: Path) -> TextDiff:
    """The difference that a worker wrote: all of it mapped, none of it read."""
    numbers = read_records(_map(target))
    parts, start = [], 0
    for count in told["counts"]:
        parts.append(numbers[start : start + count])
        start += count
    left, right = (_map(Path(path)) for path in told["texts"])
    return TextDiff(LineText(left, parts[1]), LineText(right, parts[2]), parts[0], told["in_time"])


async def _file_of(payload: Payload, folder: Path) -> Path:
    """Where a body lies as a file; one in memory is written first."""
    if payload.data is None and payload.path is not None:
        return payload.path.resolve()
    path = folder / f"body-{id(payload)}"
    await asyncio.to_thread(path.write_bytes, payload.read())
    return path


def _buffer(payload: Payload) -> Buffer:
    if payload.data is not None or payload.path is None:
        return payload.read()
    return _map(payload.path)


def _map(path: Path) -> Buffer:
    """A file mapped; an empty one cannot be."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""
