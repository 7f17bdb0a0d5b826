"""The values of the history: what is handed in, a row of the list, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.model.exchange import Exchange
from app.model.request import Request

FAILED = 0
"""The status class of sends that brought no response."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request was sent from: the id and the name of its collection, its path in there, and the
    active environment; all empty for a request that belongs to none."""

    collection: str = ""
    collection_name: str = ""
    path: str = ""
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is to be kept: the exchange, the request as typed, and the secrets that must not be in it."""

    exchange: Exchange
    request: Request
    origin: Origin = Origin()
    secrets: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One send as the list shows it. ``failure`` is the kind of the failure or empty, ``ms`` the whole send
    with its redirects and retries, ``sent`` and ``received`` the bytes of the bodies; ``whole`` is False once
    the bodies were dropped to keep within the budget, or never kept."""

    id: int
    at: datetime
    origin: Origin
    method: str
    url: str
    host: str
    status: int | None
    failure: str
    ms: float
    sent: int
    received: int
    protocol: str
    pinned: bool = False
    name: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; what is left empty does not matter.

    Args:
        text: words of which each begins a word in the URL, a header, a body or the name.
        status: a status code, 1 to 5 for a class of them, `FAILED` for sends without a response.
        host: a part of the name of one.
        collection: the id of one, or its name in any case.
        since, until: the first moment, and the first one that is too late.
    """

    text: str = ""
    status: int | None = None
    host: str = ""
    method: str = ""
    collection: str = ""
    since: datetime | None = None
    until: datetime | None = None
    pinned: bool = False
