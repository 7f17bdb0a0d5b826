"""What arrived, before the framework tidies it: header names as written, the target as sent."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

_KEY = "playground.arrival"


@dataclass(frozen=True, slots=True)
class Arrival:
    """The request line and headers of one request.

    ``target`` is the request target octet for octet, but for one thing: a question mark with nothing
    behind it is lost, for Hypercorn drops it. Over HTTP/2 the header ``host`` stands for ``:authority``.
    """

    method: str
    target: bytes
    headers: tuple[tuple[bytes, bytes], ...]

    def header_pairs(self) -> list[list[str]]:
        """The headers as text, in order, repeated ones kept."""
        return [[name.decode("latin-1"), value.decode("latin-1")] for name, value in self.headers]


def arrival_of(request: Request) -> Arrival:
    """What ``KeepArrival`` noted for this request."""
    arrival = request.scope[_KEY]
    assert isinstance(arrival, Arrival)
    return arrival


class KeepArrival:
    """Note the request as received, then give the framework what it expects.

    That is: header names in lower case, and a path alone where the target was a whole URL, which a
    server has to accept (RFC 9112 section 3.2.2).
    """

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; Starlette's middleware stack calls this."""
        if scope["type"] != "lifespan":
            scope = {
                **scope,
                _KEY: _arrival(scope),
                "headers": [(name.lower(), value) for name, value in scope["headers"]],
                "path": _path_alone(scope["path"]),
            }
        await self._application(scope, receive, send)


def _arrival(scope: Scope) -> Arrival:
    query: bytes = scope["query_string"]
    target = scope["raw_path"] + (b"?" + query if query else b"")
    return Arrival(scope.get("method", "GET"), target, tuple(scope["headers"]))


def _path_alone(path: str) -> str:
    if path.startswith(("http://", "https://")):
        after_scheme = path.split("//", 1)[1]
        return "/" + after_scheme.partition("/")[2]
    return path
