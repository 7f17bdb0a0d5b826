"""The character encoding of a body, and its text as UTF-8, which is what everything else here reads."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from app.format.source import PIECE, Source
from app.work.job import Report

ENCODINGS: Final = (
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("utf-16-le", "UTF-16 LE"),
    ("utf-16-be", "UTF-16 BE"),
    ("utf-32", "UTF-32"),
    ("cp1252", "Windows-1252 (Western)"),
    ("latin-1", "ISO-8859-1 (Western)"),
    ("iso8859-15", "ISO-8859-15 (Western, €)"),
    ("cp1250", "Windows-1250 (Central European)"),
    ("iso8859-2", "ISO-8859-2 (Central European)"),
    ("cp1251", "Windows-1251 (Cyrillic)"),
    ("koi8-r", "KOI8-R (Russian)"),
    ("cp1253", "Windows-1253 (Greek)"),
    ("cp1254", "Windows-1254 (Turkish)"),
    ("cp1255", "Windows-1255 (Hebrew)"),
    ("cp1256", "Windows-1256 (Arabic)"),
    ("cp1257", "Windows-1257 (Baltic)"),
    ("cp1258", "Windows-1258 (Vietnamese)"),
    ("tis-620", "TIS-620 (Thai)"),
    ("gb18030", "GB18030 (Simplified Chinese)"),
    ("big5hkscs", "Big5 (Traditional Chinese)"),
    ("shift_jis", "Shift JIS (Japanese)"),
    ("euc_jp", "EUC-JP (Japanese)"),
    ("iso2022_jp", "ISO-2022-JP (Japanese)"),
    ("euc_kr", "EUC-KR (Korean)"),
    ("cp437", "CP437 (DOS)"),
    ("cp037", "EBCDIC (US)"),
)
"""Python codecs and their names for a menu, those that are met most in each region first."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF8: Final = ("utf-8", "utf-8-sig", "ascii")
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s\";,]+)", re.IGNORECASE)
_DECLARED_INSIDE = re.compile(
    r"(?:<\?xml[^>]*\bencoding|<meta[^>]*\bcharset)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)


def encoding_of(header: str, sample: bytes) -> str:
    """The encoding of a body as a Python codec name.

    A byte order mark wins, then the charset of the Content-Type header, then what XML or HTML declares
    in its first bytes, then UTF-16 where every other byte is zero, then UTF-8 where the sample is valid,
    else Latin-1, which can read anything.

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
    return _wide_encoding(sample) or ("utf-8" if _is_utf8(sample) else "latin-1")


def to_utf8(data: bytes, encoding: str) -> bytes:
    """The same text as UTF-8 without a byte order mark; characters that cannot be read become U+FFFD.

    UTF-8 goes through untouched, invalid bytes included, so that raw text stays what was received.
    """
    if encoding in _UTF8:
        return data.removeprefix(codecs.BOM_UTF8)
    return data.decode(_ordered(encoding, data), "replace").removeprefix("\ufeff").encode("utf-8", "replace")


def encoding_title(encoding: str) -> str:
    """The name of a codec for people: "UTF-8", "Windows-1252 (Western)", else the codec in capitals."""
    known = {codecs.lookup(codec).name: title for codec, title in ENCODINGS}
    return known.get(_codec_name(encoding.removesuffix("-sig")) or "", encoding.upper())


def is_utf8_codec(encoding: str) -> bool:
    """Whether text in this encoding is UTF-8 as it stands, with a byte order mark or without."""
    return encoding in _UTF8


def transcoded(source: Source, encoding: str, report: Report) -> Iterator[bytes]:
    """The same as ``to_utf8`` in pieces, for a text of any size."""
    decoder = codecs.getincrementaldecoder(_ordered(encoding, source))("replace")
    for at in range(0, len(source), PIECE):
        text = decoder.decode(source[at : at + PIECE])
        yield (text if at else text.removeprefix("\ufeff")).encode("utf-8", "replace")
        report(at / len(source))
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def _codec_name(label: str) -> str | None:
    try:
        found = codecs.lookup(label)
        # Codecs such as "hex" turn bytes into bytes, and "idna" cannot pass over what it does not know.
        "x".encode(found.name)
        codecs.getincrementaldecoder(found.name)("replace").decode(b"x\xff", True).encode("utf-8", "replace")
    except (LookupError, ValueError, TypeError, AttributeError):
        return None
    return found.name


def _ordered(encoding: str, source: Source) -> str:
    """The codec that knows the order of the bytes where no mark tells it: little-endian is what is met."""
    if encoding not in ("utf-16", "utf-32") or source[:4].startswith(_WIDE_MARKS):
        return encoding
    return f"{encoding}-le"


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: half of its first bytes are zero, and no other."""
    start = sample[:64]
    if len(start) >= 4 and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 4 and not any(start[::2]) and all(start[1::2]) else None


def _is_utf8(sample: bytes) -> bool:
    try:
        # The sample may end inside a character; the incremental decoder lets that pass.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True
