"""Doors that open to a password, a bearer token or an API key."""

from __future__ import annotations

import base64
import binascii

from starlette.requests import Request
from starlette.responses import Response

from app.playground.answers import answer_json
from app.playground.endpoint import ANY, Endpoint
from app.playground.problems import Problem

API_KEY = "demo-key"


async def check_basic(request: Request) -> Response:
    """Let in who sends the user and password of the path (RFC 7617, UTF-8)."""
    user, password = request.path_params["user"], request.path_params["password"]
    if _basic_credentials(request) != (user, password):
        challenge = ("WWW-Authenticate", 'Basic realm="playground", charset="UTF-8"')
        raise Problem(401, "Send Basic credentials with the user and password of the path.", [challenge])
    return answer_json({"authenticated": True, "user": user})


async def check_bearer(request: Request) -> Response:
    """Let in any bearer token (RFC 6750) and show a little of it."""
    token = bearer_token(request)
    if not token:
        challenge = ("WWW-Authenticate", 'Bearer realm="playground"')
        raise Problem(401, "Send a bearer token; any will do.", [challenge])
    return answer_json({"authenticated": True, "token": mask(token)})


async def check_key(request: Request) -> Response:
    """Let in who sends the key in X-Api-Key or as api_key in the query."""
    by_header = request.headers.get("x-api-key")
    by_query = request.query_params.get("api_key")
    if API_KEY not in (by_header, by_query):
        raise Problem(401, f'Send the key "{API_KEY}" in the header X-Api-Key or as api_key in the query.')
    return answer_json({"authenticated": True, "in": "header" if by_header == API_KEY else "query"})


def bearer_token(request: Request) -> str:
    """The token of the Authorization header; empty where there is none."""
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def mask(secret: str) -> str:
    """The first characters of a secret and its length in asterisks; short secrets are all asterisks."""
    shown = secret[:3] if len(secret) >= 8 else ""
    return shown + "*" * (len(secret) - len(shown))


def _basic_credentials(request: Request) -> tuple[str, str] | None:
    scheme, _space, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    user, _colon, password = text.partition(":")
    return user, password


ENDPOINTS = (
    Endpoint(
        "/basic-auth/{user}/{password}",
        "Basic authentication with this user and password.",
        check_basic,
        ANY,
        example="/basic-auth/ada/lovelace",
    ),
    Endpoint("/bearer", "Any bearer token; it comes back masked.", check_bearer, ANY),
    Endpoint(
        "/api-key",
        f'The key "{API_KEY}" in X-Api-Key or api_key.',
        check_key,
        ANY,
        example=f"/api-key?api_key={API_KEY}",
    ),
)
