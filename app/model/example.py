"""A saved example: one request and what was answered, kept beside the request to be read and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.model.body import Body, NoBody
from app.model.exchange import Header
from app.model.field import Field

ExampleKind = Literal["json", "text", "xml", "html", "binary"]


@dataclass(frozen=True, slots=True)
class ExampleRequest:
    """What was asked, with credentials and secrets masked."""

    method: str = ""
    url: str = ""
    headers: tuple[Field, ...] = ()
    body: Body = NoBody()


@dataclass(frozen=True, slots=True)
class ExampleResponse:
    """What was answered. The body is ``text``, or where that is too long or none the ``file`` with a path
    relative to the collection."""

    status: int = 0
    reason: str = ""
    headers: tuple[Header, ...] = ()
    kind: ExampleKind = "text"
    text: str = ""
    file: str = ""

    @property
    def content_type(self) -> str:
        """The whole value of the Content-Type header, or what the kind of the body suggests."""
        named = (value for name, value in self.headers if name.lower() == "content-type")
        return next(named, _MEDIA_TYPES[self.kind])


_MEDIA_TYPES: dict[ExampleKind, str] = {
    "json": "application/json",
    "text": "text/plain",
    "xml": "application/xml",
    "html": "text/html",
    "binary": "application/octet-stream",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a request."""

    name: str = ""
    description: str = ""
    request: ExampleRequest = ExampleRequest()
    response: ExampleResponse = ExampleResponse()
