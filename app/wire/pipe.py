"""The bytes of one socket as two coroutines: ``read`` and ``write``, on asyncio's own protocol interface."""

from __future__ import annotations

import asyncio

_FULL = 1024 * 1024  # bytes waiting to be read at which the socket pauses
_ROOM = 256 * 1024  # and at which it goes on


class Pipe(asyncio.Protocol):
    """What came and was not read yet, and whether the socket takes more.

    One coroutine may read and one may write at a time. Unlike asyncio's StreamReader it hands out what
    came before a reset: servers often answer 413 and reset at once.
    """

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._ended = False
        self._error: Exception | None = None
        self._paused = False
        self._came = asyncio.Event()
        self._writable = asyncio.Event()
        self._writable.set()
        self.transport: asyncio.Transport | None = None

    @property
    def readable(self) -> bool:
        """Whether a read would return at once: with bytes, with the end, or with an error."""
        return bool(self._waiting) or self._ended

    @property
    def ended(self) -> bool:
        """Whether the other side closed; bytes from before may still wait to be read."""
        return self._ended

    async def read(self, most: int) -> bytes:
        """At most ``most`` bytes, as soon as there are any; empty at the end.

        Raises:
            OSError: the connection broke.
        """
        while not self._waiting:
            if self._error is not None:
                raise self._error
            if self._ended:
                return b""
            self._came.clear()
            await self._came.wait()
        octets = bytes(self._waiting[:most])
        del self._waiting[:most]
        if self._paused and len(self._waiting) <= _ROOM and self.transport is not None:
            self._paused = False
            self.transport.resume_reading()
        return octets

    async def write(self, octets: bytes) -> None:
        """Hand ``octets`` to the socket; returns when the system has taken all of them.

        Raises:
            OSError: the connection broke or was closed.
        """
        if self.transport is None or self.transport.is_closing():
            raise self._error or ConnectionResetError("Connection lost")
        self.transport.write(octets)
        await self._writable.wait()
        if self._error is not None:
            raise self._error

    def put(self, octets: bytes) -> None:
        """Write without waiting; lost when the connection is closed."""
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(octets)

    def close(self) -> None:
        """Close the socket at once, whatever is still in flight."""
        if self.transport is not None:
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.adopt(transport)

    def adopt(self, transport: asyncio.Transport) -> None:
        """Work on ``transport`` from now on (TLS puts a new one on top of the old)."""
        self.transport = transport
        # Without a write buffer the end of a write is the moment that the system took the last byte.
        # Not high=0: asyncio's TLS then pauses while its buffer is empty, and may never go on.
        transport.set_write_buffer_limits(high=1, low=0)

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        self._came.set()
        if len(self._waiting) > _FULL and not self._paused and self.transport is not None:
            self._paused = True
            self.transport.pause_reading()

    def eof_received(self) -> None:
        self._ended = True
        self._came.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended = True
        self._error = self._error or exc
        self._came.set()
        self._writable.set()

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()
