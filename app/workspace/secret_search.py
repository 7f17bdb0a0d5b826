"""Looks through the files of a collection for secrets that stand in them as text, and never repeats one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.errors import UnreadableFile
from app.files import dotenv, yaml
from app.files.ignore import kept_out
from app.files.scan import ENDINGS, OUTSIDE, scan
from app.files.side_files import BODIES, EXAMPLES
from app.files.tree import LOCAL
from app.format.secret_hits import LOGIN, Forms, Hit, forms_in, may_hold, members_in, secrets_in, tokens_in
from app.workspace.secret_words import Place, spelled, words_for

# Longer texts, in which a word such as "token" says nothing.
_LOOSE: Final = frozenset({"docs", "description", "code", "script", "content", "name", "summary", "title"})
_BLOCKS: Final = ("|", ">")
_STRUCTURED: Final = re.compile(r"\s*[\[{]")


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret in a file: at which line (from 1), in which field, and why it is one.

    ``start`` and ``end`` are characters of the text at ``place``, empty in a file that is no YAML; ``digest``
    is the SHA-256 of the secret: that of one token is the same wherever it stands. ``exposed`` says that the
    file is meant for this computer alone, and git would take it.
    """

    path: str
    line: int
    field: str
    name: str
    rule: str
    length: int
    digest: str
    place: Place = ()
    start: int = 0
    end: int = 0
    exposed: bool = False

    @property
    def label(self) -> str:
        """Where it stands, in the words of the window."""
        return words_for(self.place, self.name, self.rule) or self.field

    @property
    def advice(self) -> str:
        """What to do with one that cannot be moved; empty for others."""
        if self.exposed:
            return "add the file to .gitignore"
        return "" if self.movable else "take it out by hand"

    @property
    def masked(self) -> str:
        """What can be shown of it."""
        return f"••• ({self.length} characters)"

    @property
    def suggested(self) -> str:
        """A name for its variable."""
        named = self.rule.removeprefix("named ")
        if named != self.rule:
            return named
        if self.rule == LOGIN:
            return "login_password"
        return self.rule if self.name in _LOOSE or self.name.lower().endswith("url") else self.name

    @property
    def movable(self) -> bool:
        """Whether a name can take its place."""
        return bool(self.place)

    def __str__(self) -> str:
        words = [f"{self.path}:{self.line}", self.label, f"{self.rule}, {self.masked}"]
        line = ": ".join(filter(None, words))
        return f"{line}; {self.advice}" if self.exposed else line


Look = Callable[[bytes, str], Iterator[Finding]]
"""Takes the bytes and the path of a file."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A scalar of a file, and what it stands under."""

    node: ScalarNode
    place: Place
    name: str

    def hits(self, forms: Forms) -> tuple[Hit, ...]:
        """The secrets in it; ``forms`` are those that the file may hold."""
        text, key = self.node.value, self.place[-1]
        if key in _LOOSE or ("examples" in self.place and key == "data"):
            return tokens_in(text, forms)
        if _STRUCTURED.match(text):
            return members_in(text, forms)
        return secrets_in(self.name, text, forms)

    def line(self, hit: Hit) -> int:
        """The line of a secret in it, from 1."""
        first = int(self.node.start_mark.line) + 1
        if self.node.style not in _BLOCKS:
            return first
        return first + 1 + str(self.node.value).count("\n", 0, hit.start)


def search_collection(root: Path, report: Callable[[float], None] = lambda _done: None) -> Iterator[Finding]:
    """All findings, file by file, also in the bodies and examples beside the requests. Files that give values
    on this computer alone are meant to hold secrets: there these are found only if git would take the file.

    Raises:
        UnreadableFile: the folder is gone or cannot be read.
    """
    looks = [*_looks(root)]
    for index, (path, look) in enumerate(looks):
        try:
            with (root / path).open("rb") as file:
                content = file.read(yaml.LARGEST_FILE)
        except OSError:
            continue  # It vanished meanwhile, or is closed to us.
        yield from look(content, path)
        report(index / len(looks))


