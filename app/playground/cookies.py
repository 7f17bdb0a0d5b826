"""Set, show and delete cookies (RFC 6265)."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import answer_json
from app.playground.arrival import arrival_of
from app.playground.endpoint import Endpoint
from app.playground.headers import check_header
from app.playground.problems import Problem
from app.playground.redirects import redirect

_EPOCH = "Thu, 01 Jan 1970 00:00:00 GMT"
_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*")


async def show_cookies(request: Request) -> Response:
    """The cookies that came, as an object; a repeated name keeps its last value."""
    cookies: dict[str, str] = {}
    for name, value in arrival_of(request).headers:
        if name.lower() == b"cookie":
            cookies |= _parse(value.decode("latin-1"))
    return answer_json({"cookies": cookies})


async def set_cookies(request: Request) -> Response:
    """Set each pair of the query as a session cookie, then go to /cookies."""
    response = redirect("/cookies")
    for name, value in request.query_params.multi_items():
        check_header(name, value)
        if not _VALUE.fullmatch(value):
            raise Problem(400, f"The value of the cookie {name} has a character that no cookie may have.")
        response.headers.append("Set-Cookie", f"{name}={value}; Path=/")
    return response


async def delete_cookies(request: Request) -> Response:
    """Let each name of the query expire, then go to /cookies."""
    response = redirect("/cookies")
    for name, _value in request.query_params.multi_items():
        check_header(name, "")
        response.headers.append("Set-Cookie", f"{name}=; Path=/; Max-Age=0; Expires={_EPOCH}")
    return response


def _parse(header: str) -> dict[str, str]:
    pairs = (piece.partition("=") for piece in header.split(";"))
    return {name.strip(): value.strip() for name, _equals, value in pairs if name.strip()}


ENDPOINTS = (
    Endpoint("/cookies", "The cookies that came.", show_cookies),
    Endpoint("/cookies/set", "Set the cookies of the query.", set_cookies, example="/cookies/set?name=value"),
    Endpoint(
        "/cookies/delete", "Delete the cookies of the query.", delete_cookies, example="/cookies/delete?name"
    ),
)
