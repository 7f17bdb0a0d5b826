"""JSON under each content coding, chosen by the path or negotiated (RFC 9110 sections 8.4 and 12.5.3)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import partial

import brotli
import zstandard
from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import encode_json
from app.playground.arrival import arrival_of
from app.playground.endpoint import Endpoint

_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    # In the order in which the playground prefers them.
    "zstd": zstandard.compress,
    "br": brotli.compress,
    "gzip": partial(gzip.compress, mtime=0),
    "deflate": zlib.compress,
}
_PATHS = {"/gzip": "gzip", "/deflate": "deflate", "/brotli": "br", "/zstd": "zstd"}


async def answer_compressed(request: Request) -> Response:
    """The coding that the path names, whatever the client accepts."""
    return _compress(request, _PATHS[request.url.path])


async def answer_negotiated(request: Request) -> Response:
    """The coding that the client likes best."""
    return _compress(request, choose_coding(request.headers.get("accept-encoding", "")))


def choose_coding(accepted: str) -> str:
    """The best coding for an Accept-Encoding header; "identity" when none of ours is acceptable."""
    weights = dict(_weigh(piece) for piece in accepted.lower().split(",") if piece.strip())
    others = weights.get("*", 0.0)
    best = max(_CODINGS, key=lambda coding: weights.get(coding, others))
    return best if weights.get(best, others) > 0 else "identity"


def _weigh(piece: str) -> tuple[str, float]:
    coding, _semicolon, parameters = piece.partition(";")
    weight = parameters.strip().removeprefix("q=")
    try:
        return coding.strip(), float(weight) if parameters.strip() else 1.0
    except ValueError:
        return coding.strip(), 0.0


def _compress(request: Request, coding: str) -> Response:
    content = {
        "coding": coding,
        "headers": arrival_of(request).header_pairs(),
        "text": "The same words again and again compress well. " * 20,
    }
    headers = {"Vary": "Accept-Encoding"}
    body = encode_json(content)
    if coding in _CODINGS:
        body = _CODINGS[coding](body)
        headers["Content-Encoding"] = coding
    return Response(body, headers=headers, media_type="application/json")


ENDPOINTS = (
    *(
        Endpoint(path, f"JSON with Content-Encoding: {coding}.", answer_compressed)
        for path, coding in _PATHS.items()
    ),
    Endpoint("/compressed", "JSON in the coding that Accept-Encoding likes best.", answer_negotiated),
)
