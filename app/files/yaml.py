"""Read YAML as version 1.2 means it, within limits, with every complaint naming its file and line.

PyYAML's own loaders speak YAML 1.1, where ``no`` is false and ``12:30:45`` a number; the loader here
knows the 1.2 core types only. Tags, duplicate keys and alias bombs are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.errors import UnreadableFile
from app.files.yaml_words import explained

LARGEST_FILE = 8 * 1024 * 1024  # bytes
DEEPEST = 100  # levels of nesting
MOST_VALUES = 100_000  # in one file; they take a few seconds to read
_SHORT = 64 * 1024  # characters
_SPARE_NODES = 10_000  # how many values aliases may add beyond one per character
_TOO_DEEP = f"values are nested deeper than {DEEPEST} levels"
_TOO_MANY = f"the file holds more than {MOST_VALUES:,} values"
_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_PREFIX = "tag:yaml.org,2002:"
_KEYS = frozenset(_PREFIX + kind for kind in ("str", "null", "bool", "int", "float"))
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DEEP_INDENT = re.compile(rf"^ {{{DEEPEST}}}", re.MULTILINE)

Place = tuple[int, int | None]  # line and column, both from 1; no column where it is not known


class WholeNumber(int):
    """An integer that remembers how the file spells it (``007``), for where a text is meant."""

    text: str


class DecimalNumber(float):
    """A decimal number that remembers how the file spells it (``1.10``), for where a text is meant."""

    text: str


class Block(dict[str, Any]):
    """A mapping that remembers where it starts, and where its keys stand."""

    place: Place
    places: dict[str, Place]


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file with LF line ends, and what is put back when it is written."""

    text: str
    crlf: bool = False
    marked: bool = False  # begins with a byte order mark

    def encode(self, text: str) -> bytes:
        """A new text for the same file, with its line ends and byte order mark."""
        ends = text.replace("\n", "\r\n") if self.crlf else text
        return (b"\xef\xbb\xbf" if self.marked else b"") + ends.encode()


_FLOAT = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_CORE_TYPES = re.compile(
    "(?P<null>~|null|Null|NULL|)|(?P<bool>true|True|TRUE|false|False|FALSE)"
    f"|(?P<int>[-+]?[0-9]+)|(?P<float>{_FLOAT})"
)


class _Core(yaml.CSafeLoader):
    """libyaml's parser with the YAML 1.2 core types."""

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """The tag of a value that has none; ``implicit`` says whether a text is plain."""
        if kind is ScalarNode:
            found = _CORE_TYPES.fullmatch(value) if implicit[0] else None
            return _PREFIX + (found.lastgroup or "str" if found else "str")
        return _PREFIX + ("seq" if kind is SequenceNode else "map")


class _Outline(yaml.CSafeLoader):
    """libyaml's parser for who wants the texts and their places alone."""

    def resolve(self, *_about: Any) -> str:
        """The same for all."""
        return ""


def load(content: bytes, path: Path) -> Any:
    """The data in the bytes of a YAML file: ``Block``, list, text, number, bool or None.

    Raises:
        UnreadableFile: with file and line, for anything that is not one well-formed document.
    """
    return read(decode(content, path).text, path)


def decode(content: bytes, path: Path) -> Source:
    """The text in a file's bytes."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(
            path, f"{path.name} is larger than the 8 MB that Sonde reads.", "Move large bodies to a file."
        )
    if content.startswith(_UTF_16) or b"\0" in content[:2]:
        raise UnreadableFile(path, f"{path.name} is UTF-16 text.", "Save it as UTF-8.", 1, 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(content[: error.start].decode("utf-8-sig"))
        raise refusal(path, place, "this is not UTF-8 text", "Save it as UTF-8.") from None
    crlf = text.count("\r\n") * 2 > text.count("\n")
    return Source(text.replace("\r\n", "\n"), crlf, content.startswith(b"\xef\xbb\xbf"))


def read(text: str, path: Path) -> Any:
    """The data in a YAML text; ``path`` is named in complaints."""
    node = compose(text, path)
    return None if node is None else Builder(path, len(text) + _SPARE_NODES).build(node)


def compose(text: str, path: Path) -> Node | None:
    """The tree of a YAML text, each node with its place; None for an empty document. Not to be changed:
    a save looks at the same short text several times, and gets the same tree."""
    return _composed_lately(text, path) if len(text) <= _SHORT else _composed(text, path)


def outline(text: str, path: Path) -> Node | None:
    """The same without telling texts from numbers: for a look at many files, in half the time."""
    return _composed(text, path, _Outline)


@lru_cache(maxsize=4)
def _composed_lately(text: str, path: Path) -> Node | None:
    return _composed(text, path)


def _composed(text: str, path: Path, loader: type[yaml.CSafeLoader] = _Core) -> Node | None:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise UnreadableFile(
            path,
            f"{path.name} has an unsolved merge conflict at line {line}.",
            "Keep one of the two sides and delete the lines with <<<<<<<, ======= and >>>>>>>.",
            line,
            1,
        )
    try:
        _refuse_excess(text, path)
        node: Node | None = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise _complaint(path, error) from None
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        reason = f"the character U+{code:04X} is not allowed in YAML"
        raise refusal(path, _place(text[: error.position]), reason) from None
    return node


def first_alias(text: str) -> Place | None:
    """Where the first alias of a YAML text stands; None without any."""
    if "*" not in text:
        return None
    events = yaml.parse(text, Loader=_Core)
    marks = (event.start_mark for event in events if isinstance(event, yaml.AliasEvent))
    return next(((mark.line + 1, mark.column + 1) for mark in marks if mark is not None), None)


def refusal(
    path: Path, place: Place, reason: str, hint: str = "Correct it there; the rest of the collection works."
) -> UnreadableFile:
    """The exception that says what is wrong at a place of a file."""
    line, column = place
    where = f"line {line}, column {column}" if column else f"line {line}"
    return UnreadableFile(path, f"{path.name}, {where}: {reason}.", hint, line, column)


def place_of(node: Node) -> tuple[int, int]:
    """Where a node begins."""
    return node.start_mark.line + 1, node.start_mark.column + 1


def _place(before: str) -> Place:
    """The place behind a text that starts a file."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _complaint(path: Path, error: yaml.MarkedYAMLError) -> UnreadableFile:
    problem = error.problem or "this is not YAML"
    # What is not closed is better looked for where it opens than at the end of the file.
    opened = error.context_mark if "unexpected" in problem else None
    mark = opened or error.problem_mark or error.context_mark
    return refusal(path, (mark.line + 1, mark.column + 1) if mark else (1, None), explained(problem))


