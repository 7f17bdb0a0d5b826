"""How each kind of auth shows itself in a request; pure functions, no I/O."""

from __future__ import annotations

import base64
import re
from typing import assert_never
from urllib.parse import quote

from app.errors import InvalidRequest
from app.model.auth import ApiKeyAuth, Auth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth
from app.model.exchange import Header

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def auth_header(auth: Auth) -> Header | None:
    """The header line that a scheme adds, or None.

    Raises:
        InvalidRequest: the values cannot be sent, or the scheme is not supported.
    """
    match auth:
        case NoAuth() | InheritAuth():
            return None
        case BasicAuth(username, password):
            return ("Authorization", basic(username, password))
        case BearerAuth(token):
            return ("Authorization", f"Bearer {token}")
        case ApiKeyAuth(key, value, placement):
            return (key, value) if placement == "header" and key else None
        case OtherAuth(kind):
            raise InvalidRequest(
                f"{kind.capitalize()} authentication is not supported yet.",
                "Choose another scheme, or type the header yourself.",
            )
        case _:
            assert_never(auth)


def auth_query(auth: Auth) -> str:
    """The ``name=value`` piece that a scheme adds to the query, encoded, or empty."""
    if isinstance(auth, ApiKeyAuth) and auth.placement == "query" and auth.key:
        return f"{quote(auth.key, safe='')}={quote(auth.value, safe='')}"
    return ""


def with_auth_query(target: str, auth: Auth) -> str:
    """A request target with the query piece of ``auth`` at its end."""
    piece = auth_query(auth)
    if not piece:
        return target
    if "?" not in target:
        return f"{target}?{piece}"
    return f"{target}{'' if target.endswith(('?', '&')) else '&'}{piece}"


def basic(username: str, password: str) -> str:
    """The value of Authorization for user name and password, in UTF-8 (RFC 7617 section 2).

    Raises:
        InvalidRequest: a colon in the user name or a control character, which the scheme cannot carry.
    """
    if ":" in username:
        raise InvalidRequest(
            "The user name of Basic auth holds a colon.", "Remove it: the scheme forbids it."
        )
    if _CONTROL.search(username + password):
        raise InvalidRequest("User name or password of Basic auth holds a control character.", "Remove it.")
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode("ascii")
