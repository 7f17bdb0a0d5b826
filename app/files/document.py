"""One file of a collection: from bytes to a value, and back with everything kept that Sonde does not edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.errors import UnreadableFile
from app.files import yaml, yaml_write
from app.files.codec_collection import (
    FolderFile,
    RootFile,
    decode_folder,
    decode_root,
    encode_folder,
    encode_root,
)
from app.files.codec_environment import decode_environment, encode_environment
from app.files.codec_example import Examples, decode_examples, encode_examples
from app.files.codec_request import decode_request, encode_request
from app.files.merge import merge
from app.files.rewrite import rewrite
from app.model.environment import Environment
from app.model.request import Request

Value = TypeVar("Value")
Check = Callable[[dict[str, Any], dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Codec(Generic[Value]):
    """How one kind of file is read and written."""

    decode: Callable[[Any, Path], Value]
    encode: Callable[[Value], dict[str, Any]]


def _place_free(environment: Environment) -> dict[str, Any]:
    return encode_environment(replace(environment, path=""))


REQUEST: Codec[Request] = Codec(decode_request, encode_request)
EXAMPLES: Codec[Examples] = Codec(decode_examples, encode_examples)
FOLDER: Codec[FolderFile] = Codec(decode_folder, encode_folder)
ROOT: Codec[RootFile] = Codec(decode_root, encode_root)
ENVIRONMENT: Codec[Environment] = Codec(decode_environment, _place_free)


def fresh(value: Value, codec: Codec[Value]) -> bytes:
    """The bytes of a new file."""
    return yaml_write.write(codec.encode(value)).encode()


def updated(
    content: bytes, value: Value, codec: Codec[Value], path: Path, check: Check = lambda _before, _after: None
) -> bytes:
    """The bytes of a file after its value became ``value``; the same bytes when it says so already.

    Args:
        check: is shown what the old and the new value write, and raises when that must not be written.

    Raises:
        UnreadableFile: ``content`` cannot be read, or holds what a change would lose.
    """
    source = yaml.decode(content, path)
    held = yaml.read(source.text, path)
    old = codec.decode(held, path)
    before, after = codec.encode(old), codec.encode(value)
    if before == after:
        return content
    check(before, after)
    text = rewrite(source.text, merge(held, before, after), path)
    if not source.text.endswith("\n") and _reads_alike(text.removesuffix("\n"), after, codec, path):
        return source.encode(text.removesuffix("\n"))
    if not _reads_alike(text, after, codec, path):
        # Written as a whole, the lists that changed read as they should, and nothing else goes.
        text = rewrite(source.text, merge(held, before, after, whole_lists=True), path)
        if not _reads_alike(text, after, codec, path):
            raise yaml.refusal(path, (1, 1), "this change cannot be written without losing something here")
    return source.encode(text)


def rewritten(content: bytes, value: Value, codec: Codec[Value], path: Path, check: Check) -> bytes:
    """Like ``updated`` for a file that cannot be patched: all its data in the style of a new file, without
    comments, and what aliases repeat written out."""
    source = yaml.decode(content, path)
    held = yaml.read(source.text, path)
    before, after = codec.encode(codec.decode(held, path)), codec.encode(value)
    check(before, after)
    return source.encode(yaml_write.write(merge(held, before, after)))


def _reads_alike(text: str, after: dict[str, Any], codec: Codec[Value], path: Path) -> bool:
    """Whether a text reads as what was meant, seen through one writing and reading of that."""
    try:
        found = codec.decode(yaml.read(text, path), path)
        # Writing and reading changes hardly anything (half a character, say), and costs time at each save.
        return found == codec.decode(after, path) or found == codec.decode(_read_back(after, path), path)
    except UnreadableFile:
        return False


def _read_back(data: dict[str, Any], path: Path) -> Any:
    return yaml.read(yaml_write.write(data), path)


def patched(content: bytes, change: Callable[[dict[str, Any]], dict[str, Any]], path: Path) -> bytes:
    """The bytes of a file of any kind after a change of its data."""
    source = yaml.decode(content, path)
    held = yaml.read(source.text, path)
    if held is not None and not isinstance(held, dict):
        raise yaml.refusal(path, (1, 1), "the file must be a mapping of names to values")
    return source.encode(rewrite(source.text, change(held or {}), path))
