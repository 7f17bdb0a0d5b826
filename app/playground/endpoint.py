"""One row of the playground's table: a path, the methods, a sentence, and the function that answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Answer = Callable[[Request], Awaitable[ASGIApp]]
ANY: tuple[str, ...] = ()  # every method, registered or not


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of the playground.

    ``answer`` takes the request and gives a response, or any other ASGI application that will send one.
    Where ``reads_body`` is off, the body is dropped before.
    """

    path: str
    summary: str
    answer: Answer
    methods: tuple[str, ...] = ("GET",)
    reads_body: bool = False
    example: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; Starlette calls this."""
        incoming = _Incoming(receive)
        try:
            self._check_method(scope["method"])
            if not self.reads_body:
                await incoming.drop_rest()
            response = await self.answer(Request(scope, incoming))
        except ClientDisconnect:
            return
        except HTTPException:
            await incoming.drop_rest()
            raise
        await response(scope, receive, send)

    def route(self) -> Route:
        """The row for Starlette's router, which leaves the methods to this class."""
        return Route(self.path, self)

    def allowed(self) -> tuple[str, ...]:
        """The methods as the Allow header has them; empty where any is allowed."""
        return (*self.methods, "HEAD") if "GET" in self.methods else self.methods

    def _check_method(self, method: str) -> None:
        if self.methods and method not in self.allowed():
            raise HTTPException(405, headers={"Allow": ", ".join(self.allowed())})


class _Incoming:
    """A request body on its way; what nobody reads of it has to be dropped before the answer.

    Otherwise Hypercorn closes an HTTP/1.1 connection after the answer without a word, and an HTTP/2
    connection stands still with all its streams.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._ended = False

    async def __call__(self) -> Message:
        message = await self._receive()
        self._ended = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def drop_rest(self) -> None:
        """Receive up to the end of the body, or of the connection."""
        while not self._ended:
            await self()
