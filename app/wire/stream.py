"""One HTTP/2 stream as a value that fills: the answer to one request (RFC 9113 section 8.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import h2.errors
import httpx

from app.model.exchange import Phase
from app.wire.tap import Tap
from app.wire.timeline import RawHeader

# RFC 9113 section 8.2.2: these have no place in HTTP/2; Host becomes :authority.
_NOT_IN_HTTP2 = frozenset(
    {b"host", b"connection", b"keep-alive", b"proxy-connection", b"transfer-encoding", b"upgrade"}
)


def http2_lines(lines: Iterable[RawHeader]) -> list[RawHeader]:
    """Header lines as HTTP/2 carries them: names in lower case, connection headers left out."""
    out = []
    for name, value in lines:
        key = name.lower()
        if key not in _NOT_IN_HTTP2 and (key != b"te" or value.lower() == b"trailers"):
            out.append((key, value.strip()))
    return out


class Stream:
    """One answer while it arrives; the fields are those of ``app.wire.http1.Reader``. ``error`` is set when
    it will never be whole, ``stopped`` when the server wants no more of the request."""

    __slots__ = (
        "complete",
        "error",
        "headers",
        "id",
        "interim",
        "owed",
        "pieces",
        "reason",
        "received",
        "sent_all",
        "status",
        "stopped",
        "tap",
        "trailers",
        "waiting",
    )

    def __init__(self, number: int, tap: Tap) -> None:
        self.id = number
        self.tap = tap
        self.status = 0
        self.reason = b""
        self.headers: list[RawHeader] = []
        self.trailers: Sequence[RawHeader] = ()
        self.interim: Sequence[tuple[int, tuple[RawHeader, ...]]] = ()
        self.pieces: list[bytes] = []
        self.received = 0
        self.complete = False
        self.sent_all = False
        self.stopped = False
        self.error: httpx.TransportError | None = None
        self.owed = 0
        self.waiting = 0

    def take(self) -> bytes:
        """The parts of the body that have come since the last call."""
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces.pop()
        octets = b"".join(pieces)
        pieces.clear()
        return octets


def error_name(code: int) -> str:
    """The name and number of an HTTP/2 error code (section 7)."""
    try:
        return f"{h2.errors.ErrorCodes(code).name} ({code})"
    except ValueError:
        return f"unknown code ({code})"


def phase_of(stream: Stream) -> Phase:
    return "receive" if stream.status else "wait"


def split(headers: Iterable[RawHeader]) -> tuple[int, list[RawHeader]]:
    """The status and the lines without pseudo-headers; 0 for a status that is none."""
    status = 0
    lines = []
    for name, value in headers:
        if name == b":status":
            status = int(value) if len(value) == 3 and value.isdigit() else 0
        elif not name.startswith(b":"):
            lines.append((bytes(name), bytes(value)))
    return status, lines
