"""One file of the journal: a draft of a request, or the text of a file, readable or sealed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.errors import UnreadableFile
from app.files.codec_request import decode_request, encode_request
from app.files.seal import Seal
from app.model.request import Request

DraftKey = tuple[str, str]
"""The name of a collection, and the path of the request in it or, with no file yet, NEW and a name; for the
text of a file TEXT and its path."""

NEW: Final = "new:"  # keys of requests that have no file yet begin with this; others are paths
TEXT: Final = "text:"

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft of the journal, and what its file held when the draft was begun; None where it has none."""

    request: Request
    base: Request | None = None


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text of a file as it was typed, and what the file held when that was begun."""

    text: str
    base: str = ""


AnyKept = Kept | KeptText


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the journal. ``kept`` is None while there is no key that opens it."""

    place: Path
    key: DraftKey
    kept: AnyKept | None
    sealed: bool


def as_kept(request: Request) -> Request:
    """A request as the journal gives it back: two spellings of the same in a file are one there."""
    return decode_request(encode_request(request), Path())


def name_of(key: DraftKey) -> str:
    """The name of the file for a key."""
    digest = hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}.json"


def encode(key: DraftKey, kept: AnyKept, seal: Seal | None = None) -> bytes:
    """The octets of a file; with a ``seal`` only the key can be read in it."""
    entry: dict[str, Any] = {"format": _FORMAT, "key": list(key)}
    content = _content(kept)
    entry |= {"sealed": seal.seal(content)} if seal is not None else content
    return json.dumps(entry).encode()


def read(place: Path, seal: Seal | None = None) -> Entry | None:
    """What a file holds; None where it is no entry."""
    try:
        entry = json.loads(place.read_bytes())
        if entry["format"] != _FORMAT:
            return None
        collection, path = map(str, entry["key"])
        sealed = "sealed" in entry
        content = _opened(entry["sealed"], seal) if sealed else entry
        kept = _kept(content) if content is not None else None
        return Entry(place, (collection, path), kept, sealed)
    except (OSError, ValueError, KeyError, TypeError, UnreadableFile):
        return None


def _content(kept: AnyKept) -> dict[str, Any]:
    if isinstance(kept, KeptText):
        return {"text": kept.text, "base": kept.base}
    base = {"base": encode_request(kept.base)} if kept.base is not None else {}
    return {"request": encode_request(kept.request), **base}


def _kept(content: dict[str, Any]) -> AnyKept:
    if "text" in content:
        return KeptText(str(content["text"]), str(content["base"]))
    base = decode_request(content["base"], Path()) if "base" in content else None
    return Kept(decode_request(content["request"], Path()), base)


def _opened(text: str, seal: Seal | None) -> dict[str, Any] | None:
    try:
        content: dict[str, Any] | None = seal.open(text) if seal is not None else None
    except UnreadableFile:
        return None
    return content
