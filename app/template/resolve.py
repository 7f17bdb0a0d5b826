"""From a request as typed to one with no variables left and everything inherited in place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.model.auth import Auth
from app.model.body import Body
from app.model.field import Field
from app.model.request import Travel


@dataclass(frozen=True, slots=True)
class Resolved:
    """A request with no variables left: text as it goes out, auth and headers inherited.

    ``url`` has path parameters filled in. ``headers`` are the enabled rows in order, inherited ones
    first. ``base`` is the folder that relative file paths start from. ``secrets`` are the values of the
    secret variables that were used: whatever shows or writes the request masks them. Made by
    ``resolve`` only; the sender takes nothing else.
    """

    method: str
    url: str
    headers: tuple[Field, ...]
    omitted: tuple[str, ...]
    body: Body
    auth: Auth
    travel: Travel
    base: Path | None = None
    secrets: tuple[str, ...] = ()
