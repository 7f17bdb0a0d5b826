"""The header lines that nobody typed: what a send adds, and how a draft shows it before. Loads no client."""

from __future__ import annotations

from dataclasses import dataclass

from app import __version__
from app.errors import AppError
from app.http.address import read_address
from app.http.bodies import FORM, MULTIPART, content_of, guess_type
from app.http.schemes import auth_header
from app.model.auth import Auth, BasicAuth
from app.model.body import CONTENT_TYPES, Body, FormBody, MultipartBody, NoBody, TextBody
from app.model.exchange import Header
from app.model.field import Field
from app.model.request import Request
from app.template.resolve import Resolved

LATER = "calculated when sent"
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
# RFC 9110 section 8.6: these say Content-Length: 0 when they carry nothing.
EXPECT_BODY = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class Automatic:
    """What the automatic headers are made of; texts, because a draft may not know them yet."""

    host: str
    auth: Header | None
    content_type: str
    length: str


def automatic_headers(request: Request | Resolved) -> tuple[Header, ...]:
    """The headers that are added to those that were typed, for showing: values that only the moment of
    sending knows read "calculated when sent". Never raises."""
    content_type, length = _draft_body(request.body)
    if not length and request.method in EXPECT_BODY:
        length = "0"
    parts = Automatic(_draft_host(request.url), _draft_auth(request.auth), content_type, length)
    return tuple(automatic_lines(parts, request.headers, request.omitted))


def automatic_lines(parts: Automatic, typed: tuple[Field, ...], omitted: tuple[str, ...]) -> list[Header]:
    """The lines in the order they go out, without those that were typed or switched off."""
    names = {row.name.strip().lower() for row in typed if row.enabled}
    if "transfer-encoding" in names:
        names.add("content-length")
    names.update(name.lower() for name in omitted)
    rows: list[Header | None] = [
        ("Host", parts.host),
        ("User-Agent", f"sonde/{__version__}"),
        ("Accept", "*/*"),
        ("Accept-Encoding", ACCEPT_ENCODING),
        parts.auth,
        ("Content-Type", parts.content_type) if parts.content_type else None,
        ("Content-Length", parts.length) if parts.length else None,
    ]
    return [row for row in rows if row is not None and row[0].lower() not in names]


def _draft_host(url: str) -> str:
    try:
        return LATER if "{{" in url.split("://")[-1].split("/")[0] else read_address(url).authority
    except AppError:
        return LATER


def _draft_auth(auth: Auth) -> Header | None:
    if isinstance(auth, BasicAuth) and "{{" in auth.username + auth.password:
        return ("Authorization", f"Basic ({LATER})")
    try:
        return auth_header(auth)
    except AppError:
        return None


def _draft_body(body: Body) -> tuple[str, str]:
    """Content type and length of a body that may hold variables; no file is opened."""
    if isinstance(body, NoBody):
        return "", ""
    if isinstance(body, TextBody):
        return CONTENT_TYPES[body.kind], LATER if "{{" in body.text else _length(body)
    if isinstance(body, FormBody):
        words = "".join(row.name + row.value for row in body.fields)
        return FORM, LATER if "{{" in words else _length(body)
    if isinstance(body, MultipartBody):
        return f"{MULTIPART}; boundary=({LATER})", LATER
    return body.content_type or guess_type(body.path), LATER


def _length(body: TextBody | FormBody) -> str:
    try:
        return str(content_of(body, None).length)
    except AppError:
        return LATER
