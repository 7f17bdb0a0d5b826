"""A request as typed: what the editor shows and the file holds. Variables are not resolved here."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.auth import Auth, InheritAuth
from app.model.body import Body, NoBody
from app.model.environment import Variable
from app.model.field import Field
from app.model.options import Options

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Request:
    """A request as typed.

    ``url`` is the whole text of the URL bar, query and fragment included; it alone decides the request
    target. ``query`` has a row per query parameter in order: enabled rows mirror ``url`` (see
    ``app.model.url``), rows that are not enabled live only here. ``path`` holds the values of ``:name``
    segments. ``omitted`` names the automatic headers that are switched off, in lower case. ``variables``
    are known to this request only.
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
    variables: tuple[Variable, ...] = ()
