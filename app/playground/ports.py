"""Bind a port on loopback, for IPv4 and, where there is one, for IPv6 as well."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass

from app.errors import AppError


@dataclass(frozen=True, slots=True)
class Sockets:
    """Bound sockets that share one port number; not listening yet."""

    port: int
    bound: tuple[socket.socket, ...]

    def close(self) -> None:
        """Close them all; harmless when a server has closed them already."""
        for one in self.bound:
            one.close()


def bind_loopback(port: int, fall_back: bool) -> Sockets:
    """Bind ``port`` (0: any free one) on 127.0.0.1 and, if possible, on ::1.

    Raises:
        AppError: the port is in use or not allowed, and ``fall_back`` to a free one is off.
    """
    try:
        first = _bind(socket.AF_INET, "127.0.0.1", port)
    except (OSError, OverflowError) as error:
        if not fall_back:
            raise AppError(
                f"The playground cannot use port {port} ({error}).",
                "Choose another port, or 0 for a free one.",
            ) from error
        first = _bind(socket.AF_INET, "127.0.0.1", 0)
    number: int = first.getsockname()[1]
    bound = [first]
    # IPv6 is an extra: machines without it, or with the port taken there, still have a playground.
    with suppress(OSError):
        bound.append(_bind(socket.AF_INET6, "::1", number))
    return Sockets(number, tuple(bound))


def _bind(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's algorithm off only where the protocol is named; with it on, every answer
    # took 44 ms.
    one = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # A playground that was just closed may start again on its port.
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.setblocking(False)
        one.bind((host, port))
    except BaseException:
        one.close()
        raise
    return one
