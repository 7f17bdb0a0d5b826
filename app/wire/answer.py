"""The answer to one request while it arrives: who waits for it, until when, and the body as a stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Any, Protocol

import httpx

from app.wire.limits import NEVER
from app.wire.outbound import Outbound
from app.wire.timeline import RawHeader

HIGH = 256 * 1024  # bytes of a body that wait for the reader before the server is made to wait

CONSENT = 1.0  # seconds to wait for 100 (Continue) before the body is sent anyhow, as curl does


class Incoming(Protocol):
    """What both protocol layers know of an answer; see ``app.wire.http1.Reader``."""

    status: int
    headers: list[RawHeader]
    trailers: Sequence[RawHeader]
    interim: Sequence[tuple[int, tuple[RawHeader, ...]]]
    pieces: list[bytes]
    received: int
    complete: bool

    def take(self) -> bytes:
        """The parts of the body that have come since the last call."""


class Bearer(Protocol):
    """What an answer needs of the connection that brings it."""

    loop: asyncio.AbstractEventLoop

    def look_at(self, when: float) -> None:
        """Call ``Answer.expire`` at this moment of the loop's time, or soon after."""

    def taken(self, answer: Answer, count: int) -> None:
        """The reader took this many bytes of the body; more may come."""

    def abandon(self, answer: Answer) -> None:
        """Nobody wants the rest: stop the server at once."""

    async def write(self, answer: Answer, octets: bytes) -> None:
        """Write a part of the request's body; returns when the next one may come."""

    def finish(self, answer: Answer) -> None:
        """The body of the request is whole."""


class Answer(httpx.AsyncByteStream):
    """Binds an ``Incoming`` to its request. As a stream it is the body, with back-pressure.

    ``sending`` is true while the body of the request is being written; ``upload`` is the task that does
    so beside the answer, if one is needed.
    """

    error: Exception | None = None
    sending = False
    sent = 0
    upload: asyncio.Task[None] | None = None
    _waiter: asyncio.Future[None] | None = None
    _writer: asyncio.Future[None] | None = None
    _response: httpx.Response | None = None
    _read_until = NEVER
    _write_until = NEVER

    def __init__(self, bearer: Bearer, incoming: Incoming, out: Outbound) -> None:
        self.bearer = bearer
        self.incoming = incoming
        self.out = out
        self._extensions: dict[str, Any] = {}

    async def head(self) -> None:
        """Wait until the head of the final answer is there.

        Raises:
            httpx.TransportError: none will come.
        """
        while not self.incoming.status:
            await self._wait()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        incoming = self.incoming
        while not incoming.pieces:
            if incoming.complete:
                if incoming.trailers:
                    self._extensions["trailers"] = incoming.trailers
                raise StopAsyncIteration
            await self._wait()
        octets = incoming.take()
        self.bearer.taken(self, len(octets))
        return octets

    async def aclose(self) -> None:
        """The reader is done; an exchange that is not over is cut off."""
        if self.upload is not None or (not self.incoming.complete and self.error is None):
            self.bearer.abandon(self)
        response, self._response = self._response, None
        if response is not None:
            # httpx ties a response and its stream into a knot. Untied, it is freed at once and not by
            # the garbage collector, which took a quarter of the time of small exchanges.
            response.stream = self

    # --- the connection's side --------------------------------------------------------------------------

    def wake(self) -> None:
        """Something has come."""
        waiter = self._waiter
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def wake_writer(self) -> None:
        """More of the request can be written, or none ever will."""
        if self._writer is not None and not self._writer.done():
            self._writer.set_result(None)

    def fail(self, error: Exception) -> None:
        """The answer will never be whole; what has come of it can still be read."""
        if self.error is None and not self.incoming.complete:
            self.error = error
            self.out.timeline.stop()
        self.stop_upload()
        self.wake()
        self.wake_writer()

    def stop_upload(self) -> None:
        """Write no more of the request."""
        if self.upload is not None:
            self.upload.cancel()

    def expire(self, now: float) -> float:
        """End the waits that are over; returns the moment at which the next one would be, or NEVER."""
        reading = self._read_until if self._waiter is not None else NEVER
        writing = self._write_until if self._writer is not None else NEVER
        when = min(reading, writing)
        if now < when:
            return when
        limit = "write" if writing <= now else "read"
        self.fail(self.out.limits.passed(limit, now, self.out.timeline.phase))
        self.bearer.abandon(self)
        return NEVER

    async def _wait(self) -> None:
        if self.error is not None:
            raise self.error
        self._waiter = self.bearer.loop.create_future()
        self._hurry()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _hurry(self) -> None:
        """Begin to count the read limit. While the request is being written only the deadline counts: a
        server that still reads has no reason to answer."""
        limits = self.out.limits
        until = limits.end if self.sending else limits.until("read", self.bearer.loop.time())
        self._read_until = until
        if until != NEVER:
            self.bearer.look_at(until)

    # --- the request's body -----------------------------------------------------------------------------

    def begin_upload(self) -> None:
        """Write the body of the request beside the answer: a server may answer before it has read all."""
        self.sending = True
        self.upload = self.bearer.loop.create_task(self._upload(), name="upload")

    async def _upload(self) -> None:
        try:
            async with aclosing(self.out.chunks()) as chunks:
                async for piece in chunks:
                    await self.bearer.write(self, piece)
                    self.sent += len(piece)
            self.bearer.finish(self)
        except Exception as error:
            self.upload = None
            self.fail(error)
            self.bearer.abandon(self)
        else:
            self.sent_all()

    def sent_all(self) -> None:
        """The last byte of the request is written; from now on the answer is hurried."""
        self.upload = None
        self.sending = False
        if not self.incoming.status:
            self.out.timeline.enter("wait")
        if self._waiter is not None:
            self._hurry()

    async def writable(self) -> None:
        """Wait until the connection takes more of the request's body."""
        self._writer = self.bearer.loop.create_future()
        self._write_until = self.out.limits.until("write", self.bearer.loop.time())
        if self._write_until != NEVER:
            self.bearer.look_at(self._write_until)
        try:
            await self._writer
        finally:
            self._writer = None
        if self.error is not None:
            raise self.error

    async def asked(self) -> None:
        """Wait until the server says that it wants the body, or answers without it, or a second is over."""
        if self.incoming.interim or self.incoming.status:
            return
        self._writer = self.bearer.loop.create_future()
        try:
            async with asyncio.timeout(CONSENT):
                await self._writer
        except TimeoutError:
            pass
        finally:
            self._writer = None

    def response(self, extensions: dict[str, Any]) -> httpx.Response:
        """What httpx gets: the head, and this object as the body."""
        timeline = self.out.timeline
        extensions["timeline"] = timeline
        if self.incoming.interim:
            timeline.interim = tuple(self.incoming.interim)
        incoming = self.incoming
        response = httpx.Response(
            incoming.status, headers=incoming.headers, stream=self, extensions=extensions
        )
        # A copy of those given, in which trailers can still be told.
        self._extensions = response.extensions
        self._response = response
        return response
