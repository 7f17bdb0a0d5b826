"""Looks through the files of a collection for secrets that stand in them as text, and never repeats one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.errors import UnreadableFile
from app.files import yaml
from app.files.scan import scan
from app.files.tree import LOCAL
from app.format.secret_hits import LOGIN, Forms, Hit, forms_in, may_hold, members_in, secrets_in, tokens_in

Place = tuple[str | int, ...]

# Longer texts, in which a word such as "token" says nothing.
_LOOSE: Final = frozenset({"docs", "description", "code", "script", "content", "name", "summary", "title"})
_BLOCKS: Final = ("|", ">")
_STRUCTURED: Final = re.compile(r"\s*[\[{]")


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret in a file: at which line (from 1), in which field, and why it is one.

    ``start`` and ``end`` are characters of the text at ``place``, empty in a file that is no YAML; ``digest``
    is the SHA-256 of the secret: that of one token is the same wherever it stands.
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
        field = f"{self.field}: " if self.field else ""
        return f"{self.path}:{self.line}: {field}{self.rule}, {self.masked}"


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
    """All findings, file by file. Files that override an environment on this computer are passed over:
    they are kept out of version control.

    Raises:
        UnreadableFile: the folder is gone or cannot be read.
    """
    paths = [path for path in sorted(scan(root).files) if not PurePosixPath(path).stem.endswith(LOCAL)]
    for index, path in enumerate(paths):
        try:
            content = (root / path).read_bytes()
        except OSError:
            continue  # It vanished meanwhile, or is closed to us.
        yield from search_file(content, path)
        report(index / len(paths))


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


def _in_plain_text(text: str, path: str) -> Iterator[Finding]:
    for hit in tokens_in(text):
        line = text.count("\n", 0, hit.start) + 1
        yield Finding(path, line, "", "", hit.rule, hit.end - hit.start, digest(text[hit.start : hit.end]))


def _finding(path: str, found: _Text, hit: Hit) -> Finding:
    secret = found.node.value[hit.start : hit.end]
    return Finding(
        path,
        found.line(hit),
        _spelled(found.place),
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


def _spelled(place: Place) -> str:
    """A place for people, with rows counted from 1: ``http.headers[2].value``."""
    spelled = ""
    for part in place:
        spelled += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if spelled else part
    return spelled


def search_job(report: Callable[[float], None], root: str) -> list[dict[str, Any]]:
    """A job for a process of its own: the findings of a collection as JSON, for ``findings_of``."""
    return [asdict(finding) for finding in search_collection(Path(root), report)]


def findings_of(result: Sequence[dict[str, Any]]) -> tuple[Finding, ...]:
    """The findings that the job gave."""
    return tuple(Finding(**{**row, "place": tuple(row["place"])}) for row in result)
