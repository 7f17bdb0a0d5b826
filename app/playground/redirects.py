"""Send the client elsewhere: a chain that ends, or one step to an address of its choice."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from app.playground.endpoint import ANY, Endpoint
from app.playground.parameters import path_integer, query_integer
from app.playground.problems import Problem

_REDIRECTS = (301, 302, 303, 307, 308)


async def answer_chain(request: Request) -> Response:
    """One step of a chain of ``n`` steps of status 302 to /anything; absolute=1 writes whole URLs."""
    left = path_integer(request, "n", 0, 100)
    target = "/anything" if left <= 1 else f"/redirect/{left - 1}"
    if request.query_params.get("absolute") == "1":
        query = "" if left <= 1 else "?absolute=1"
        target = f"{request.url.scheme}://{request.url.netloc}{target}{query}"
    return redirect(target)


async def answer_elsewhere(request: Request) -> Response:
    """One redirect to ``url`` with ``status``."""
    url = request.query_params.get("url", "")
    status = query_integer(request, "status", 302, 300, 399)
    if not url:
        raise Problem(400, "Say where to: /redirect-to?url=/anything&status=307.")
    if status not in _REDIRECTS:
        raise Problem(400, f"status is {status}; it has to be one of {', '.join(map(str, _REDIRECTS))}.")
    return redirect(url, status)


def redirect(target: str, status: int = 302) -> Response:
    """An answer without a body that points to ``target``; what no header may hold is percent-encoded."""
    return Response(status_code=status, headers={"Location": quote(target, safe="%/:?#[]@!$&'()*+,;=~-._")})


ENDPOINTS = (
    Endpoint(
        "/redirect/{n:int}",
        "A chain of n redirects (302) to /anything.",
        answer_chain,
        ANY,
        example="/redirect/3",
    ),
    Endpoint(
        "/redirect-to",
        "One redirect to url with status 301, 302, 303, 307 or 308.",
        answer_elsewhere,
        ANY,
        example="/redirect-to?url=/anything&status=307",
    ),
)
