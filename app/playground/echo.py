"""Endpoints that tell the client what it sent: the whole request, a form, or only a measure of the body."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import answer_json
from app.playground.arrival import arrival_of
from app.playground.endpoint import ANY, Endpoint
from app.playground.multipart import FormReader, boundary_of
from app.playground.problems import Problem

ECHO_LIMIT = 16 * 1024 * 1024  # bytes of body that are held to be echoed
_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


async def echo_anything(request: Request) -> Response:
    """Everything about the request."""
    body = await _read_body(request)
    form: dict[str, Any] = {"form": [], "files": []}
    if media_type(request) in (_URLENCODED, _MULTIPART):
        form = await _parse_form(request, _once(body))
    return answer_json(describe_request(request) | describe_body(request, body) | form)


async def echo_form(request: Request) -> Response:
    """The fields and files of a form; a file is measured while it arrives, never held."""
    if media_type(request) not in (_URLENCODED, _MULTIPART):
        raise Problem(415, f"Send a form: {_URLENCODED} or {_MULTIPART}.")
    return answer_json(await _parse_form(request, request.stream()))


async def measure_upload(request: Request) -> Response:
    """Size and SHA-256 of the raw body, in constant memory."""
    digest, size = hashlib.sha256(), 0
    async for piece in request.stream():
        digest.update(piece)
        size += len(piece)
    content_type = request.headers.get("content-type")
    return answer_json({"size": size, "sha256": digest.hexdigest(), "content_type": content_type})


def describe_request(request: Request) -> dict[str, Any]:
    """Request line, headers and connection, as they arrived."""
    arrival = arrival_of(request)
    client = request.client
    return {
        "method": arrival.method,
        "target": arrival.target.decode("latin-1"),
        "path": request.url.path,
        "query": _pairs(request.scope["query_string"].decode("latin-1")),
        "http_version": request.scope["http_version"],
        "scheme": request.scope["scheme"],
        "client": None if client is None else {"host": client.host, "port": client.port},
        "headers": arrival.header_pairs(),
    }


def describe_body(request: Request, body: bytes) -> dict[str, Any]:
    """The body as text, as base64, measured, and as JSON where it is JSON."""
    return {
        "body": _text(request, body),
        "body_base64": base64.b64encode(body).decode("ascii"),
        "body_size": len(body),
        "body_sha256": hashlib.sha256(body).hexdigest(),
        "json": _parse_json(body),
    }


def media_type(request: Request) -> str:
    """The media type of the request without its parameters, in lower case."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _read_body(request: Request) -> bytes:
    """The whole body; a body that is too large is refused only once it has arrived."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size <= ECHO_LIMIT:
            pieces.append(piece)
        else:
            pieces.clear()
    if size > ECHO_LIMIT:
        raise Problem(413, f"A body of {size} bytes is too large to be echoed; send it to /upload.")
    return b"".join(pieces)


async def _parse_form(request: Request, pieces: AsyncIterator[bytes]) -> dict[str, Any]:
    if media_type(request) == _MULTIPART:
        parts = await FormReader(boundary_of(request.headers["content-type"])).read(pieces)
        fields = [
            [part.name, part.text.decode("utf-8", "replace")] for part in parts if part.filename is None
        ]
        files = [part.describe() for part in parts if part.filename is not None]
        return {"form": fields, "files": files}
    body = bytearray()
    async for piece in pieces:
        body += piece
        if len(body) > ECHO_LIMIT:
            raise Problem(413, "The urlencoded form is too large to be echoed.")
    return {"form": _pairs(body.decode("latin-1")), "files": []}


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body


def _pairs(text: str) -> list[list[str]]:
    """Name and value of each urlencoded pair, in order, empty values kept."""
    return [list(pair) for pair in parse_qsl(text, keep_blank_values=True, errors="replace")]


def _text(request: Request, body: bytes) -> str:
    parameters = request.headers.get("content-type", "").lower()
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(' "') or "utf-8"
    try:
        return body.decode(charset, "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def _parse_json(body: bytes) -> Any:
    """The value of a JSON body; None for anything else, and for what JSON has no number for."""
    try:
        return json.loads(body, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        return None


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON.")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is out of range.")
    return value


ENDPOINTS = (
    Endpoint(
        "/anything", "Echo the whole request: target, headers, body, form, files.", echo_anything, ANY, True
    ),
    Endpoint(
        "/anything/{rest:path}",
        "The same, for every path below.",
        echo_anything,
        ANY,
        True,
        "/anything/a/b?c=d",
    ),
    Endpoint(
        "/forms",
        "The fields of a form; its files as size and SHA-256, measured as they stream by.",
        echo_form,
        ("POST", "PUT", "PATCH"),
        True,
    ),
    Endpoint("/upload", "Size and SHA-256 of the raw body, of any size.", measure_upload, ANY, True),
)
