"""Where a redirect leads and what is left of the request when it goes there (RFC 9110 section 15.4)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from urllib.parse import urljoin

from app.errors import InvalidRequest
from app.http.address import Address, encode_for_line, read_address
from app.model.auth import ApiKeyAuth, Auth, BasicAuth, InheritAuth, NoAuth
from app.model.body import NoBody
from app.model.exchange import Exchange, Response
from app.model.field import Field
from app.template.resolve import Resolved

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What describes a body goes with it; what names the user stays with the origin it was meant for.
_OF_BODY = frozenset(
    {"content-type", "content-length", "content-encoding", "content-language", "transfer-encoding"}
)
_OF_ORIGIN = frozenset({"authorization", "cookie", "host", "proxy-authorization"})


def location(response: Response | None) -> str | None:
    """Where a response redirects to, as it says, or None when it does not."""
    if response is None or response.status not in _REDIRECTS:
        return None
    return response.header("location")


def follow(resolved: Resolved, address: Address, response: Response) -> Resolved:
    """The request of the next hop. ``address`` is where ``resolved`` went.

    Raises:
        InvalidRequest: the location is not an http or https URL.
    """
    place = encode_for_line((location(response) or "").strip())
    url = urljoin(address.text, place)
    target = read_address(url)
    if not url.lower().startswith(("http://", "https://")):
        raise InvalidRequest(f'The location "{place}" is not a URL.')
    method = _method(resolved.method, response.status)
    keeps_body = method == resolved.method
    dropped = (frozenset() if keeps_body else _OF_BODY) | (
        frozenset() if target.origin == address.origin else _OF_ORIGIN
    )
    return replace(
        resolved,
        method=method,
        url=url,
        headers=_without(resolved.headers, dropped),
        body=resolved.body if keeps_body else NoBody(),
        auth=_auth(resolved.auth, address, target),
    )


def is_downgrade(exchange: Exchange) -> bool:
    """Whether a send that began encrypted went on in clear."""
    schemes = [hop.request.url.partition(":")[0] for hop in exchange.hops]
    return ("https", "http") in pairwise(schemes)


def _method(method: str, status: int) -> str:
    if status == 303 and method != "HEAD":
        return "GET"
    return "GET" if status in (301, 302) and method == "POST" else method


def _without(headers: tuple[Field, ...], names: frozenset[str]) -> tuple[Field, ...]:
    return tuple(row for row in headers if row.name.lower() not in names)


def _auth(auth: Auth, before: Address, after: Address) -> Auth:
    if before.origin != after.origin:
        return NoAuth()
    if isinstance(auth, NoAuth | InheritAuth) and before.username is not None:
        return BasicAuth(before.username, before.password)
    # The server wrote the whole query of the location; adding the key again would double it.
    return NoAuth() if isinstance(auth, ApiKeyAuth) and auth.placement == "query" else auth
