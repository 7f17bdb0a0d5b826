"""Which texts of a request are secrets by their place, and how one text takes another's place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.model.auth import SECRET_FIELDS, ApiKeyAuth, BasicAuth, BearerAuth
from app.model.options import Options
from app.model.request import Request

OPTION_FIELDS = ("proxy.password", "certificate.passphrase")


def text_at(request: Request, field: str) -> str:
    """The text of a secret field, empty where the request has no such field."""
    option, _, part = field.rpartition(".")
    holder = getattr(request.options, option) if option else request.auth
    text: str = getattr(holder, part, "")
    return text


def suggested_name(request: Request, field: str) -> str:
    """A variable name for the literal typed into a secret field of the request's auth or options."""
    if field in OPTION_FIELDS:
        return field.replace(".", "_")
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
    """The request with this text in a secret field; unchanged when the auth was switched to a scheme
    without that field meanwhile, or the option left open."""
    if field in OPTION_FIELDS:
        return replace(request, options=_place_option(request.options, field, text))
    if field not in SECRET_FIELDS.get(type(request.auth), ()):
        return request
    changes: dict[str, Any] = {field: text}
    return replace(request, auth=replace(request.auth, **changes))


def _place_option(options: Options, field: str, text: str) -> Options:
    option, _, part = field.partition(".")
    holder: Any = getattr(options, option)
    changes: dict[str, Any] = {part: text}
    inside: dict[str, Any] = {option: holder and replace(holder, **changes)}
    return replace(options, **inside)
