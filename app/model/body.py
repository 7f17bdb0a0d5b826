"""What a request carries: one value per kind of body, as typed (variables unresolved)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.model.field import Field

TextKind = Literal["json", "xml", "text", "sparql"]

CONTENT_TYPES: dict[str, str] = {
    "json": "application/json",
    "xml": "application/xml",
    "text": "text/plain; charset=utf-8",
    "sparql": "application/sparql-query",
}


@dataclass(frozen=True, slots=True)
class NoBody:
    """No body, and no Content-Length for methods that expect none."""


@dataclass(frozen=True, slots=True)
class TextBody:
    """Text that is sent as UTF-8, exactly as typed after ``{{variables}}`` are replaced."""

    kind: TextKind = "json"
    text: str = ""


@dataclass(frozen=True, slots=True)
class FormBody:
    """``application/x-www-form-urlencoded`` rows, in order, duplicates kept."""

    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart body: text, or one or more files by path."""

    name: str = ""
    value: str = ""
    files: tuple[str, ...] = ()
    is_file: bool = False
    content_type: str = ""
    enabled: bool = True
    description: str = ""


@dataclass(frozen=True, slots=True)
class MultipartBody:
    """``multipart/form-data`` (RFC 7578); files are streamed from disk when sent."""

    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class FileBody:
    """The bytes of one file, streamed from disk; the path is relative to the collection."""

    path: str = ""
    content_type: str = ""


Body = NoBody | TextBody | FormBody | MultipartBody | FileBody
