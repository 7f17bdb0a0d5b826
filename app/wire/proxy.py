"""Which proxy the environment asks for: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY."""

from __future__ import annotations

import base64
import urllib.request
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import httpx


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy: its URL without credentials, and the value of Proxy-Authorization, or empty."""

    url: str
    authorization: bytes = b""


def proxy_for(scheme: str, host: str, port: int) -> Proxy | None:
    """The proxy for a server, or None for a direct connection.

    Raises:
        httpx.ProxyError: the environment names a proxy that cannot be used.
    """
    proxies = urllib.request.getproxies()
    url = proxies.get(scheme) or proxies.get("all")
    if not url or urllib.request.proxy_bypass(f"{host}:{port}"):
        return None
    return read_proxy(url)


def read_proxy(url: str) -> Proxy:
    """Take the URL of a proxy apart; without a scheme it is http.

    Raises:
        httpx.ProxyError: not an http or https URL.
    """
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise httpx.ProxyError(f"{parts.scheme} proxies are not supported yet ({parts.hostname})")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return Proxy(f"{parts.scheme}://{host}:{port}", _authorization(parts.username, parts.password))


def _authorization(username: str | None, password: str | None) -> bytes:
    if not username:
        return b""
    pair = f"{unquote(username)}:{unquote(password or '')}".encode()
    return b"Basic " + base64.b64encode(pair)
