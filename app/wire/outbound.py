"""A request on its way out: what is written, how its body is framed, and what watches over it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import cast

import httpx

from app.wire.limits import TimeLimits
from app.wire.timeline import RawHeader, Timeline

# RFC 9110 section 9.2.2: sending these twice does what sending them once does.
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
_FRAMING_LENGTHS = frozenset(
    {len(b"content-length"), len(b"transfer-encoding"), len(b"connection"), len(b"expect")}
)
PIECE = 64 * 1024  # bytes of a body in memory that are written at once


class Outbound:
    """One try to send one request. ``body`` holds the whole body when it is in memory, else None and
    ``chunks`` gives it bit by bit. ``lines`` are the header lines as given; from them come ``chunked``, the
    stated ``length`` (None when absent, -1 when it is no number), ``closes`` (the connection ends with
    this) and ``expects`` (the server is asked before the body is sent)."""

    secret = b""
    chunked = False
    closes = False
    expects = False
    length: int | None = None

    def __init__(self, request: httpx.Request, timeline: Timeline, limits: TimeLimits) -> None:
        extensions = request.extensions
        self.request = request
        self.timeline = timeline
        self.limits = limits
        self.method = request.method.encode("ascii")
        self.target: bytes = extensions.get("target") or request.url.raw_path
        self.lines: list[RawHeader] = request.headers.raw
        for name, value in self.lines:
            # Only names of these lengths matter here: most lines are passed by without a look.
            if len(name) in _FRAMING_LENGTHS:
                self._frame(name.lower(), value)
        self.body = b"" if extensions.get("length") == 0 else _in_memory(request.stream)

    def _frame(self, key: bytes, value: bytes) -> None:
        if key == b"content-length":
            self.length = int(value) if value.isdigit() and self.length is None else -1
        elif key == b"transfer-encoding":
            self.chunked = value.lower().rpartition(b",")[2].strip() == b"chunked"
        elif key == b"connection":
            self.closes = b"close" in value.lower()
        elif key == b"expect":
            self.expects = value.lower() == b"100-continue"

    def fits(self, octets: int) -> bool:
        """Whether a body of this many bytes is what the lines announce. When a tester lies on purpose,
        the server may wait or misread, so the connection must not be used again."""
        if self.chunked:
            return self.length is None
        return octets == (self.length or 0)

    @property
    def shown(self) -> tuple[RawHeader, ...]:
        """The header lines for people to see: without the secret of a proxy that was not typed."""
        if not self.secret:
            return tuple(self.lines)
        return tuple((name, b"***" if value == self.secret else value) for name, value in self.lines)

    @property
    def repeatable(self) -> bool:
        """Whether sending it twice does what sending it once does."""
        return self.request.method in REPEATABLE

    def again(self) -> None:
        """Begin anew on another connection."""
        self.timeline.retried += 1
        self.timeline.enter("blocked")

    @property
    def authority(self) -> bytes:
        """The value of the first Host line, or host and port of the URL."""
        for name, value in self.lines:
            if name.lower() == b"host":
                return value
        return self.request.url.netloc

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """The body bit by bit, never an empty one."""
        if self.body is not None:
            return _sliced(self.body)
        return _filled(cast(httpx.AsyncByteStream, self.request.stream))


def _in_memory(stream: object) -> bytes | None:
    if isinstance(stream, httpx.ByteStream):
        pieces = list(iter(stream))
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
    return None


async def _sliced(body: bytes) -> AsyncGenerator[bytes, None]:
    for start in range(0, len(body), PIECE):
        yield body[start : start + PIECE]


async def _filled(stream: httpx.AsyncByteStream) -> AsyncGenerator[bytes, None]:
    async for piece in stream:
        if piece:
            yield piece
