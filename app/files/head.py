"""Read the head of a request file without parsing the file, for a tree of thousands to be shown at once.

Only the plain spelling that programs write is understood: ``info``, then ``http`` with method and URL,
every value on one line. Whatever looks different in the least is left to the parser.
"""

from __future__ import annotations

import re
from typing import Final

from app.files.codec_collection import FolderFile
from app.files.yaml import LARGEST_FILE
from app.model.collection import Head

# No control characters, and none that YAML takes for the end of a line.
_INNER = "\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff"
_VALUE = f"(?:\"[^\"\\\\{_INNER}]*\"|'[^'{_INNER}]*'|(?:[^\\W\\d_]|[/_])[^{_INNER}]*)"
_WORD = r"[A-Za-z][A-Za-z-]*"
_TAG = re.compile(_WORD)
# What follows must be a key of this or of the outer block, or the value could go on there.
_SKIPPED = f"(?:\n|#[^{_INNER}]*\n)*"
_END = rf" *\n{_SKIPPED}(?=(?:  )?[A-Za-z]|\Z)"
_HEAD = re.compile(
    rf"{_SKIPPED}info:\n"
    rf"(?:  name: (?P<name>{_VALUE}){_END})?"
    rf"  type: (?P<type>[a-z]+){_END}"
    rf"(?:  seq: (?P<seq>[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?){_END})?"
    rf"(?:  tags:(?: \[(?P<flow>{_WORD}(?:, {_WORD})*)\]|(?P<tags>(?:\n    - {_WORD})+)){_END})?"
    rf"http:\n  method: (?P<method>[A-Z]+){_END}  url: (?P<url>{_VALUE}){_END}"
)
_FOLDER = re.compile(
    rf"info:\n  name: (?P<name>{_VALUE}){_END}  type: folder{_END}"
    rf"(?:  seq: (?P<seq>[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?){_END})?\Z"
)
_NO_TEXT: Final = frozenset({"null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"})
# Signs that there is more to say about a file than its head: a merge conflict, a key that stands twice,
# a second document.
_ALARM = re.compile(r"\n(?:<<<<<<<|info:|http:|---|\.\.\.)")


def scan_head(content: bytes, stem: str) -> Head | None:
    """The head of an HTTP request, or None where only the parser can tell.

    Args:
        content: the bytes of the file.
        stem: the file's name without ending, which names a request that has no name.
    """
    text = _decoded(content)
    found = _HEAD.match(text)
    if found is None or found["type"] != "http" or _ALARM.search(text, found.start("url")):
        return None
    return _head(found, stem)


def scan_folder(content: bytes) -> FolderFile | None:
    """What a ``folder.yml`` says that has name and place only, or None where only the parser can tell."""
    found = _FOLDER.match(_decoded(content))
    name = _text(found["name"]) if found else None
    return None if found is None or name is None else FolderFile(name, sequence=_number(found["seq"]))


def _decoded(content: bytes) -> str:
    """The text of a file; an empty one where it is too large or no text."""
    try:
        text = content.decode() if len(content) <= LARGEST_FILE else ""
    except UnicodeDecodeError:
        return ""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n") if "\r" in text else text


def _head(found: re.Match[str], stem: str) -> Head | None:
    spelled, _, sequence, flow, block, method, url = found.groups()
    name, url = stem if spelled is None else _text(spelled), _text(url)
    tags = tuple(_TAG.findall(flow or block)) if flow or block else ()
    if name is None or url is None or method in _NO_TEXT or not _NO_TEXT.isdisjoint(tags):
        return None
    return Head(name, method, url, _number(sequence), tags)


def _number(digits: str | None) -> float | None:
    return None if digits is None else float(digits)


def _text(spelled: str) -> str | None:
    """The text behind a value; None where it may mean something else."""
    if spelled[0] in "\"'":
        return spelled[1:-1]
    if spelled[-1] in " :" or ": " in spelled or " #" in spelled or spelled in _NO_TEXT:
        return None
    return spelled
