"""Check a collection's files against the published format: what is wrong, in which file, at which place.

Three kinds of findings are told apart: what is wrong; what is merely outside of the published schema, since
Sonde or Bruno write it; and what is worth a note, such as a name that Windows cannot store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from yaml.nodes import MappingNode, Node, SequenceNode

from app.errors import UnreadableFile
from app.files import yaml
from app.files.deviations import without_deviations
from app.files.document import ROOT
from app.files.extras import without_extras
from app.files.pile import bytes_of
from app.files.portable import outside_paths, troubles
from app.files.scan import scan
from app.files.schema_check import ITEMS, Complaint, complaints
from app.files.tree import ENVIRONMENTS, FOLDER_NAMES, ROOT_NAMES

Kind = Literal["wrong", "outside", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says about a place (line and column from 1) of a file. The kind ``outside`` is what Sonde
    or Bruno write outside of the schema, which is wrong in a strict collection only."""

    path: str
    line: int
    column: int
    reason: str
    kind: Kind = "wrong"


def check_collection(root: Path) -> Iterator[Finding]:
    """All findings, file by file.

    Raises:
        UnreadableFile: the folder is gone or cannot be read.
    """
    found = scan(root)
    if not any(path in ROOT_NAMES for path in found.files):
        yield Finding(ROOT_NAMES[0], 1, 1, "there is no such file, so this folder is no collection")
    outside = set(found.outside())
    for path in sorted(outside):
        yield Finding(path, 1, 1, "this link leads out of the collection, so it is not read", "note")
    for path, reason, harmful in troubles([*found.files, *found.folders]):
        yield Finding(path, 1, 1, reason, "wrong" if harmful else "note")
    for path in sorted(found.files.keys() - outside):
        try:
            yield from sorted(_check(root, path), key=lambda finding: (finding.line, finding.column))
        except UnreadableFile as error:
            reason = error.sentence.removesuffix(".")
            if reason.startswith(f"{error.path.name}, line "):
                reason = reason.partition(": ")[2]
            yield Finding(path, error.line or 1, error.column or 1, reason)


def is_strict(root: Path) -> bool:
    """Whether a collection says of itself that nothing is written outside the published schema."""
    for place in (root / name for name in ROOT_NAMES):
        if place.is_file():
            with suppress(UnreadableFile):
                return ROOT.decode(yaml.load(bytes_of(place), place), place).strict
    return False


def _check(root: Path, path: str) -> Iterator[Finding]:
    place = root / path
    text = yaml.decode(bytes_of(place), place).text
    data, node = yaml.read(text, place), yaml.compose(text, place)
    definition = definition_of(path, data)
    if definition is None:
        reason = "this is no item of a collection, because it has no info.type that is known"
        yield Finding(path, 1, 1, reason)
        return
    if next(complaints(data, definition), None) is not None:
        yield from _told_apart(path, data, node, definition)
    for where, file in outside_paths(data):
        reason = f"{_name(where)}: {file} lies outside of the collection, so Sonde asks before it is read"
        yield Finding(path, *_place(node, where), reason, "note")


def _told_apart(path: str, data: Any, node: Node | None, definition: str) -> Iterator[Finding]:
    """What the schema complains about, apart from what programs write beyond it."""
    plain, extras = without_extras(data, is_root=not definition)
    for extra in extras:
        yield Finding(
            path, *_place(node, extra), f"{_name(extra)} is outside the schema, by Sonde", "outside"
        )
    plain, deviations = without_deviations(plain)
    for where, reason in deviations:
        yield Finding(path, *_place(node, where), f"{_name(where)}: {reason}, as Bruno writes it", "outside")
    for complaint in complaints(plain, definition):
        yield Finding(path, *_place(node, complaint.place), _sentence(complaint))


def definition_of(path: str, data: Any) -> str | None:
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


def _place(node: Node | None, place: Sequence[str | int]) -> tuple[int, int]:
    """Line and column of the deepest part of a place that the file has."""
    mark = (1, 1)
    for part in place:
        if isinstance(node, MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == part), None)
            if pair is None:
                return mark
            mark, node = yaml.place_of(pair[0]), pair[1]
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            mark = yaml.place_of(node)
    return mark
