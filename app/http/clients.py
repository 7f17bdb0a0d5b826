"""Warm HTTP clients, one for each set of options: a TLS context costs 20 ms, so it is built once."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import certifi
import httpx

from app.errors import InvalidRequest
from app.model.request import HttpVersion, Travel
from app.wire.options import Options, Tls
from app.wire.transport import WireTransport


class Clients:
    """``httpx.AsyncClient`` values by TLS settings and HTTP version; connections live as long as they do.

    The clients follow no redirects, keep no cookies, add no headers and set no time limits: the sender
    does all that where it can be shown.
    """

    def __init__(self) -> None:
        self._clients: dict[_Key, httpx.AsyncClient] = {}
        self._contexts: dict[_Key, Callable[[], ssl.SSLContext]] = {}

    def client(
        self, travel: Travel, host: str = "", port: int = 0, secure: bool = False
    ) -> httpx.AsyncClient:
        """The client for these options and this server, built on first use; ``secure`` also builds what
        TLS needs, so that it is not counted as time of the exchange.

        Raises:
            InvalidRequest: the CA file cannot be read.
        """
        server = f"{host}:{port}"
        verify = travel.verify and not {host, server} & set(travel.unverified_hosts)
        key = _Key(travel.http_version, verify, dict(travel.trusted).get(server, travel.ca_file))
        if key not in self._clients:
            context = cache(partial(_tls_context, key))
            if key.ca_file:
                # A file that cannot be read is told now, before anything is sent.
                context()
            self._contexts[key] = context
            self._clients[key] = httpx.AsyncClient(
                transport=WireTransport(Options(key.http_version, Tls(context=context), environment=True)),
                timeout=None,
                trust_env=False,
                cookies=_NoCookies(),
                event_hooks={"response": [_leave_redirects_to_us]},
            )
        if secure:
            self._contexts[key]()
        return self._clients[key]

    def warm(self) -> None:
        """Build what the first request would wait for: client and TLS context (50 ms)."""
        self.client(Travel(), secure=True)

    async def aclose(self) -> None:
        """Close every connection; new ones may be opened afterwards."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.aclose()


@dataclass(frozen=True, slots=True)
class _Key:
    http_version: HttpVersion
    verify: bool
    ca_file: str


class _NoCookies(CookieJar):
    """Cookies belong to an environment, not to a client."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Keep nothing."""


async def _leave_redirects_to_us(response: httpx.Response) -> None:
    """Hide Location: httpx parses it even when it does not follow, and fails where it is malformed."""
    response.extensions["headers"] = tuple(response.headers.raw)
    response.headers.pop("location", None)


def _tls_context(key: _Key) -> ssl.SSLContext:
    """A context that trusts the system's store and certifi's, so that either may be out of date."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if key.ca_file:
        _trust(context, key.ca_file)
    if not key.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _trust(context: ssl.SSLContext, ca_file: str) -> None:
    try:
        context.load_verify_locations(Path(ca_file).expanduser())
    except ssl.SSLError as error:
        raise InvalidRequest(
            f"The CA file {ca_file} holds no certificate in PEM form.", "Choose another file in the settings."
        ) from error
    except OSError as error:
        raise InvalidRequest(
            f"The CA file {ca_file} cannot be read: {error.strerror}.", "Choose another file in the settings."
        ) from error
