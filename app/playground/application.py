"""Put every endpoint into one Starlette application with a state of its own."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, WebSocketRoute

from app.playground import (
    auth,
    compression,
    content,
    cookies,
    echo,
    headers,
    phases,
    redirects,
    statuses,
    streams,
)
from app.playground.arrival import KeepArrival
from app.playground.digest import DigestDoor
from app.playground.endpoint import Endpoint
from app.playground.index import Index
from app.playground.problems import answer_problem
from app.playground.talk import echo_messages
from app.playground.todo import TodoList


def build_application() -> Starlette:
    """A fresh playground: its to-do list and its nonces are shared with no other."""
    endpoints = list_endpoints()
    routes: list[BaseRoute] = [endpoint.route() for endpoint in (Index(endpoints).endpoint(), *endpoints)]
    routes.append(WebSocketRoute("/ws", echo_messages))
    return Starlette(
        routes=routes,
        middleware=[Middleware(KeepArrival)],
        exception_handlers={HTTPException: answer_problem},
    )


def list_endpoints() -> Sequence[Endpoint]:
    """Every address but the index and the WebSocket, in the order of the index."""
    return (
        *echo.ENDPOINTS,
        *statuses.ENDPOINTS,
        *headers.ENDPOINTS,
        *phases.ENDPOINTS,
        *redirects.ENDPOINTS,
        *cookies.ENDPOINTS,
        *auth.ENDPOINTS,
        *DigestDoor().endpoints(),
        *compression.ENDPOINTS,
        *content.ENDPOINTS,
        *streams.ENDPOINTS,
        *TodoList().endpoints(),
    )
