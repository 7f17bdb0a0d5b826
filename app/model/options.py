"""How a request travels: options as typed, each of which may be left to folder, collection and settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import reduce
from typing import Literal

from app.model.exchange import FailureKind

HttpVersion = Literal["auto", "1.1", "2", "2-prior-knowledge"]
MinTls = Literal["1.0", "1.1", "1.2", "1.3"]
IpVersion = Literal["any", "4", "6"]

SYSTEM = "system"  # in place of a proxy's URL: what the environment and the system say

# What may pass when it is tried again; everything else ends the same way every time.
RETRIABLE: tuple[FailureKind, ...] = ("dns", "connect", "tls", "proxy", "timeout", "reset", "protocol")


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where requests go first. ``url`` is empty for a direct connection, the word ``system``, or the URL
    of an http, https, socks5, socks5h, socks4 or socks4a proxy; a name and password stand apart from it,
    so that a secret variable can hold any text."""

    url: str = ""
    username: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """How Sonde shows itself to a server. ``file`` is PEM with the key in it or in ``key_file``, or
    PKCS#12 (``.p12``, ``.pfx``); no file means no certificate."""

    file: str = ""
    key_file: str = ""
    passphrase: str = ""

    @property
    def is_pkcs12(self) -> bool:
        """Whether certificate and key are in one PKCS#12 file, by its ending."""
        return self.file.lower().endswith((".p12", ".pfx"))


@dataclass(frozen=True, slots=True)
class HostCertificate:
    """A client certificate for the servers that ``host`` names: ``api.example.com``, one with a port, or
    with a leading ``*.`` for everything below."""

    host: str = ""
    certificate: ClientCertificate = ClientCertificate()
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Override:
    """Connect to ``address`` where ``host`` (``name`` or ``name:port``, ``*`` for any) is wanted."""

    host: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Retry:
    """When a send is tried again: ``count`` more times at most, after these failures and statuses.

    The wait before them grows from ``backoff`` to ``longest`` milliseconds, doubling each time, and is
    chosen at random below that with ``jitter``. Methods are those that may be repeated (RFC 9110 section
    9.2.2) or all.
    """

    count: int = 0
    on_failures: tuple[FailureKind, ...] = ("connect", "dns", "timeout", "reset")
    statuses: tuple[int, ...] = (429, 502, 503, 504)
    backoff: int = 200
    longest: int = 30_000
    jitter: bool = True
    obey_retry_after: bool = True
    methods: Literal["repeatable", "all"] = "repeatable"


@dataclass(frozen=True, slots=True)
class Options:
    """How a request travels. None means: as the folder, the collection or the settings say.

    Time limits in milliseconds, 0 for none: ``connect_timeout`` until the connection stands (dns, tcp and
    tls), ``read_timeout`` and ``write_timeout`` between two movements of bytes, ``pool_timeout`` until a
    connection is free, ``timeout`` for everything, redirects and retries included.
    ``sni`` replaces the host in TLS, ``resolve`` look-ups, ``unix_socket`` every address.
    """

    http_version: HttpVersion | None = None
    timeout: int | None = None
    connect_timeout: int | None = None
    read_timeout: int | None = None
    write_timeout: int | None = None
    pool_timeout: int | None = None
    follow_redirects: bool | None = None
    max_redirects: int | None = None
    verify: bool | None = None
    ca_file: str | None = None
    certificate: ClientCertificate | None = None
    min_tls: MinTls | None = None
    sni: str | None = None
    proxy: Proxy | None = None
    no_proxy: tuple[str, ...] | None = None
    resolve: tuple[Override, ...] | None = None
    unix_socket: str | None = None
    ip_version: IpVersion | None = None
    local_address: str | None = None
    force_new_connection: bool | None = None
    retry: Retry | None = None

    def set_here(self) -> tuple[str, ...]:
        """The names of the options that are not left open."""
        return tuple(name for name in NAMES if getattr(self, name) is not None)


# The parts whose literal text is a secret, as those of an auth are.
SECRET_PARTS: dict[type, tuple[str, ...]] = {Proxy: ("password",), ClientCertificate: ("passphrase",)}
NAMES: tuple[str, ...] = tuple(field.name for field in fields(Options))


@dataclass(frozen=True, slots=True)
class Layer:
    """Options and who gives them, such as ``folder Orders``."""

    source: str
    options: Options


@dataclass(frozen=True, slots=True)
class Travel:
    """Options with nothing left open; see ``Options``.

    ``certificates`` are those for single hosts, the nearest first; an own ``certificate`` goes before them.
    ``unverified_hosts`` are ``host`` or ``host:port`` whose certificate is accepted as it is; ``trusted``
    are pairs of ``host:port`` and a CA file (PEM) that is trusted for that server alone.
    """

    http_version: HttpVersion = "auto"
    timeout: int = 0
    connect_timeout: int = 0
    read_timeout: int = 0
    write_timeout: int = 0
    pool_timeout: int = 0
    follow_redirects: bool = True
    max_redirects: int = 10
    verify: bool = True
    ca_file: str = ""
    certificate: ClientCertificate = ClientCertificate()
    min_tls: MinTls = "1.2"
    sni: str = ""
    proxy: Proxy = Proxy(SYSTEM)
    no_proxy: tuple[str, ...] = ()
    resolve: tuple[Override, ...] = ()
    unix_socket: str = ""
    ip_version: IpVersion = "any"
    local_address: str = ""
    force_new_connection: bool = False
    retry: Retry = Retry()
    certificates: tuple[HostCertificate, ...] = ()
    unverified_hosts: tuple[str, ...] = ()
    trusted: tuple[tuple[str, str], ...] = ()

    def certificate_for(self, host: str, port: int) -> ClientCertificate:
        """The client certificate to show to a server; one without a file where there is none."""
        if self.certificate.file:
            return self.certificate
        found = (
            each.certificate for each in self.certificates if each.enabled and covers(each.host, host, port)
        )
        return next(found, ClientCertificate())


DEFAULT = "default"  # the source of what nobody set


def usual_options() -> Layer:
    """What holds where nobody says anything; nothing is left open."""
    usual = Travel()
    return Layer(DEFAULT, Options(**{name: getattr(usual, name) for name in NAMES}))


def over(own: Options, below: Options) -> Options:
    """The own options, with what they leave open taken from ``below``."""
    return replace(below, **{name: getattr(own, name) for name in own.set_here()})


def merged(layers: Sequence[Layer]) -> Options:
    """All layers in one, the innermost first."""
    return reduce(over, (layer.options for layer in layers), Options())


def source_of(name: str, layers: Sequence[Layer]) -> str:
    """Who gives an option, innermost layer first; empty where nobody does."""
    return next((layer.source for layer in layers if getattr(layer.options, name) is not None), "")


def travel_of(options: Options) -> Travel:
    """Options as they travel; what nobody set is as ``Travel`` has it."""
    return Travel(**{name: getattr(options, name) for name in options.set_here()})


def covers(pattern: str, host: str, port: int) -> bool:
    """Whether ``name``, ``name:port``, ``*.name`` or ``*`` names a server; a URL's scheme is passed over."""
    name = pattern.strip().lower().partition("://")[2] or pattern.strip().lower()
    name = name.rstrip("/")
    wanted, colon, stated = name.rpartition(":")
    if colon and stated.isdigit() and (":" not in wanted or wanted.endswith("]")):
        if int(stated) != port:
            return False
        name = wanted
    name, host = name.strip("[]"), host.lower()
    if name.startswith("*."):
        return host.endswith(name[1:])
    return bool(name) and name in ("*", host)
