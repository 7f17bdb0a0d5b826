"""What a body is: which language, or binary, by its content type and its first bytes."""

from __future__ import annotations

import json
import re
from typing import Final

from app.format.tokens import Language

SAMPLE_SIZE = 4096
"""How many first bytes of a body are enough for every question asked here."""

TITLES: Final[dict[Language, str]] = {
    "json": "JSON",
    "ndjson": "NDJSON",
    "xml": "XML",
    "html": "HTML",
    "yaml": "YAML",
    "css": "CSS",
    "javascript": "JavaScript",
    "form": "Form",
    "csv": "CSV",
    "markdown": "Markdown",
    "text": "Text",
}
"""Every language by the name that people know, in the order of a menu."""

_MEDIA_TYPES: Final[dict[str, Language]] = {
    "application/json5": "json",
    "application/x-json": "json",
    "text/x-json": "json",
    "application/graphql-response": "json",
    "application/ndjson": "ndjson",
    "application/x-ndjson": "ndjson",
    "application/x-json-stream": "ndjson",
    "application/json-lines": "ndjson",
    "application/jsonlines": "ndjson",
    "application/x-jsonlines": "ndjson",
    "application/jsonl": "ndjson",
    "application/x-jsonl": "ndjson",
    "text/x-ndjson": "ndjson",
    "application/json-seq": "ndjson",
    "application/stream+json": "ndjson",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/xml-dtd": "xml",
    "application/xml-external-parsed-entity": "xml",
    "text/xsl": "xml",
    "application/yaml": "yaml",
    "application/x-yaml": "yaml",
    "text/yaml": "yaml",
    "text/x-yaml": "yaml",
    "text/vnd.yaml": "yaml",
    "text/css": "css",
    "text/javascript": "javascript",
    "application/javascript": "javascript",
    "application/x-javascript": "javascript",
    "application/ecmascript": "javascript",
    "text/ecmascript": "javascript",
    "application/x-www-form-urlencoded": "form",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/csv": "csv",
    "text/x-csv": "csv",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}
_SUFFIXES: Final[tuple[tuple[str, Language], ...]] = (
    ("+json-seq", "ndjson"),
    ("/json", "json"),
    ("+json", "json"),
    ("/xml", "xml"),
    ("+xml", "xml"),
    ("+yaml", "yaml"),
)

_HTML_START = re.compile(rb"<!doctype\s+html|<html|<head|<body", re.IGNORECASE)
_XML_START = re.compile(rb"<\?xml|<[A-Za-z_][\w:.-]*[\s/>]")
_JSON_START = re.compile(rb"\{\s*(?:[\"}]|$)|\[\s*(?:[\]\[{\"\d-]|true|false|null|$)")
_SEVERAL_VALUES = re.compile(rb"([\[{][^\n]*[\]}])[ \t\r]*\n[\s\x1e]*[\[{]")
_YAML_START = re.compile(rb"---(?:\s|$)|%YAML |(?:openapi|swagger|asyncapi|apiVersion)[ \t]*:[ \t]")
_STARTS: Final[tuple[tuple[re.Pattern[bytes], Language], ...]] = (
    (_HTML_START, "html"),
    (_XML_START, "xml"),
    (_YAML_START, "yaml"),
)
# The record separator (0x1E) begins each value of a JSON text sequence (RFC 7464).
_TEXT_CONTROLS = b"\t\n\r\f\b\x1b\x1e"
_CONTROLS = bytes(byte for byte in range(32) if byte not in _TEXT_CONTROLS)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"BM", "BMP image"),
    (b"%PDF-", "PDF document"),
    (b"PK\x03\x04", "ZIP archive"),
    (b"\x1f\x8b", "Gzip data"),
    (b"\x00asm", "WebAssembly module"),
    (b"wOF2", "WOFF2 font"),
    (b"OggS", "Ogg media"),
    (b"ID3", "MP3 audio"),
    (b"SQLite format 3\x00", "SQLite database"),
)
_FAMILIES = {"image": "image", "audio": "audio", "video": "video", "font": "font"}


def language_of(content_type: str, sample: bytes) -> Language:
    """The language of a text body: what its type declares, else what its first bytes look like.

    JSON under the type of HTML is JSON, and several values under the type of JSON are NDJSON: both are
    common mistakes of servers.

    Args:
        content_type: the media type, lower case, without parameters; empty where none came.
        sample: the first bytes of the decoded body.
    """
    declared = declared_language(content_type)
    if declared in (None, "json", "html"):
        sniffed = _sniffed_language(sample)
        if declared is None or sniffed == "ndjson" or (declared == "html" and sniffed == "json"):
            return sniffed
    return declared


def declared_language(content_type: str) -> Language | None:
    """The language that a media type names (RFC 6839 suffixes included), or None where it is silent."""
    if content_type in _MEDIA_TYPES:
        return _MEDIA_TYPES[content_type]
    for suffix, language in _SUFFIXES:
        if content_type.endswith(suffix):
            return language
    # Servers send JSON as text/plain so often that the declaration says nothing.
    if content_type.startswith("text/") and content_type != "text/plain":
        return "text"
    return None


def is_binary(sample: bytes) -> bool:
    """Whether the first bytes are of no text: they hold control characters that text does not use."""
    if sample.startswith(_UTF16_MARKS):
        return False
    return control_share(sample) > 0


def control_share(sample: bytes) -> float:
    """How many of these bytes are control characters that text does not use, from 0 to 1."""
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))


def binary_name(content_type: str, sample: bytes) -> str:
    """What a binary body is in words: "PNG image", "PDF document", "Binary data"."""
    for signature, name in _SIGNATURES:
        if sample.startswith(signature):
            return name
    if sample[:4] == b"RIFF" and sample[8:12] == b"WEBP":
        return "WebP image"
    family, _, subtype = content_type.partition("/")
    if family in _FAMILIES and subtype:
        return f"{subtype.removeprefix('x-').split('+')[0].upper()} {_FAMILIES[family]}"
    return "Binary data"


def _sniffed_language(sample: bytes) -> Language:
    start = sample.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\f\x1e")
    if _JSON_START.match(start):
        return "ndjson" if _is_value_a_line(start) else "json"
    for pattern, language in _STARTS:
        if pattern.match(start):
            return language
    return "text"


def _is_value_a_line(start: bytes) -> bool:
    """Whether the first line is a whole JSON value and another one begins after it."""
    lines = _SEVERAL_VALUES.match(start)
    if lines is None:
        return False
    try:
        json.loads(lines[1])
    except (ValueError, RecursionError):
        return False
    return True
