"""From a host name to a connected socket: look the name up, then race its addresses (RFC 8305)."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Sequence
from itertools import chain, zip_longest

from app.wire.options import Options

Address = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]

HEAD_START = 0.25  # seconds an address has for itself before the next one joins (RFC 8305 section 5)
_FAMILIES = {"any": socket.AF_UNSPEC, "4": socket.AF_INET, "6": socket.AF_INET6}


def is_literal(host: str) -> bool:
    """Whether ``host`` is an IP address, which needs no look-up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def overridden(options: Options, host: str, port: int) -> str:
    """The address to take for a host, or the host itself."""
    for entry in options.overrides:
        if entry.port in (0, port) and entry.host.lower() in (host.lower(), "*"):
            return entry.address.strip("[]")
    return host


async def look_up(host: str, port: int, family: str = "any") -> list[Address]:
    """The addresses of a host in the order to try them, families taking turns.

    Raises:
        socket.gaierror: the name has no address, of this family.
    """
    wanted = _FAMILIES[family]
    if is_literal(host):
        found = socket.getaddrinfo(host, port, wanted, socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    else:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, family=wanted, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys((entry[0], entry[4]) for entry in found))
    first = [address for address in addresses if address[0] == addresses[0][0]]
    second = [address for address in addresses if address[0] != addresses[0][0]]
    return [address for address in chain(*zip_longest(first, second)) if address]


async def connect(addresses: Sequence[Address], local: str = "") -> socket.socket:
    """A socket connected to the first address that answers, from the ``local`` address if one is given.

    Raises:
        OSError: none did; the error of the first address.
    """
    if local:
        kind = socket.AF_INET6 if ":" in local else socket.AF_INET
        addresses = [address for address in addresses if address[0] == kind] or addresses
    if len(addresses) == 1:
        return await _connect(addresses[0], local)
    race = _Race(local)
    try:
        await race.run(addresses)
    except BaseException:
        race.close()
        raise
    if race.winner is None:
        raise race.errors[0]
    return race.winner


async def connect_unix(path: str) -> socket.socket:
    """A socket connected to a Unix socket.

    Raises:
        OSError: there is none, or nobody listens.
    """
    connecting = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connecting.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connecting, path)
    except BaseException:
        connecting.close()
        raise
    return connecting


async def _connect(address: Address, local: str) -> socket.socket:
    family, place = address
    connecting = socket.socket(family, socket.SOCK_STREAM)
    try:
        connecting.setblocking(False)
        connecting.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if local:
            connecting.bind((local, 0))
        await asyncio.get_running_loop().sock_connect(connecting, place)
    except BaseException:
        connecting.close()
        raise
    return connecting


class _Race:
    """Attempts that run side by side; the first socket wins, the others are closed."""

    def __init__(self, local: str) -> None:
        self.winner: socket.socket | None = None
        self.errors: list[OSError] = []
        self._local = local
        self._changed = asyncio.Event()

    async def run(self, addresses: Sequence[Address]) -> None:
        async with asyncio.TaskGroup() as group:
            attempts = []
            for address in addresses:
                attempts.append(group.create_task(self._attempt(address)))
                await self._pause()
                if self.winner is not None:
                    break
            while self.winner is None and len(self.errors) < len(attempts):
                self._changed.clear()
                await self._changed.wait()
            for attempt in attempts:
                attempt.cancel()

    def close(self) -> None:
        if self.winner is not None:
            self.winner.close()

    async def _attempt(self, address: Address) -> None:
        try:
            connected = await _connect(address, self._local)
        except OSError as error:
            self.errors.append(error)
        else:
            if self.winner is None:
                self.winner = connected
            else:
                connected.close()
        self._changed.set()

    async def _pause(self) -> None:
        self._changed.clear()
        try:
            async with asyncio.timeout(HEAD_START):
                await self._changed.wait()
        except TimeoutError:
            pass
