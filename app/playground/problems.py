"""How the playground says no: problem details as JSON (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import answer_json


class Problem(HTTPException):
    """A refusal: the status, a sentence for people, and members that programs can read.

    ``fields`` are header fields for the answer; unlike the framework's, a name may come twice.
    """

    def __init__(
        self, status: int, detail: str, fields: Sequence[tuple[str, str]] = (), **members: Any
    ) -> None:
        super().__init__(status, detail)
        self.fields = fields
        self.members = members


async def answer_problem(request: Request, error: Exception) -> Response:
    """Turn a raised refusal, also one of the framework's own, into application/problem+json."""
    assert isinstance(error, HTTPException)
    title = reason_phrase(error.status_code)
    content = {
        "type": "about:blank",
        "title": title,
        "status": error.status_code,
        "detail": error.detail if error.detail != title else _usual_detail(request, error.status_code),
        "instance": request.url.path,
    }
    fields: Sequence[tuple[str, str]] = ()
    if isinstance(error, Problem):
        content |= error.members
        fields = error.fields
    response = answer_json(content, error.status_code, error.headers, media_type="application/problem+json")
    for name, value in fields:
        response.headers.append(name, value)
    return response


def reason_phrase(status: int) -> str:
    """The registered words for a status code, or "Status 299" for one that nobody registered."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"


def _usual_detail(request: Request, status: int) -> str:
    if status == 404:
        return f"There is nothing at {request.url.path}; the index at / lists what there is."
    if status == 405:
        return f"{request.method} is not among the methods of {request.url.path}."
    return reason_phrase(status)
