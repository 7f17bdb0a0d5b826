"""A request as typed: what the editor shows and the file holds. Variables are not resolved here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.model.auth import Auth, InheritAuth
from app.model.body import Body, NoBody
from app.model.field import Field

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

HttpVersion = Literal["auto", "1.1", "2"]


@dataclass(frozen=True, slots=True)
class Options:
    """How the request travels. None means: as the settings say.

    ``timeout`` is the whole exchange in milliseconds, 0 for no limit.
    """

    http_version: HttpVersion = "auto"
    timeout: int | None = None
    follow_redirects: bool | None = None
    max_redirects: int | None = None
    verify: bool | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request as typed.

    ``url`` is the whole text of the URL bar, query and fragment included; it alone decides the request
    target. ``query`` has a row per query parameter in order: enabled rows mirror ``url`` (see
    ``app.model.url``), rows that are not enabled live only here. ``path`` holds the values of ``:name``
    segments. ``omitted`` names the automatic headers that are switched off, in lower case.
    """

    name: str = ""
    method: str = "GET"
    url: str = ""
    query: tuple[Field, ...] = ()
    path: tuple[Field, ...] = ()
    headers: tuple[Field, ...] = ()
    omitted: tuple[str, ...] = ()
    body: Body = NoBody()
    auth: Auth = InheritAuth()
    docs: str = ""
    options: Options = Options()
    sequence: float | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Travel:
    """Options with nothing left open: the request's own over the settings.

    ``timeout`` is the whole exchange in milliseconds, 0 for no limit; ``ca_file`` an extra trusted CA (PEM);
    ``unverified_hosts`` are ``host`` or ``host:port`` whose certificate is accepted as it is;
    ``trusted`` are pairs of ``host:port`` and a CA file (PEM) that is trusted for that server alone.
    """

    http_version: HttpVersion = "auto"
    timeout: int = 0
    follow_redirects: bool = True
    max_redirects: int = 10
    verify: bool = True
    ca_file: str = ""
    unverified_hosts: tuple[str, ...] = ()
    trusted: tuple[tuple[str, str], ...] = ()
