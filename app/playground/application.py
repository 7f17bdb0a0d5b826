"""Put every endpoint into one Starlette application with a state of its own.

==================================  ===========================================================
``/``                               this table, as a page or as JSON
``/anything`` ``/anything/{rest}``  echo the request: target, headers, body, form, files
``/forms``                          the fields of a form; its files measured as they stream by
``/upload``                         size and SHA-256 of the raw body
``/status/{n}``                     that status
``/cache``                          ETag and 304
``/truncated``                      fewer bytes than promised
``/wrong-type``                     HTML that says it is JSON
``/headers``                        the headers of the query
``/server-timing``                  measures in Server-Timing
``/delay/{seconds}``                a wait before the headers
``/drip``                           ``delay``, then ``bytes`` over ``duration`` in ``groups``
``/redirect/{n}``                   a chain of redirects; ``absolute=1`` for whole URLs
``/redirect-to``                    one redirect to ``url`` with ``status``
``/cookies``                        the cookies that came
``/cookies/set``                    set the cookies of the query
``/cookies/delete``                 delete the cookies of the query
``/basic-auth/{user}/{password}``   Basic authentication
``/bearer``                         any bearer token
``/api-key``                        the key in X-Api-Key or in ``api_key``
``/digest-auth/{user}/{password}``  Digest authentication; ``algorithm`` to offer only one
``/gzip`` ``/deflate``              JSON in that content coding
``/brotli`` ``/zstd``               the same
``/compressed``                     JSON in the coding that Accept-Encoding likes best
``/xml`` ``/html``                  markup
``/image/png`` ``/image/svg``       images
``/csv`` ``/markdown`` ``/pdf``     documents; CSV with ``rows``
``/multipart``                      three parts in one body
``/utf8`` ``/latin1`` ``/binary``   texts in two encodings, and every byte once
``/bytes/{n}``                      pseudo-random bytes by ``seed``
``/json``                           an array of about ``size`` bytes
``/lines/{n}``                      numbered lines
``/stream/{n}``                     JSON objects, one a line, ``interval`` seconds apart
``/sse``                            ``n`` Server-Sent Events, ``interval`` seconds apart
``/ws``                             a WebSocket that echoes
``/todo/login``                     ``user`` and ``password`` as JSON for a token
``/todo/reset``                     the first items again
``/todo/items``                     list (``done=true``) and add, with the token
``/todo/items/{id}``                show, replace, change and delete
==================================  ===========================================================
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.types import ASGIApp

from app.playground import (
    auth,
    compression,
    content,
    cookies,
    documents,
    echo,
    headers,
    phases,
    redirects,
    statuses,
    streams,
    talk,
)
from app.playground.arrival import KeepArrival
from app.playground.digest import DigestDoor
from app.playground.endpoint import ANY, Endpoint
from app.playground.index import Index
from app.playground.problems import answer_problem
from app.playground.todo import TodoList


def build_application() -> Starlette:
    """A fresh playground: its to-do list and its nonces are shared with no other."""
    listed = list_endpoints()
    routes: list[BaseRoute] = [WebSocketRoute("/ws", talk.echo_messages)]
    routes += [endpoint.route() for endpoint in (Index(listed).endpoint(), *listed, _NOTHING)]
    return Starlette(
        routes=routes,
        middleware=[Middleware(KeepArrival)],
        exception_handlers={HTTPException: answer_problem},
    )


async def _answer_nothing(_request: Request) -> ASGIApp:
    raise HTTPException(404)


# Last in the table, so that a body sent to an unknown address is dropped as everywhere.
_NOTHING = Endpoint("/{rest:path}", "Nothing.", _answer_nothing, ANY)


def list_endpoints() -> Sequence[Endpoint]:
    """Every address but the index, in the order of the index."""
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
        *documents.ENDPOINTS,
        *streams.ENDPOINTS,
        *talk.ENDPOINTS,
        *TodoList().endpoints(),
    )
