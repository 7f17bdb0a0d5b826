"""Which preview a body has: by its media type, and by its first bytes where the type says nothing."""

from __future__ import annotations

import re
from typing import Final, Literal

from app.format.languages import SAMPLE_SIZE, binary_name
from app.format.reading import Reading

Kind = Literal["picture", "svg", "html", "markdown", "pdf", "multipart", "archive", "file"]
"""``file`` is what only another program can show: sound, film, fonts."""

_BY_TYPE: Final[dict[str, Kind]] = {
    "image/svg+xml": "svg",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/pdf": "pdf",
    "application/zip": "archive",
    "application/x-zip-compressed": "archive",
}
_BY_START: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"icns", "picture"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b", "file"),
    (b"OggS", "file"),
    (b"ID3", "file"),
    (b"fLaC", "file"),
    (b"wOFF", "file"),
    (b"wOF2", "file"),
    (b"\x1aE\xdf\xa3", "file"),
    (b"7z\xbc\xaf\x27\x1c", "file"),
    (b"Rar!", "file"),
)
_BY_FAMILY: Final[dict[str, Kind]] = {"image": "picture", "audio": "file", "video": "file", "font": "file"}
_PLAIN_PICTURES: Final = (b"P1", b"P2", b"P3", b"P4", b"P5", b"P6")  # portable bitmaps may look like text
_SVG_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s/>]", re.DOTALL
)
_HTML_START: Final = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)


def kind_of(reading: Reading) -> Kind | None:
    """Which preview a body has, None where there is none. Reads a few KB of the body at most."""
    media_type = reading.media_type
    if not reading.payload.size:
        return None
    if media_type.startswith("multipart/"):
        return "multipart"
    sample = reading.payload.read(SAMPLE_SIZE)
    # What the bytes say goes first: a PNG that is declared a JPEG is a PNG all the same.
    if not reading.binary:
        return _kind_of_text(reading, sample)
    return _kind_of_bytes(sample) or _kind_of_type(media_type)


def can_preview(reading: Reading) -> bool:
    """Whether a body has a preview."""
    return kind_of(reading) is not None


def name_of(reading: Reading, kind: Kind) -> str:
    """What a body is in words: "PNG image", "ZIP archive", "Multipart body"."""
    if kind in _NAMES:
        return _NAMES[kind]
    return binary_name(reading.media_type, reading.payload.read(SAMPLE_SIZE))


_NAMES: Final[dict[Kind, str]] = {
    "svg": "SVG image",
    "html": "HTML page",
    "markdown": "Markdown text",
    "pdf": "PDF document",
    "multipart": "Multipart body",
}


def _kind_of_bytes(sample: bytes) -> Kind | None:
    for start, kind in _BY_START:
        if sample.startswith(start):
            return kind
    if sample.startswith(b"RIFF"):
        return "picture" if sample[8:12] == b"WEBP" else "file"
    return "file" if sample[4:8] == b"ftyp" else None


def _kind_of_text(reading: Reading, sample: bytes) -> Kind | None:
    if sample.startswith(b"%PDF-"):
        return "pdf"
    declared = _kind_of_type(reading.media_type)
    if declared in ("html", "markdown"):
        return declared
    if _SVG_START.match(sample) or (declared == "svg" and reading.language == "xml"):
        return "svg"
    # An error page that claims to be JSON or a picture is the page that it looks like.
    if reading.language == "html" or _HTML_START.match(sample):
        return "html"
    if declared == "picture" and sample.startswith(_PLAIN_PICTURES):
        return "picture"
    return "pdf" if declared == "pdf" else None


def _kind_of_type(media_type: str) -> Kind | None:
    return _BY_TYPE.get(media_type) or _BY_FAMILY.get(media_type.partition("/")[0])
