"""From a request without variables to one that can be written on the wire, headers and all."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import httpx

from app.errors import InvalidRequest
from app.http.address import Address, read_address
from app.http.automatic import EXPECT_BODY, Automatic, automatic_lines
from app.http.bodies import content_of
from app.http.content import Content
from app.http.schemes import auth_header, with_auth_query
from app.model.auth import Auth, BasicAuth, InheritAuth, NoAuth
from app.model.exchange import Header
from app.model.field import Field
from app.model.options import Travel
from app.template.resolve import Resolved
from app.wire.timeline import Timeline

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_NOT_IN_VALUE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request as it goes on the wire: ``headers`` are all its lines in order."""

    resolved: Resolved
    address: Address
    headers: tuple[Header, ...]
    content: Content

    @property
    def typed(self) -> tuple[Header, ...]:
        """The header lines that were asked for: those that are in the list of the request."""
        return typed_lines(self.resolved)

    def request(self, timeline: Timeline, on_sent: Callable[[int], None]) -> httpx.Request:
        """The request for one try; ``on_sent`` hears of the bytes of the body as they leave."""
        request = httpx.Request(
            self.resolved.method,
            httpx.URL(scheme=self.address.scheme, host=self.address.host, port=self.address.port, path="/"),
            headers=[(name.encode("ascii"), value.encode("utf-8")) for name, value in self.headers],
            stream=_Stream(self.content, on_sent),
            extensions={
                "timeline": timeline,
                "target": self.address.target.encode("ascii"),
                "length": self.content.length,
                "timeout": _limits(self.resolved.travel),
            },
        )
        # httpx writes methods in capitals; RFC 9110 section 9.1 tells them apart by case.
        request.method = self.resolved.method
        return request


def _limits(travel: Travel) -> dict[str, float | None]:
    """The time limits as httpx names them, in seconds; None for none."""
    limits = {
        "connect": travel.connect_timeout,
        "read": travel.read_timeout,
        "write": travel.write_timeout,
        "pool": travel.pool_timeout,
    }
    return {name: limit / 1000 if limit else None for name, limit in limits.items()}


class _Stream(httpx.AsyncByteStream):
    def __init__(self, content: Content, on_sent: Callable[[int], None]) -> None:
        self._content = content
        self._on_sent = on_sent

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._content.chunks():
            yield chunk
            self._on_sent(len(chunk))


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
    stated = str(content.length) if content.media_type or resolved.method in EXPECT_BODY else ""
    parts = Automatic(address.authority, auth_header(auth), content.media_type, stated)
    lines = [*automatic_lines(parts, resolved.headers, resolved.omitted), *_cookie_line(resolved, cookie)]
    lines += typed_lines(resolved)
    for line in lines:
        _check(line)
    address = replace(address, target=with_auth_query(address.target, auth))
    return Prepared(resolved, address, tuple(lines), content)


def typed_lines(resolved: Resolved) -> tuple[Header, ...]:
    """The rows of a request that are header lines."""
    rows = resolved.headers
    return tuple((row.name, row.value) for row in rows if row.enabled and (row.name or row.value))


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
