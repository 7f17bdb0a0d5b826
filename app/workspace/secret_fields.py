"""Which texts of a request are secrets by their place, and how one text takes another's place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.model.auth import SECRET_FIELDS, ApiKeyAuth, BasicAuth, BearerAuth
from app.model.request import Request


def suggested_name(request: Request, field: str) -> str:
    """A variable name for the literal typed into a secret field of the request's auth."""
    match request.auth:
        case BasicAuth(username=username) if username and "{{" not in username:
            return f"{username}_password"
        case BasicAuth():
            return "password"
        case BearerAuth():
            return "token"
        case ApiKeyAuth(key=key) if key and "{{" not in key:
            return key
    return field


def place_text(request: Request, field: str, text: str) -> Request:
    """The request with this text in a secret field of its auth; unchanged when the auth was switched
    to a scheme without that field meanwhile."""
    if field not in SECRET_FIELDS.get(type(request.auth), ()):
        return request
    changes: dict[str, Any] = {field: text}
    return replace(request, auth=replace(request.auth, **changes))
