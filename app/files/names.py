"""Names for new files and folders that every file system and git take, on every platform."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_RESERVED = {"folder", "opencollection", "environments", "node_modules"}
_LONGEST_ENDING = 12  # characters
_LONGEST = 72  # bytes, so that an ending and a number still fit into 80


def slug(name: str, otherwise: str = "request") -> str:
    """A file name without ending for the name of an item: ``Create user`` becomes ``create-user``."""
    lower = unicodedata.normalize("NFC", name).lower()
    words = re.sub(r"[\s_-]+", "-", _ILLEGAL.sub("-", lower))
    return _fit(words, otherwise)


def safe(name: str, otherwise: str = "environment") -> str:
    """A file name without ending that stays as close to ``name`` as file systems allow."""
    return _fit(_ILLEGAL.sub("-", unicodedata.normalize("NFC", name)), otherwise)


def file_name(name: str, otherwise: str = "response") -> str:
    """A whole file name that every file system takes and that shows what it is: its ending stays, and marks
    that turn the writing direction or cannot be seen go."""
    seen = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cf", "Co", "Cs"))
    stem, dot, ending = seen.rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > _LONGEST_ENDING:
        return safe(seen, otherwise)
    return f"{safe(stem, otherwise)}.{ending}"


def is_device(name: str) -> bool:
    """Whether Windows takes a file name for a device."""
    return _DEVICES.match(name) is not None


def _fit(text: str, otherwise: str) -> str:
    short = text.strip(" .-").encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore")
    short = short.strip(" .-") or otherwise
    return f"{short}-1" if is_device(short) or short.casefold() in _RESERVED else short


def free(stem: str, ending: str, taken: Iterable[str]) -> str:
    """The file name ``stem + ending``, with a number where a name that differs only in case is taken."""
    used = {folded(name) for name in taken}
    number, name = 1, stem + ending
    while folded(name) in used:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def folded(name: str) -> str:
    """A name as file systems compare it that take no notice of case and of how letters are put together."""
    return unicodedata.normalize("NFC", name).casefold()
