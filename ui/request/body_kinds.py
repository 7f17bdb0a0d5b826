"""The kinds of bodies by their short names, and an empty body of each."""

from __future__ import annotations

from typing import Final, cast

from app.format.tokens import Language
from app.model.body import Body, FileBody, FormBody, MultipartBody, NoBody, TextBody, TextKind

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


def language_of(kind: str) -> Language:
    """How the text of a kind is coloured."""
    return cast(Language, kind) if kind in ("json", "xml") else "text"
