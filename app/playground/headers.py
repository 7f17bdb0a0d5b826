"""Answer with headers that the client chooses, and with measures in Server-Timing."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import answer_json
from app.playground.endpoint import ANY, Endpoint
from app.playground.problems import Problem

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
# These would break the framing of the answer itself.
_FRAMING = (
    "connection",
    "content-length",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
)


async def answer_headers(request: Request) -> Response:
    """Each pair of the query becomes a header; repeated names stay repeated, in order."""
    pairs = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    for name, value in pairs:
        check_header(name, value)
    response = answer_json({"headers": [list(pair) for pair in pairs]})
    chosen = [(name.encode("ascii"), value.encode("utf-8")) for name, value in pairs]
    replaced = {name.lower() for name, _value in chosen}
    response.raw_headers = [pair for pair in response.raw_headers if pair[0] not in replaced] + chosen
    return response


def check_header(name: str, value: str) -> None:
    """Refuse what is no header (RFC 9110 section 5) or would break the answer's framing."""
    if not _TOKEN.fullmatch(name):
        raise Problem(400, f"{name!r} cannot be a header name.")
    if name.lower() in _FRAMING:
        raise Problem(400, f"{name} cannot be chosen; it belongs to the connection.")
    if _CONTROL.search(value):
        raise Problem(400, f"The value of {name} has a control character.")


async def answer_server_timing(_request: Request) -> Response:
    """Three invented measures in milliseconds, as W3C Server Timing has them."""
    timing = 'db;dur=53.2;desc="Database", cache;desc="Cache read";dur=23.2, app;dur=47.2'
    return answer_json({"server-timing": timing}, headers={"Server-Timing": timing})


ENDPOINTS = (
    Endpoint(
        "/headers",
        "Answer with the headers of the query; repeated ones are kept.",
        answer_headers,
        ANY,
        example="/headers?X-One=1&X-One=2",
    ),
    Endpoint("/server-timing", "Measures in the Server-Timing header.", answer_server_timing),
)
