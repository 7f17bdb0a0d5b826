"""A sender with fresh clients and spool, and requests for it."""

import asyncio
from contextlib import asynccontextmanager

from app.http.clients import Clients
from app.http.payload import Spool
from app.http.sender import Sender
from app.model.auth import NoAuth
from app.model.body import NoBody
from app.model.field import Field
from app.model.request import Travel
from app.template.resolve import Resolved


def resolved(url, method="GET", headers=(), body=None, **more):
    """A request without variables; headers as pairs."""
    travel = more.pop("travel", Travel())
    return Resolved(
        method=method,
        url=url,
        headers=tuple(Field(name, value) for name, value in headers),
        omitted=more.pop("omitted", ()),
        body=body or NoBody(),
        auth=more.pop("auth", NoAuth()),
        travel=travel,
        **more,
    )


@asynccontextmanager
async def sending(folder=None):
    """A sender; its connections and its spool are closed in the end."""
    clients, spool = Clients(), Spool(folder)
    try:
        yield Sender(clients, spool)
    finally:
        await clients.aclose()
        spool.close()
        await asyncio.sleep(0)
