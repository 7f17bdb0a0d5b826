"""One side of a comparison: a response, a saved one, or a file, with the facts that can be compared."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from app.format.reading import Reading, read_body
from app.model.example import Example
from app.model.exchange import Exchange, Header, Timing
from app.model.payload import EMPTY, Payload


@dataclass(frozen=True, slots=True)
class Side:
    """``status`` is None where there is none, as for a file; ``content_type`` is the whole value of the
    header; ``wire_size`` and ``header_size`` in bytes, None where nobody knows them."""

    title: str
    status: int | None = None
    reason: str = ""
    http_version: str = ""
    headers: tuple[Header, ...] = ()
    payload: Payload = EMPTY
    content_type: str = ""
    timing: Timing | None = None
    wire_size: int | None = None
    header_size: int | None = None

    def reading(self) -> Reading:
        """How the body is read by its type and its first bytes."""
        return read_body(self.payload, self.content_type)


def side_of(exchange: Exchange, title: str) -> Side:
    """The response of an exchange; one that failed before a response came has its timing alone."""
    response = exchange.response
    if response is None:
        return Side(title, timing=exchange.timing)
    return Side(
        title,
        response.status,
        response.reason,
        response.http_version,
        response.headers,
        response.body,
        response.header("content-type") or "",
        exchange.timing,
        response.wire_size,
        response.header_size,
    )


def side_of_example(example: Example, payload: Payload) -> Side:
    """A saved example; ``payload`` is the body that belongs to it. It has no timing and no sizes."""
    response = example.response
    return Side(
        f"Example: {example.name}",
        response.status or None,
        response.reason,
        headers=response.headers,
        payload=payload,
        content_type=response.content_type,
    )


def side_of_file(path: Path) -> Side:
    """A file as a body. Raises AppError where it cannot be read."""
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise AppError(
            f"{path.name} cannot be read: {error.strerror or error}.", "Choose another file."
        ) from None
    guessed, _ = mimetypes.guess_type(path.name)
    payload = Payload(size, None, path) if size else EMPTY
    return Side(path.name, payload=payload, content_type=guessed or "")