def _refuse_excess(text: str, path: Path) -> None:
    # libyaml composes by recursion in C, which a hostile file could drive over the end of the stack; and
    # millions of values take half a minute. Only a text with so many brackets, dashes and spaces can nest
    # that deep, and a value takes two characters.
    if not (
        len(text) > 2 * MOST_VALUES
        or sum(map(text.count, ("[", "{", "- ", "-\t", "? "))) >= 1000
        or _DEEP_INDENT.search(text)
    ):
        return
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Core)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST or count > MOST_VALUES:
            mark = event.start_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, None)
            raise refusal(path, place, _TOO_DEEP if depth > DEEPEST else _TOO_MANY)


class Builder:
    """Makes data of a node tree. ``budget`` is the number of values that may be made in all."""

    def __init__(self, path: Path, budget: int) -> None:
        self._path = path
        self._budget = budget

    def build(self, node: Node, depth: int = 0) -> Any:
        """The data that a node stands for."""
        self._budget -= 1
        if self._budget < 0:
            raise self._refuse(node, "aliases repeat more data than Sonde accepts")
        if depth > DEEPEST:
            raise self._refuse(node, _TOO_DEEP)
        match node:
            case ScalarNode():
                return self._scalar(node)
            case SequenceNode() if node.tag == _PREFIX + "seq":
                return [self.build(row, depth + 1) for row in node.value]
            case MappingNode() if node.tag == _PREFIX + "map":
                return self._mapping(node, depth)
        raise self._refuse(node, f"the tag {_tag(node)} is not allowed")

    def _refuse(self, node: Node, reason: str) -> UnreadableFile:
        return refusal(self._path, place_of(node), reason)

    def _mapping(self, node: MappingNode, depth: int) -> Block:
        block = Block()
        block.place, block.places = place_of(node), {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise self._refuse(key, "a key must be a text")
            if key.value in block:
                raise self._refuse(key, f"the key {key.value} stands here twice")
            if key.tag not in _KEYS:
                raise self._refuse(key, f"the tag {_tag(key)} is not allowed")
            if key.value == "<<" and not key.style:
                # YAML 1.2 has none, and other readers take it for an ordinary key: what it was meant to
                # bring would be missing from what is sent.
                raise self._refuse(key, "a merge key (<<) is not read: write the keys out")
            block.places[key.value] = place_of(key)
            block[key.value] = self.build(value, depth + 1)
        return block

    def _scalar(self, node: ScalarNode) -> Any:
        text: str = node.value
        match node.tag.removeprefix(_PREFIX):
            case "str":
                return text
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" | "float" as kind:
                return _number(kind, text)
        raise self._refuse(node, f"the tag {_tag(node)} is not allowed")


def _tag(node: Node) -> str:
    """A tag as it is typed."""
    return str(node.tag).replace(_PREFIX, "!!")


def _number(kind: str, text: str) -> WholeNumber | DecimalNumber | str:
    number: WholeNumber | DecimalNumber
    try:
        if kind == "int":
            number = WholeNumber(text)
        else:
            number = DecimalNumber(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    except ValueError:
        # Longer than Python converts (4,300 digits), or forced by a tag: the text is what was meant.
        return text
    number.text = text
    return number
