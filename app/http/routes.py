"""From options as they travel to the words of the transport: which TLS, which proxy, which addresses."""

from __future__ import annotations

from pathlib import Path
from typing import cast
from urllib.parse import quote

from app.errors import InvalidRequest
from app.model.options import SYSTEM, Override, Proxy, Travel
from app.wire import options as wire


def route_for(travel: Travel, host: str, port: int) -> wire.Options:
    """What the transport is told for a request to a server.

    Raises:
        InvalidRequest: an address to resolve has a port that is none.
    """
    return wire.Options(
        http_version=cast(wire.Version, travel.http_version.removesuffix("-prior-knowledge")),
        tls=_tls(travel, host, port),
        proxy=proxy_url(travel.proxy),
        environment=travel.proxy.url == SYSTEM,
        no_proxy=travel.no_proxy,
        overrides=tuple(map(_override, travel.resolve)),
        unix_socket=_path(travel.unix_socket),
        local_address=travel.local_address,
        family=travel.ip_version,
        fresh=travel.force_new_connection,
    )


def _tls(travel: Travel, host: str, port: int) -> wire.Tls:
    server = f"{host}:{port}"
    certificate = travel.certificate_for(host, port)
    return wire.Tls(
        verify=travel.verify and not {host, server} & set(travel.unverified_hosts),
        ca_file=_path(dict(travel.trusted).get(server, travel.ca_file)),
        certificate=_path(certificate.file),
        key=_path(certificate.key_file),
        password=certificate.passphrase,
        minimum=travel.min_tls,
        server_name=travel.sni,
    )


def _path(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def proxy_url(proxy: Proxy) -> str:
    """The URL of a proxy with its credentials, percent-encoded; empty for a direct connection and for what
    the system says."""
    if proxy.url == SYSTEM or not (proxy.username or proxy.password):
        return "" if proxy.url == SYSTEM else proxy.url
    scheme, _, rest = proxy.url.rpartition("://")
    login = f"{quote(proxy.username, safe='')}:{quote(proxy.password, safe='')}"
    return f"{scheme or 'http'}://{login}@{rest.rpartition('@')[2]}"


def _override(row: Override) -> wire.Override:
    host, colon, port = row.host.rpartition(":")
    if not colon or row.host.endswith("]"):
        return wire.Override(row.host.strip("[]"), 0, row.address)
    if not (port.isascii() and port.isdigit() and int(port) < 65536):
        raise InvalidRequest(
            f"{row.host} is not HOST:PORT, so no address can be set for it.", "Write api.example.com:443."
        )
    return wire.Override(host.strip("[]"), int(port), row.address)
