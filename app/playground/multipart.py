"""Read a multipart form as it streams by: short texts are kept, files are only measured (RFC 7578)."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterable
from dataclasses import dataclass, field
from typing import Any

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from app.playground.problems import Problem

TEXT_LIMIT = 1024 * 1024  # bytes of one text field that are kept


@dataclass(slots=True)
class Part:
    """One part while it arrives and afterwards; ``filename`` is None for a text field."""

    headers: list[list[str]] = field(default_factory=list)
    name: str = ""
    filename: str | None = None
    content_type: str | None = None
    size: int = 0
    text: bytearray = field(default_factory=bytearray)
    digest: Any = field(default_factory=hashlib.sha256)

    def describe(self) -> dict[str, Any]:
        """The part as the playground reports a file."""
        return {
            "name": self.name,
            "filename": self.filename,
            "content_type": self.content_type,
            "size": self.size,
            "sha256": self.digest.hexdigest(),
            "headers": self.headers,
        }


class FormReader:
    """Takes a multipart body in pieces; afterwards ``parts`` holds what was in it, in order."""

    def __init__(self, boundary: bytes) -> None:
        self.parts: list[Part] = []
        self._ended = False
        self._name = bytearray()
        self._value = bytearray()
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_part_data": self._take,
                "on_header_field": self._take_name,
                "on_header_value": self._take_value,
                "on_header_end": self._keep_header,
                "on_headers_finished": self._name_part,
                "on_end": self._end,
            },
        )

    async def read(self, pieces: AsyncIterable[bytes]) -> list[Part]:
        """Read a whole body and return its parts.

        Raises:
            Problem: status 400 when it is not a whole multipart body, 413 when a text is too long.
        """
        try:
            async for piece in pieces:
                if piece:
                    self._parser.write(piece)
            self._parser.finalize()
        except FormParserError as error:
            raise Problem(400, f"The multipart body is malformed: {error}") from error
        if not self._ended:
            raise Problem(400, "The multipart body ends before its closing boundary.")
        return self.parts

    def _begin(self) -> None:
        self.parts.append(Part())

    def _take(self, data: bytes, start: int, end: int) -> None:
        part, piece = self.parts[-1], data[start:end]
        part.size += len(piece)
        part.digest.update(piece)
        if part.filename is None:
            if part.size > TEXT_LIMIT:
                raise Problem(413, f"The text field {part.name!r} is longer than {TEXT_LIMIT} bytes.")
            part.text += piece

    def _take_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _take_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _keep_header(self) -> None:
        self.parts[-1].headers.append([_decode(self._name), _decode(self._value)])
        self._name.clear()
        self._value.clear()

    def _name_part(self) -> None:
        part = self.parts[-1]
        for name, value in part.headers:
            if name.lower() == "content-disposition":
                _kind, options = parse_options_header(value.encode())
                part.name = _decode(options.get(b"name", b""))
                part.filename = _decode(options[b"filename"]) if b"filename" in options else None
            elif name.lower() == "content-type":
                part.content_type = value

    def _end(self) -> None:
        self._ended = True


def boundary_of(content_type: str) -> bytes:
    """The boundary of a multipart/form-data content type.

    Raises:
        Problem: status 400 when there is none.
    """
    _kind, options = parse_options_header(content_type.encode("latin-1"))
    if not options.get(b"boundary"):
        raise Problem(400, "The Content-Type says multipart/form-data but names no boundary.")
    return options[b"boundary"]


def _decode(text: bytes | bytearray) -> str:
    return text.decode("utf-8", "replace")
