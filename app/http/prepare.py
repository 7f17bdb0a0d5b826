"""From a request without variables to one that can be written on the wire, headers and all."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import httpx

from app import __version__
from app.errors import AppError, InvalidRequest
from app.http.address import Address, read_address
from app.http.bodies import FORM, MULTIPART, content_of, guess_type
from app.http.content import Content
from app.http.schemes import auth_header, with_auth_query
from app.model.auth import Auth, BasicAuth, InheritAuth, NoAuth
from app.model.body import CONTENT_TYPES, Body, FormBody, MultipartBody, NoBody, TextBody
from app.model.exchange import Header
from app.model.field import Field
from app.model.request import Request
from app.template.resolve import Resolved
from app.wire.timeline import Timeline

LATER = "calculated when sent"
ACCEPT_ENCODING = "gzip, deflate, br, zstd"
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_NOT_IN_VALUE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
# RFC 9110 section 8.6: these say Content-Length: 0 when they carry nothing.
_EXPECT_BODY = frozenset({"POST", "PUT", "PATCH"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request as it goes on the wire: ``headers`` are all its lines in order."""

    resolved: Resolved
    address: Address
    headers: tuple[Header, ...]
    content: Content

    def request(self, timeline: Timeline, on_sent: Callable[[int], None]) -> httpx.Request:
        """The request for one try; ``on_sent`` hears of the bytes of the body as they leave."""
        request = httpx.Request(
            self.resolved.method,
            self.address.base,
            headers=[(name.encode("ascii"), value.encode("utf-8")) for name, value in self.headers],
            stream=_Stream(self.content, on_sent),
            extensions={
                "timeline": timeline,
                "target": self.address.target.encode("ascii"),
                "length": self.content.length,
            },
        )
        # httpx writes methods in capitals; RFC 9110 section 9.1 tells them apart by case.
        request.method = self.resolved.method
        return request


class _Stream(httpx.AsyncByteStream):
    def __init__(self, content: Content, on_sent: Callable[[int], None]) -> None:
        self._content = content
        self._on_sent = on_sent

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._content.chunks():
            yield chunk
            self._on_sent(len(chunk))


@dataclass(frozen=True, slots=True)
class _Automatic:
    """What the automatic headers are made of; texts, because a draft may not know them yet."""

    host: str
    auth: Header | None
    content_type: str
    length: str


def prepare(resolved: Resolved, cookie: str | None = None) -> Prepared:
    """Make a request ready; ``cookie`` is what the jar adds. Opens no connection.

    Raises:
        InvalidRequest: a malformed URL, a missing file, an illegal header or method.
    """
    if not _TOKEN.match(resolved.method):
        raise InvalidRequest(f"{resolved.method!r} is not a method.", "Use letters only, such as GET.")
    address = read_address(resolved.url)
    auth = _effective_auth(resolved.auth, address)
    content = content_of(resolved.body, resolved.base, _typed(resolved.headers, "content-type"))
    stated = str(content.length) if content.media_type or resolved.method in _EXPECT_BODY else ""
    parts = _Automatic(address.authority, auth_header(auth), content.media_type, stated)
    lines = [*_automatic(parts, resolved.headers, resolved.omitted), *_cookie_line(resolved, cookie)]
    lines += [(row.name, row.value) for row in resolved.headers if row.enabled and (row.name or row.value)]
    for line in lines:
        _check(line)
    address = replace(address, target=with_auth_query(address.target, auth))
    return Prepared(resolved, address, tuple(lines), content)


def automatic_headers(request: Request | Resolved) -> tuple[Header, ...]:
    """The headers that are added to those that were typed, for showing: values that only the moment of
    sending knows read "calculated when sent". Never raises."""
    content_type, length = _draft_body(request.body)
    if not length and request.method in _EXPECT_BODY:
        length = "0"
    parts = _Automatic(_draft_host(request.url), _draft_auth(request.auth), content_type, length)
    return tuple(_automatic(parts, request.headers, request.omitted))


def _automatic(parts: _Automatic, typed: tuple[Field, ...], omitted: tuple[str, ...]) -> list[Header]:
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


def _cookie_line(resolved: Resolved, cookie: str | None) -> list[Header]:
    taken = _typed(resolved.headers, "cookie") or "cookie" in resolved.omitted
    return [("Cookie", cookie)] if cookie and not taken else []


def _effective_auth(auth: Auth, address: Address) -> Auth:
    if isinstance(auth, NoAuth | InheritAuth) and address.username is not None:
        return BasicAuth(address.username, address.password)
    return auth


def _typed(headers: tuple[Field, ...], name: str) -> str:
    return next((row.value for row in headers if row.enabled and row.name.lower() == name), "")


def _check(line: Header) -> None:
    name, value = line
    if not _TOKEN.match(name):
        raise InvalidRequest(
            f"{name!r} is not a header name.", "Use letters, digits and hyphens, no spaces or colons."
        )
    if wrong := _NOT_IN_VALUE.search(value):
        place = f"U+{ord(wrong.group()):04X} at position {wrong.start() + 1}"
        raise InvalidRequest(f"The header {name} holds a control character ({place}).", "Remove it.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise InvalidRequest(f"The header {name} holds half a character.", "Remove it.")


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
