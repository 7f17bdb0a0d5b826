"""Options that the transport in use cannot obey yet: a clear refusal instead of silence. The transport
that can do all of them makes this module superfluous."""

from __future__ import annotations

from collections.abc import Callable

from app.errors import InvalidRequest
from app.model.options import SYSTEM, Travel

_OWN_TRANSPORT = "Leave this option as it is inherited, or unset it where it is set."

_CHECKS: tuple[tuple[str, Callable[[Travel], object]], ...] = (
    ("A connect time limit", lambda travel: travel.connect_timeout),
    ("A read time limit", lambda travel: travel.read_timeout),
    ("A write time limit", lambda travel: travel.write_timeout),
    ("A time limit for a free connection", lambda travel: travel.pool_timeout),
    ("A client certificate", lambda travel: travel.certificate.file or travel.certificates),
    ("A lowest TLS version", lambda travel: travel.min_tls != "1.2"),
    ("Another server name in TLS", lambda travel: travel.sni),
    ("A proxy of its own", lambda travel: travel.proxy.url != SYSTEM),
    ("A list of hosts without proxy", lambda travel: travel.no_proxy),
    ("An address in place of a look-up", lambda travel: travel.resolve),
    ("A Unix socket", lambda travel: travel.unix_socket),
    ("A choice of IPv4 or IPv6", lambda travel: travel.ip_version != "any"),
    ("A local address", lambda travel: travel.local_address),
    ("A connection of its own", lambda travel: travel.force_new_connection),
)


def refuse_unsupported(travel: Travel) -> None:
    """Raise InvalidRequest for the first option that would be ignored."""
    for words, wanted in _CHECKS:
        if wanted(travel):
            raise InvalidRequest(f"{words} needs a transport that this build does not have.", _OWN_TRANSPORT)
