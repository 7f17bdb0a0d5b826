"""Check a collection's files against the published format: what is wrong, in which file, at which line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from app.errors import UnreadableFile
from app.files import yaml
from app.files.document import ROOT
from app.files.extras import without_extras
from app.files.scan import scan
from app.files.schema_check import ITEMS, Complaint, complaints
from app.files.tree import ENVIRONMENTS, FOLDER_NAMES, ROOT_NAMES


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says about a line (from 1) of a file. ``own`` marks what Sonde itself writes outside
    the schema, which is wrong in a strict collection only."""

    path: str
    line: int
    reason: str
    own: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


def check_collection(root: Path) -> Iterator[Finding]:
    """All findings, file by file.

    Raises:
        UnreadableFile: the folder is gone or cannot be read.
    """
    paths = sorted(scan(root).files)
    if not any(path in ROOT_NAMES for path in paths):
        yield Finding(ROOT_NAMES[0], 1, "there is no such file, so this folder is no collection")
    for path in paths:
        try:
            yield from sorted(_check(root, path), key=lambda finding: finding.line)
        except UnreadableFile as error:
            reason = error.sentence.removeprefix(f"{error.path.name}, line {error.line}: ")
            yield Finding(path, error.line or 1, reason)


def is_strict(root: Path) -> bool:
    """Whether a collection says of itself that nothing is written outside the published schema."""
    for place in (root / name for name in ROOT_NAMES):
        if place.is_file():
            with suppress(UnreadableFile):
                return ROOT.decode(yaml.load(place.read_bytes(), place), place).strict
    return False


def _check(root: Path, path: str) -> Iterator[Finding]:
    place = root / path
    try:
        text = yaml.decode(place.read_bytes(), place).text
    except OSError as error:
        raise UnreadableFile(place, f"cannot be read: {error.strerror}") from error
    data, node = yaml.read(text, place), yaml.compose(text, place)
    definition = _definition(path, data)
    if definition is None:
        yield Finding(path, 1, "this is no item of a collection, because it has no info.type that is known")
        return
    plain, extras = without_extras(data, is_root=not definition)
    for extra in extras:
        reason = f"{_name(extra)} is outside the schema, by Sonde"
        yield Finding(path, _line(node, extra), reason, own=True)
    for complaint in complaints(plain, definition):
        yield Finding(path, _line(node, complaint.place), _sentence(complaint))


def _definition(path: str, data: Any) -> str | None:
    """The name of the schema's definition for a file; None where there is none."""
    pure = PurePosixPath(path)
    if path in ROOT_NAMES:
        return ""
    if pure.name in FOLDER_NAMES:
        return "Folder"
    if pure.parts[0] == ENVIRONMENTS and len(pure.parts) == 2:
        return "Environment"
    info = data.get("info") if isinstance(data, dict) else None
    kind = info.get("type") if isinstance(info, dict) else None
    kind = kind or (data.get("type") if isinstance(data, dict) else None)
    return ITEMS.get(kind) if isinstance(kind, str) else None


def _name(place: Sequence[str | int]) -> str:
    name = ""
    for part in place:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def _sentence(complaint: Complaint) -> str:
    where = _name(complaint.place)
    return f"{where}: {complaint.reason}" if where else f"the file {complaint.reason}"


def _line(node: Node | None, place: Sequence[str | int]) -> int:
    """The line of the deepest part of a place that the file has."""
    line = 1
    for part in place:
        if isinstance(node, MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == part), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
