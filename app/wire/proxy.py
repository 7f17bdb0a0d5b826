"""Which proxy a request takes: the one that was named, or what environment and system say."""

from __future__ import annotations

import base64
import ipaddress
import urllib.request
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import httpx

from app.wire.errors import Trouble, troubled
from app.wire.options import Options

_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080, "socks4": 1080, "socks4a": 1080}


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy taken apart. ``scheme`` is http, https, socks5, socks5h, socks4 or socks4a."""

    scheme: str
    host: str
    port: int
    username: str = ""
    password: str = ""

    @property
    def is_socks(self) -> bool:
        """Whether it speaks SOCKS, else HTTP."""
        return self.scheme.startswith("socks")

    @property
    def authorization(self) -> bytes:
        """The value of Proxy-Authorization (RFC 7617), or empty."""
        if not self.username and not self.password:
            return b""
        return b"Basic " + base64.b64encode(f"{self.username}:{self.password}".encode())


def proxy_for(options: Options, scheme: str, host: str, port: int) -> Proxy | None:
    """The proxy for a server, or None for a direct connection.

    Raises:
        httpx.ProxyError: the URL of the proxy cannot be used.
    """
    if options.unix_socket is not None or is_exempt(options.no_proxy, host, port):
        return None
    if options.proxy:
        return read_proxy(options.proxy)
    if not options.environment:
        return None
    proxies = urllib.request.getproxies()
    url = proxies.get(scheme) or proxies.get("all")
    if not url or urllib.request.proxy_bypass(f"{host}:{port}"):
        return None
    return read_proxy(url)


def is_exempt(exempt: tuple[str, ...], host: str, port: int) -> bool:
    """Whether a no-proxy list names a host: ``*``, a name (its subdomains too), ``name:port``, an
    address or a network such as ``10.0.0.0/8``."""
    return any(_names(entry.strip().lower(), host.lower(), port) for entry in exempt)


def _names(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    name, colon, stated = entry.rpartition(":")
    if colon and stated.isdigit() and (":" not in name or name.endswith("]")):
        return int(stated) == port and _names(name.strip("[]"), host, port)
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        name = entry.removeprefix("*").lstrip(".")
        return bool(name) and (host == name or host.endswith("." + name))


def read_proxy(url: str) -> Proxy:
    """Take the URL of a proxy apart; without a scheme it is http.

    Raises:
        httpx.ProxyError: a scheme that is not spoken, no host, or a port that is none.
    """
    parts = urlsplit(url if "://" in url else f"http://{url}")
    scheme = "socks5h" if parts.scheme == "socks" else parts.scheme
    if scheme not in _PORTS:
        raise refusal(
            f"{scheme} is not a kind of proxy; http, https, socks5, socks5h, socks4 and socks4a are."
        )
    try:
        port = parts.port or _PORTS[scheme]
    except ValueError as error:
        raise refusal(f"The port in the proxy's address {parts.netloc!r} is not a number.") from error
    if not parts.hostname:
        raise refusal("The proxy's address has no host.")
    return Proxy(scheme, parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""))


def refusal(sentence: str) -> httpx.ProxyError:
    """An error about the proxy."""
    return troubled(httpx.ProxyError(sentence), Trouble("proxy", "connect"))
