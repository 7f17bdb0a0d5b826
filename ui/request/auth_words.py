"""The names of the ways to prove who sends a request, as people read them."""

from __future__ import annotations

from app.model.auth import ApiKeyAuth, Auth, BasicAuth, BearerAuth, InheritAuth, NoAuth, OtherAuth

_OTHERS = {
    "oauth2": "OAuth 2",
    "oauth1": "OAuth 1",
    "digest": "Digest",
    "awsv4": "AWS Signature 4",
    "ntlm": "NTLM",
    "wsse": "WSSE",
}


def auth_title(auth: Auth) -> str:
    """A short name for a badge or a list; empty where nothing is said."""
    match auth:
        case NoAuth() | InheritAuth():
            return ""
        case BasicAuth():
            return "Basic"
        case BearerAuth():
            return "Bearer"
        case ApiKeyAuth():
            return "API key"
        case OtherAuth(kind=kind):
            return _OTHERS.get(kind.lower(), kind)
