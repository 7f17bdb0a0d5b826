"""How an exchange ended, in the words of the tables of hostile servers; and that nothing is left behind."""

import asyncio
from contextlib import asynccontextmanager

import httpx

from app.wire.errors import trouble_of
from app.wire.timeline import Timeline
from app.wire.transport import WireTransport

# Seconds. Good answers come at once: the limit is for a test that hangs, unless it shall end the exchange.
PATIENT = {"connect": 10, "read": 10, "write": 10, "pool": 10}
HURRIED = {"connect": 0.5, "read": 0.25, "write": 0.25, "pool": 0.5}


@asynccontextmanager
async def tidy(options=None, **more):
    """A transport; when it is closed no connection, no task and no timer may be left."""
    transport = WireTransport(options, **more)
    try:
        yield transport
    finally:
        await transport.aclose()
    assert transport.connections() == (0, 0)
    left = [task for task in asyncio.all_tasks() if task.get_name() == "upload"]
    assert not left


def request_to(url, method="GET", content=b"", **extensions):
    extensions.setdefault("timeline", Timeline())
    extensions.setdefault("timeout", PATIENT)
    return httpx.Request(method, url, content=content, extensions=extensions)


def times_for(end):
    """The limits, in seconds, for an exchange that is expected to end so."""
    return HURRIED if end.startswith("timeout") else PATIENT


def told(error):
    """The trouble of an error as kind/phase; every error has one, and a sentence."""
    trouble = trouble_of(error)
    assert trouble is not None, repr(error)
    assert str(error).endswith("."), str(error)
    return f"{trouble.kind}/{trouble.phase}"


async def ending(transport, request):
    """`200 body`, or `kind/phase` of the trouble that ended it."""
    try:
        async with asyncio.timeout(20):
            response = await transport.handle_async_request(request)
            try:
                body = await response.aread()
            finally:
                await response.aclose()
    except httpx.TransportError as error:
        return told(error)
    return f"{response.status_code} {body.decode()}"
