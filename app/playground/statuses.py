"""Any status on request, caching by ETag, and two answers that are wrong on purpose."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.playground.answers import answer_json
from app.playground.endpoint import ANY, Endpoint
from app.playground.parameters import path_integer
from app.playground.problems import reason_phrase

_ETAG = '"playground-1"'
_WITHOUT_BODY = (204, 205, 304)


async def answer_status(request: Request) -> Response:
    """The status of the path, with the headers that belong to it."""
    status = path_integer(request, "n", 200, 599)
    if status in _WITHOUT_BODY:
        return Response(status_code=status, headers=_usual_headers(status))
    return answer_json({"status": status, "reason": reason_phrase(status)}, status, _usual_headers(status))


async def answer_cached(request: Request) -> Response:
    """304 where the client names the current ETag, else the content (RFC 9110 section 13)."""
    validators = {
        "ETag": _ETAG,
        "Cache-Control": "max-age=60",
        "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT",
    }
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if _ETAG in known or "*" in known:
        return Response(status_code=304, headers=validators)
    return answer_json({"cached": False, "etag": _ETAG}, headers=validators)


async def answer_truncated(_request: Request) -> ASGIApp:
    """Promise 1000 bytes, send 100, and end."""
    return _send_too_little


async def answer_wrong_type(_request: Request) -> Response:
    """HTML that says it is JSON."""
    return HTMLResponse(
        "<!doctype html>\n<title>Not JSON</title>\n<p>The type is a lie.\n", media_type="application/json"
    )


async def _send_too_little(scope: Scope, _receive: Receive, send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"1000")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    # Returning without an end makes Hypercorn close an HTTP/1.1 connection. An HTTP/2 stream would stay
    # open for ever, so there the stream ends, short of what was promised.
    more = scope["http_version"] != "2"
    await send({"type": "http.response.body", "body": b"x" * 100, "more_body": more})


def _usual_headers(status: int) -> dict[str, str]:
    if status in (301, 302, 303, 307, 308):
        return {"Location": "/anything"}
    if status == 401:
        return {"WWW-Authenticate": 'Basic realm="playground"'}
    if status == 405:
        return {"Allow": "GET"}
    return {"Retry-After": "1"} if status in (429, 503) else {}


ENDPOINTS = (
    Endpoint(
        "/status/{n:int}", "Answer with this status, 200 to 599.", answer_status, ANY, example="/status/418"
    ),
    Endpoint("/cache", "An ETag; 304 to a request that names it in If-None-Match.", answer_cached),
    Endpoint("/truncated", "Promises 1000 bytes, sends 100 and closes.", answer_truncated),
    Endpoint("/wrong-type", "HTML that says application/json.", answer_wrong_type),
)
