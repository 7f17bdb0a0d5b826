"""The kinds of bodies by their short names, and an empty body of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from app.format.languages import declared_language
from app.format.tokens import Language
from app.model.body import (
    CONTENT_TYPES,
    Body,
    FileBody,
    FormBody,
    MultipartBody,
    NoBody,
    TextBody,
    TextKind,
)
from app.model.field import Field
from app.model.request import Request

KINDS: Final = ("none", "json", "xml", "text", "form", "multipart", "file")
TEXT_KINDS: Final = ("json", "xml", "text", "sparql")

TITLES: Final = {
    "none": "None",
    "json": "JSON",
    "xml": "XML",
    "text": "Text",
    "sparql": "SPARQL",
    "form": "Form (URL encoded)",
    "multipart": "Multipart form",
    "file": "File",
}
BADGES: Final = TITLES | {"none": "", "form": "Form", "multipart": "Parts"}


def kind_of(body: Body) -> str:
    """The short name of a body's kind."""
    match body:
        case NoBody():
            return "none"
        case TextBody(kind=kind):
            return kind
        case FormBody():
            return "form"
        case MultipartBody():
            return "multipart"
        case FileBody():
            return "file"


def empty_body(kind: str) -> Body:
    """A body of a kind with nothing in it."""
    match kind:
        case "form":
            return FormBody()
        case "multipart":
            return MultipartBody()
        case "file":
            return FileBody()
        case "none":
            return NoBody()
    return TextBody(cast(TextKind, kind))


def language_of(kind: str, content_type: str = "") -> Language:
    """How the text of a kind is coloured; plain text by the Content-Type that was typed, if there is one."""
    if kind in ("json", "xml"):
        return cast(Language, kind)
    media_type = content_type.split(";")[0].strip().lower()
    return (declared_language(media_type) if kind == "text" else None) or "text"


def text_kind(media_type: str) -> TextKind:
    """The kind of text that a media type is."""
    language = declared_language(media_type.split(";")[0].strip().lower())
    return cast(TextKind, language) if language in ("json", "xml") else "text"


def typed_content_type(request: Request) -> str:
    """The Content-Type among the headers that were typed, or empty."""
    rows = (row for row in request.headers if row.enabled and row.name.lower() == "content-type")
    return next((row.value for row in rows), "")


def with_content_type(request: Request, media_type: str) -> Request:
    """The request with a Content-Type header, unless it has one or its body brings the same along."""
    body = request.body
    own = CONTENT_TYPES[body.kind] if isinstance(body, TextBody) else ""
    if not media_type or media_type == own.split(";")[0] or typed_content_type(request):
        return request
    return replace(request, headers=(*request.headers, Field("Content-Type", media_type)))
