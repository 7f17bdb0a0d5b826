"""One row of the playground's table: a path, the methods, a sentence, and the function that answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

Answer = Callable[[Request], Awaitable[ASGIApp]]
ANY: tuple[str, ...] = ()  # every method, registered or not


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of the playground.

    ``answer`` takes the request and gives a response, or any other ASGI application that will send one.
    Where ``reads_body`` is off, a body is read and dropped first: one that nobody reads would block
    every other stream of an HTTP/2 connection.
    """

    path: str
    summary: str
    answer: Answer
    methods: tuple[str, ...] = ("GET",)
    reads_body: bool = False
    example: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; Starlette calls this."""
        request = Request(scope, receive)
        try:
            if not self.reads_body:
                await _drop_body(request)
            response = await self.answer(request)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    def route(self) -> Route:
        """The row for Starlette's router."""
        return Route(self.path, self, methods=self.methods or None)


async def _drop_body(request: Request) -> None:
    async for _chunk in request.stream():
        pass