def _looks(root: Path) -> Iterator[tuple[str, Look]]:
    """The files worth a look, and how each is looked at."""
    for path, stamp in sorted(scan(root).files.items()):
        if stamp == OUTSIDE:
            continue
        if not PurePosixPath(path).stem.endswith(LOCAL):
            yield path, search_file
        elif not kept_out(root / path):
            yield path, _search_local
    for place in sorted(root.glob(".env*")):
        if place.is_file() and not place.is_symlink() and not kept_out(place):
            yield place.name, _search_values
    for folder in (BODIES, EXAMPLES):
        for place in sorted((root / folder).glob("*")):
            if place.is_file() and not place.is_symlink() and place.suffix.lower() not in ENDINGS:
                yield f"{folder}/{place.name}", _search_side_file


def _search_local(content: bytes, path: str) -> Iterator[Finding]:
    return (replace(each, place=(), exposed=True) for each in search_file(content, path))


def _search_values(content: bytes, path: str) -> Iterator[Finding]:
    """What a file of ``NAME=value`` lines gives."""
    for entry in dotenv.parse(content.decode("utf-8", "replace")):
        for hit in secrets_in(entry.name, entry.value):
            secret = entry.value[hit.start : hit.end]
            yield Finding(
                path, entry.line, entry.name, entry.name, hit.rule, len(secret), digest(secret), exposed=True
            )


def _search_side_file(content: bytes, path: str) -> Iterator[Finding]:
    if b"\0" not in content:
        look = members_in if path.startswith(BODIES) else tokens_in
        yield from _in_plain_text(content.decode("utf-8", "replace"), path, look)


def search_file(content: bytes, path: str) -> Iterator[Finding]:
    """The findings in one file; in one that is no YAML only tokens that are known by their form."""
    text = content.decode("utf-8", "replace")
    if not may_hold(text):
        return
    try:
        source = yaml.decode(content, Path(path)).text
        node = yaml.outline(source, Path(path))
    except UnreadableFile:
        yield from _in_plain_text(text, path)
        return
    forms = forms_in(text)
    for found in _texts(node, (), "") if node is not None else ():
        for hit in found.hits(forms):
            yield _finding(path, found, hit)


def _in_plain_text(
    text: str, path: str, look: Callable[[str], tuple[Hit, ...]] = tokens_in
) -> Iterator[Finding]:
    for hit in look(text):
        line = text.count("\n", 0, hit.start) + 1
        yield Finding(path, line, "", "", hit.rule, hit.end - hit.start, digest(text[hit.start : hit.end]))


def _finding(path: str, found: _Text, hit: Hit) -> Finding:
    secret = found.node.value[hit.start : hit.end]
    return Finding(
        path,
        found.line(hit),
        spelled(found.place),
        found.name,
        hit.rule,
        len(secret),
        digest(secret),
        found.place,
        hit.start,
        hit.end,
    )


def digest(secret: str) -> str:
    """What stands for a secret in comparisons."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _texts(node: Node, place: Place, name: str) -> Iterator[_Text]:
    """Every text of a file, with the name of its row or of its key."""
    if isinstance(node, ScalarNode):
        if place:
            yield _Text(node, place, name)
    elif isinstance(node, SequenceNode):
        for number, child in enumerate(node.value):
            yield from _texts(child, (*place, number), name)
    elif isinstance(node, MappingNode):
        yield from _of_mapping(node, place, name)


def _of_mapping(node: MappingNode, place: Place, name: str) -> Iterator[_Text]:
    scalars = {key.value: value.value for key, value in node.value if isinstance(value, ScalarNode)}
    row = scalars.get("name") or name
    if scalars.get("type") == "apikey" and place[-1:] == ("auth",):
        row = "api-key"
    for key, value in node.value:
        if key.value in ("value", "data"):
            # Files to send are named by their paths.
            if scalars.get("type") != "file":
                yield from _texts(value, (*place, key.value), row)
        else:
            yield from _texts(value, (*place, key.value), key.value)


def search_job(report: Callable[[float], None], root: str) -> list[dict[str, Any]]:
    """A job for a process of its own: the findings of a collection as JSON, for ``findings_of``."""
    return [asdict(finding) for finding in search_collection(Path(root), report)]


def findings_of(result: Sequence[dict[str, Any]]) -> tuple[Finding, ...]:
    """The findings that the job gave."""
    return tuple(Finding(**{**row, "place": tuple(row["place"])}) for row in result)
