"""The last exchanges of one request, the newest last: as many as a few of them, and a bounded space, hold."""

from __future__ import annotations

from typing import Final

from app.model.exchange import Exchange

MOST: Final = 10
ROOM: Final = 200 * 1024 * 1024
"""Bytes of bodies and of octets of the wire in all; the newest exchange stays whatever its size."""


class Earlier:
    """Exchanges by age. Whoever adds one forgets the files of those that had to go."""

    def __init__(self, most: int = MOST, room: int = ROOM) -> None:
        self._most = most
        self._room = room
        self._kept: tuple[Exchange, ...] = ()

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Those that are kept, the oldest first."""
        return self._kept

    def add(self, exchange: Exchange) -> tuple[Exchange, ...]:
        """Keep a new one; gives those that are not kept any longer."""
        kept = [*self._kept, exchange]
        while len(kept) > 1 and (len(kept) > self._most or sum(map(space_of, kept)) > self._room):
            kept.pop(0)
        gone = self._kept[: len(self._kept) + 1 - len(kept)]
        self._kept = tuple(kept)
        return gone

    def clear(self) -> tuple[Exchange, ...]:
        """Keep none; gives those that were kept."""
        gone, self._kept = self._kept, ()
        return gone

    def before(self, exchange: Exchange) -> Exchange | None:
        """The last one before this that brought a response, or None."""
        older = self._kept[: self.place(exchange)]
        return next((each for each in reversed(older) if each.response is not None), None)

    def place(self, exchange: Exchange) -> int:
        """How many kept ones are older than this one; it is looked for by identity."""
        return next((at for at, kept in enumerate(self._kept) if kept is exchange), len(self._kept))


def space_of(exchange: Exchange) -> int:
    """Bytes that an exchange with all its hops holds at most, in memory and in files."""
    hops = exchange.hops
    bodies = sum(hop.response.body.size for hop in hops if hop.response is not None)
    return bodies + sum(hop.wire.sent.size + hop.wire.received.size for hop in hops if hop.wire is not None)
