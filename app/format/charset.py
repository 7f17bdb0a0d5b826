"""The character encoding of a body, and its text as UTF-8, which is what everything else here reads."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s\";,]+)", re.IGNORECASE)
_DECLARED_INSIDE = re.compile(
    r"(?:<\?xml[^>]*\bencoding|<meta[^>]*\bcharset)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)


def encoding_of(header: str, sample: bytes) -> str:
    """The encoding of a body as a Python codec name.

    A byte order mark wins, then the charset of the Content-Type header, then what XML or HTML declares
    in its first bytes, then UTF-8 where the sample is valid, else Latin-1, which can read anything.

    Args:
        header: the whole Content-Type value, with parameters.
        sample: the first bytes of the decoded body.
    """
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), None)
    if marked:
        return marked
    start = sample[:1024].decode("latin-1")
    for match in (_CHARSET.search(header), _DECLARED_INSIDE.search(start)):
        declared = match and _codec_name(match[1])
        if declared:
            return declared
    return "utf-8" if _is_utf8(sample) else "latin-1"


def to_utf8(data: bytes, encoding: str) -> bytes:
    """The same text as UTF-8 without a byte order mark; characters that cannot be read become U+FFFD.

    UTF-8 goes through untouched, invalid bytes included, so that raw text stays what was received.
    """
    if encoding in ("utf-8", "utf-8-sig", "ascii"):
        return data.removeprefix(codecs.BOM_UTF8)
    return data.decode(encoding, "replace").removeprefix("\ufeff").encode()


def _codec_name(label: str) -> str | None:
    try:
        found = codecs.lookup(label)
        # Codecs such as "hex" or "zip" turn bytes into bytes and are no text encodings.
        "x".encode(found.name)
    except (LookupError, ValueError):
        return None
    return found.name


def _is_utf8(sample: bytes) -> bool:
    try:
        # The sample may end inside a character; the incremental decoder lets that pass.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True
