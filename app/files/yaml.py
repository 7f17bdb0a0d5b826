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

LARGEST_FILE = 8 * 1024 * 1024  # bytes
DEEPEST = 100  # levels of nesting
_SHORT = 64 * 1024  # characters
_SPARE_NODES = 10_000  # how many values aliases may add beyond one per character
_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_PREFIX = "tag:yaml.org,2002:"


class WholeNumber(int):
    """An integer that remembers how the file spells it (``007``), for where a text is meant."""

    text: str


class DecimalNumber(float):
    """A decimal number that remembers how the file spells it (``1.10``), for where a text is meant."""

    text: str


class Block(dict[str, Any]):
    """A mapping that remembers the line (from 1) where it starts."""

    line: int


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
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = f"{path.name}, line {line}: this is not UTF-8 text."
        raise UnreadableFile(path, sentence, "Save it as UTF-8.", line) from None
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


@lru_cache(maxsize=4)
def _composed_lately(text: str, path: Path) -> Node | None:
    return _composed(text, path)


def _composed(text: str, path: Path) -> Node | None:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise UnreadableFile(
            path,
            f"{path.name} has an unsolved merge conflict at line {line}.",
            "Keep one of the two sides and delete the lines with <<<<<<<, ======= and >>>>>>>.",
            line,
        )
    try:
        _refuse_depth(text, path)
        node: Node | None = yaml.compose(text, Loader=_Core)
    except yaml.MarkedYAMLError as error:
        raise _complaint(path, error) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        code = error.character if isinstance(error.character, int) else ord(error.character)
        raise refusal(path, line, f"the character U+{code:04X} is not allowed in YAML") from None
    return node


def alias_line(text: str) -> int | None:
    """The line (from 1) of the first alias in a YAML text; None without any."""
    if "*" not in text:
        return None
    events = yaml.parse(text, Loader=_Core)
    marks = (event.start_mark for event in events if isinstance(event, yaml.AliasEvent))
    return next((mark.line + 1 for mark in marks if mark is not None), None)


def refusal(path: Path, line: int, reason: str) -> UnreadableFile:
    """The exception that says what is wrong at a line (from 1) of a file."""
    return UnreadableFile(path, f"{path.name}, line {line}: {reason}.", "Correct it in a text editor.", line)


def _complaint(path: Path, error: yaml.MarkedYAMLError) -> UnreadableFile:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = error.problem or "this is not YAML"
    if "another document" in problem:
        problem = "a second document starts here, and a file holds only one"
    return refusal(path, line, problem)


def _refuse_depth(text: str, path: Path) -> None:
    # libyaml composes by recursion in C, which a hostile file could drive over the end of the stack;
    # only a text with this many brackets and dashes can nest that deep.
    if sum(map(text.count, ("[", "{", "- ", "? "))) < 1000:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Core):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise refusal(path, line, f"values are nested deeper than {DEEPEST} levels")


class Builder:
    """Makes data of a node tree. ``budget`` is the number of values that may be made in all."""

    def __init__(self, path: Path, budget: int) -> None:
        self._path = path
        self._budget = budget

    def build(self, node: Node, depth: int = 0) -> Any:
        """The data that a node stands for."""
        line = node.start_mark.line + 1
        self._budget -= 1
        if self._budget < 0:
            raise refusal(self._path, line, "aliases repeat more data than Sonde accepts")
        if depth > DEEPEST:
            raise refusal(self._path, line, f"values are nested deeper than {DEEPEST} levels")
        match node:
            case ScalarNode():
                return self._scalar(node, line)
            case SequenceNode() if node.tag == _PREFIX + "seq":
                return [self.build(row, depth + 1) for row in node.value]
            case MappingNode() if node.tag == _PREFIX + "map":
                return self._mapping(node, line, depth)
        raise refusal(self._path, line, f"the tag {node.tag} is not allowed")

    def _mapping(self, node: MappingNode, line: int, depth: int) -> Block:
        block = Block()
        block.line = line
        for key, value in node.value:
            place = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                raise refusal(self._path, place, "a key must be a text")
            if key.value in block:
                raise refusal(self._path, place, f"the key {key.value} stands here twice")
            block[key.value] = self.build(value, depth + 1)
        return block

    def _scalar(self, node: ScalarNode, line: int) -> Any:
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
        raise refusal(self._path, line, f"the tag {node.tag} is not allowed")


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
