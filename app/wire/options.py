"""How a request travels, as values: HTTP version, TLS, proxy, names, addresses; pools are keyed by them."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Version = Literal["auto", "1.1", "2"]
Family = Literal["any", "4", "6"]


@dataclass(frozen=True, slots=True)
class Tls:
    """What to trust and how to show oneself.

    ``ca_file`` holds certificates (PEM) that are trusted besides the system's, or instead of them when
    ``only_ca_file``. ``certificate`` is a client certificate: PEM, with the key in it or in ``key``, or
    PKCS#12 (``.p12``, ``.pfx``). ``minimum`` is the lowest version: "1.2" or "1.3" ("1.0" and "1.1" where
    OpenSSL still has them). ``server_name`` replaces the host in SNI and in the check of the
    certificate. ``context`` replaces all but
    ``server_name``; a function is asked for it when it is first needed.
    """

    verify: bool = True
    ca_file: Path | None = None
    only_ca_file: bool = False
    certificate: Path | None = None
    key: Path | None = None
    password: str = ""
    minimum: str = "1.2"
    server_name: str = ""
    context: ssl.SSLContext | Callable[[], ssl.SSLContext] | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Connect to ``address`` where ``host`` is wanted (curl's ``--resolve``); port 0 means any."""

    host: str
    port: int
    address: str


@dataclass(frozen=True, slots=True)
class Options:
    """How a request travels.

    ``http_version`` 2 means by ALPN over TLS, with prior knowledge in clear. ``proxy`` is a URL (http,
    https, socks5, socks5h, socks4 or socks4a) or empty; ``environment`` reads the environment's and the
    system's settings where it is empty; ``no_proxy`` lists hosts that are reached directly. ``overrides``
    replace look-ups, ``unix_socket`` every address, ``local_address`` is the one to connect from.
    ``fresh`` opens a connection for this request alone.
    """

    http_version: Version = "auto"
    tls: Tls = Tls()
    proxy: str = ""
    environment: bool = False
    no_proxy: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    unix_socket: Path | None = None
    local_address: str = ""
    family: Family = "any"
    fresh: bool = False
