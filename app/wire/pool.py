"""httpcore's pools with each connection wrapped, so that an exchange that breaks off leaves no trace."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator
from typing import cast

import httpcore

from app.wire.backend import Stream
from app.wire.timeline import CURRENT, Timeline


class Pool(httpcore.AsyncConnectionPool):
    """Connections straight to the servers."""

    def create_connection(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        return Carrier(super().create_connection(origin))


class ProxyPool(httpcore.AsyncHTTPProxy):
    """Connections through one HTTP proxy."""

    def create_connection(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        return Carrier(super().create_connection(origin))


class Carrier(httpcore.AsyncConnectionInterface):
    """One connection and how many exchanges it carries now.

    After an exchange that broke off or was cancelled, the connection takes no new one, and is closed as
    soon as it carries none. HTTP/1.1 needs that because the answer may still come; HTTP/2 because what
    is in flight is lost to the window; a tunnel because httpcore forgets a half-made one.
    """

    def __init__(self, inner: httpcore.AsyncConnectionInterface) -> None:
        self._inner = inner
        self._active = 0
        self._used = False
        self._retired = False
        self._closed = False
        self._stream: httpcore.AsyncNetworkStream | None = None

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        self._used = True
        self._active += 1
        try:
            response = await self._inner.handle_async_request(request)
        except httpcore.ConnectionNotAvailable:
            self._active -= 1
            raise
        except BaseException as error:
            await self.release(request.extensions["timeline"], whole=False)
            if isinstance(error, httpcore.LocalProtocolError) and self._was_too_late(request):
                raise httpcore.ConnectionNotAvailable from error
            if isinstance(error, ValueError | KeyError):
                # httpcore stumbles over its own books when a connection breaks under several exchanges.
                raise httpcore.RemoteProtocolError(error) from error
            raise
        timeline: Timeline = request.extensions["timeline"]
        self._stream = response.extensions["network_stream"]
        # On HTTP/2 another exchange may have written for this one, so a write does not tell it all.
        timeline.carried_by(self._stream.get_extra_info("facts"))
        stream = cast(AsyncIterable[bytes], response.stream)
        return httpcore.Response(
            response.status,
            headers=response.headers,
            content=_Body(stream, self, timeline),
            extensions=response.extensions,
        )

    def _was_too_late(self, request: httpcore.Request) -> bool:
        """Whether another exchange broke the HTTP/2 connection before this one could begin; then the
        pool takes a fresh connection for it."""
        return request.extensions["timeline"].unsent and not self._inner.is_available()

    async def release(self, timeline: Timeline, whole: bool) -> None:
        """An exchange is over; ``whole`` when it ran to its end."""
        self._active -= 1
        self._retired = self._retired or not whole
        # A broken HTTP/2 connection has lost what came for its other exchanges: closed, it tells them.
        if self._retired and (not self._active or not self._inner.is_available()):
            await self.aclose()
        elif not whole and timeline.stream is not None and isinstance(self._stream, Stream):
            self._stream.reset_stream(timeline.stream)

    async def aclose(self) -> None:
        self._closed = True
        await self._inner.aclose()

    def info(self) -> str:
        return self._inner.info()

    def can_handle_request(self, origin: httpcore.Origin) -> bool:
        return self._inner.can_handle_request(origin)

    def is_available(self) -> bool:
        # A connection whose exchange was cancelled before it began would hold its place for ever.
        return not self._retired and not self._closed and (not self._used or self._inner.is_available())

    def has_expired(self) -> bool:
        # httpcore does not look whether the server closed an idle HTTP/2 connection.
        ended = self._stream is not None and self._stream.get_extra_info("is_ended")
        return self._inner.has_expired() or bool(ended and self._inner.is_idle())

    def is_idle(self) -> bool:
        return self._inner.is_idle()

    def is_closed(self) -> bool:
        return self._closed or self._inner.is_closed()


class _Body:
    """The body of an answer; tells its connection whether it was read to the end."""

    def __init__(self, stream: AsyncIterable[bytes], carrier: Carrier, timeline: Timeline) -> None:
        self._stream = stream
        self._carrier = carrier
        self._timeline = timeline
        self._whole = False
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        CURRENT.set(self._timeline)
        async for chunk in self._stream:
            yield chunk
        self._whole = True

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            if hasattr(self._stream, "aclose"):
                await self._stream.aclose()
        finally:
            await self._carrier.release(self._timeline, self._whole)
