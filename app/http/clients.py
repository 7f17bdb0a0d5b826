"""Warm HTTP clients, one for each set of options: what they are made of is built once."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from http.cookiejar import CookieJar
from typing import Any

import httpx

from app.errors import InvalidRequest
from app.http.routes import route_for
from app.model.options import Travel
from app.wire.options import Options, Tls
from app.wire.tls import ALPN, context_for
from app.wire.transport import WireTransport


class Clients:
    """``httpx.AsyncClient`` values by how requests travel; connections live as long as they do.

    The clients follow no redirects, keep no cookies and add no headers: the sender does all that where it
    can be shown. Time limits come with each request.
    """

    def __init__(self) -> None:
        self._clients: dict[Options, httpx.AsyncClient] = {}

    def client(
        self, travel: Travel, host: str = "", port: int = 0, secure: bool = False
    ) -> httpx.AsyncClient:
        """The client for these options and this server, built on first use; ``secure`` also builds what
        TLS needs, so that it is not counted as time of the exchange.

        Raises:
            InvalidRequest: a file with certificates or a key cannot be used.
        """
        route = route_for(travel, host, port)
        context = cache(partial(_context, route))
        if secure or route.tls.ca_file or route.tls.certificate:
            # A file that cannot be read is told now, before anything is sent.
            context()
        if route not in self._clients:
            self._clients[route] = _client(route, context)
        return self._clients[route]

    def warm(self) -> None:
        """Build what the first request would wait for: client and TLS context (100 ms)."""
        self.client(Travel(), secure=True)

    async def aclose(self) -> None:
        """Close every connection; new ones may be opened afterwards."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.aclose()


def load_usual_context() -> None:
    """Make the TLS context of the default options: what takes longest of ``warm``, and any thread can do."""
    _context(route_for(Travel(), "", 0))


def _context(route: Options) -> ssl.SSLContext:
    try:
        return context_for(route.tls, ALPN[route.http_version])
    except httpx.LocalProtocolError as error:
        raise InvalidRequest(f"{error}.", "Choose another file in the options or the settings.") from error


def _client(route: Options, context: Callable[[], ssl.SSLContext]) -> httpx.AsyncClient:
    tls = Tls(context=context, server_name=route.tls.server_name)
    return httpx.AsyncClient(
        transport=WireTransport(replace(route, tls=tls)),
        timeout=None,
        trust_env=False,
        cookies=_NoCookies(),
        event_hooks={"response": [_leave_redirects_to_us]},
    )


class _NoCookies(CookieJar):
    """Cookies belong to an environment, not to a client."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Keep nothing."""


async def _leave_redirects_to_us(response: httpx.Response) -> None:
    """Hide Location: httpx parses it even when it does not follow, and fails where it is malformed."""
    response.extensions["headers"] = tuple(response.headers.raw)
    response.headers.pop("location", None)
