"""How a request proves who sends it: one value per scheme, as typed (variables unresolved)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class NoAuth:
    """Nothing is added."""


@dataclass(frozen=True, slots=True)
class InheritAuth:
    """The nearest folder's auth, or the collection's, applies."""


@dataclass(frozen=True, slots=True)
class BasicAuth:
    """RFC 7617: ``Authorization: Basic base64(username:password)`` in UTF-8."""

    username: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class BearerAuth:
    """RFC 6750: ``Authorization: Bearer token``."""

    token: str = ""


@dataclass(frozen=True, slots=True)
class ApiKeyAuth:
    """A named key in a header or in the query."""

    key: str = ""
    value: str = ""
    placement: Literal["header", "query"] = "header"


@dataclass(frozen=True, slots=True)
class OtherAuth:
    """A scheme that files may hold and Sonde keeps, but cannot apply yet (digest, oauth2, ...)."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)


Auth = NoAuth | InheritAuth | BasicAuth | BearerAuth | ApiKeyAuth | OtherAuth

# The fields whose literal text is a secret, by scheme; typed literals move to the OS keyring.
SECRET_FIELDS: dict[type, tuple[str, ...]] = {
    BasicAuth: ("password",),
    BearerAuth: ("token",),
    ApiKeyAuth: ("value",),
}
