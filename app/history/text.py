"""What of an exchange can be searched: URL, header lines, and the beginnings of bodies that are text."""

from __future__ import annotations

from typing import Final

from app.format.charset import to_utf8
from app.format.reading import read_body
from app.history.bodies import Kept
from app.history.masked import mask_data
from app.model.exchange import Exchange, Header
from app.model.payload import Payload

BODY_LIMIT: Final = 256 * 1024
"""Bytes of a body that can be searched."""


def header_text(exchange: Exchange, secrets: tuple[str, ...]) -> str:
    """The header lines both ways, masked."""
    lines: list[Header] = list(exchange.request.headers)
    if exchange.response is not None:
        lines += [*exchange.response.headers, *exchange.response.trailers]
    rows = mask_data({"headers": lines}, secrets)["headers"]
    return "\n".join(f"{name}: {value}" for name, value in rows)


def body_text(kept: Kept, content_type: str) -> str:
    """The beginning of a body as text; empty when it is none."""
    reading = read_body(Payload(len(kept.head), kept.head), content_type)
    return "" if reading.binary else to_utf8(kept.head, reading.encoding).decode("utf-8", "replace")


def clean(text: str) -> str:
    """A text that the database takes: octets that are no characters become marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
