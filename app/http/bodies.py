"""From a body as edited to the content that goes out: text, forms, multipart and files."""

from __future__ import annotations

import mimetypes
import re
import secrets
from pathlib import Path
from typing import assert_never
from urllib.parse import quote_plus

from app.errors import InvalidRequest
from app.http.content import Content, FilePiece
from app.model.body import CONTENT_TYPES, Body, FileBody, FormBody, MultipartBody, NoBody, Part, TextBody
from app.model.field import Field

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
_ANY = "application/octet-stream"
_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]+)"|([^\s;"]+))', re.IGNORECASE)


def content_of(body: Body, base: Path | None, content_type: str = "") -> Content:
    """The content of a body. ``base`` is where relative paths start; ``content_type`` the value of a
    Content-Type header that the user typed, whose boundary is respected.

    Raises:
        InvalidRequest: a file is missing or cannot be read; names the file and the part.
    """
    match body:
        case NoBody():
            return Content()
        case TextBody(kind, text):
            return Content(CONTENT_TYPES[kind], (_utf8(text),))
        case FormBody(fields):
            return Content(FORM, (form_text(fields).encode("ascii"),))
        case MultipartBody(parts):
            return _multipart(parts, base, _boundary(content_type))
        case FileBody(path, media_type):
            piece = _file(path, base, "the body")
            return Content(media_type or guess_type(path), (piece,))
        case _:
            assert_never(body)


def form_text(fields: tuple[Field, ...]) -> str:
    """Rows as browsers write them (URL standard, application/x-www-form-urlencoded serializing)."""
    return "&".join(f"{_form_word(row.name)}={_form_word(row.value)}" for row in fields if row.enabled)


def guess_type(path: str) -> str:
    """The media type that a file name suggests."""
    return mimetypes.guess_type(path)[0] or _ANY


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        place = f"U+{ord(text[error.start]):04X} at position {error.start + 1}"
        raise InvalidRequest(f"The body holds half a character ({place}).", "Remove it.") from error


def _form_word(text: str) -> str:
    return quote_plus(_utf8(text), safe="*").replace("~", "%7E")


def _boundary(content_type: str) -> str:
    match = _BOUNDARY.search(content_type)
    return (match[1] or match[2]) if match else f"----sonde-{secrets.token_hex(12)}"


def _multipart(parts: tuple[Part, ...], base: Path | None, boundary: str) -> Content:
    pieces: list[bytes | FilePiece] = []
    for part in parts:
        if not part.enabled:
            continue
        for head, piece in _part(part, base):
            pieces += [f"--{boundary}\r\n{head}\r\n\r\n".encode(), piece, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    return Content(f"{MULTIPART}; boundary={boundary}", tuple(_joined(pieces)))


def _part(part: Part, base: Path | None) -> list[tuple[str, bytes | FilePiece]]:
    disposition = f'Content-Disposition: form-data; name="{_quoted(part.name)}"'
    if not part.is_file:
        media_type = f"\r\nContent-Type: {_line(part.content_type)}" if part.content_type else ""
        return [(disposition + media_type, _utf8(part.value))]
    if not part.files:
        raise InvalidRequest(f'The part "{part.name}" has no file.', "Choose a file, or switch the row off.")
    out: list[tuple[str, bytes | FilePiece]] = []
    for path in part.files:
        piece = _file(path, base, f'the part "{part.name}"')
        media_type = _line(part.content_type) or guess_type(path)
        name = _quoted(piece.path.name)
        out.append((f'{disposition}; filename="{name}"\r\nContent-Type: {media_type}', piece))
    return out


def _quoted(text: str) -> str:
    """A name inside quotes, escaped as browsers do (HTML standard; RFC 7578 section 2)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _line(text: str) -> str:
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text):
        raise InvalidRequest(f"The content type {text!r} of a part holds a control character.", "Remove it.")
    return text


def _joined(pieces: list[bytes | FilePiece]) -> list[bytes | FilePiece]:
    """Neighbouring bytes in one piece, so that small parts do not become small packets."""
    out: list[bytes | FilePiece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if isinstance(piece, bytes) and isinstance(last, bytes):
            out[-1] = last + piece
        else:
            out.append(piece)
    return out


def _file(path: str, base: Path | None, where: str) -> FilePiece:
    if not path:
        raise InvalidRequest(f"No file is chosen for {where}.", "Choose a file.")
    full = locate(path, base)
    if full.is_dir():
        raise InvalidRequest(f"{full} for {where} is a folder.", "Choose a file.")
    try:
        with full.open("rb"):
            return FilePiece(full, full.stat().st_size)
    except FileNotFoundError as error:
        raise InvalidRequest(
            f"The file {full} for {where} does not exist.", "Choose another file."
        ) from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InvalidRequest(
            f"The file {full} for {where} cannot be read: {reason}.", "Check its permissions."
        ) from error


def locate(path: str, base: Path | None) -> Path:
    """A path as typed, made absolute: ``~`` is the home, a relative one starts at ``base``."""
    found = Path(path).expanduser()
    return found if base is None else base / found
