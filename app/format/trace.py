"""What passed on the wire as text in the manner of ``curl --trace-ascii``, with times, without secrets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.format import words
from app.format.masking import head_length, masked_value
from app.format.octets import HEADER_FRAMES, blanked, is_framed, spans_to_mask
from app.format.runs import FRAME_HEADER
from app.model.exchange import Exchange, Header
from app.model.wire import Frame, Octets

WIDTH = 64  # octets in a line
_PRINTABLE = bytes(octet if 32 <= octet < 127 else ord(".") for octet in range(256))


def trace(exchange: Exchange) -> Iterator[str]:
    """The lines, each with its line break: every attempt and hop, oldest first."""
    for hop in exchange.hops:
        yield from _hop(hop)


def _hop(hop: Exchange) -> Iterator[str]:
    yield _info(hop.started, f"{hop.request.method} {hop.request.url}")
    yield _info(hop.started, _connection(hop))
    if hop.wire is not None:
        yield from _frames(hop) if is_framed(hop) else _octets(hop)
    if hop.failure is not None:
        yield _info(_after(hop, hop.timing.total), hop.failure.title)


def _connection(hop: Exchange) -> str:
    connection = hop.connection
    ends = " -> ".join(end for end in (connection.local, connection.remote) if end)
    use = "reused connection" if connection.reused else "connection"
    parts = (f"{use} {connection.id}", ends, connection.tls_version, connection.cipher, connection.alpn)
    return ", ".join(part for part in (f"attempt {hop.attempt}", *parts) if part)


def _octets(hop: Exchange) -> Iterator[str]:
    """HTTP/1.1: head and body each way; the moments are those of the phases."""
    assert hop.wire is not None
    timing = hop.timing
    before = sum(ms for phase, ms in timing.phases() if phase in ("blocked", "dns", "connect", "tls"))
    answered = before + (timing.send or 0.0) + (timing.wait or 0.0)
    for reel, outgoing, at in ((hop.wire.sent, True, before), (hop.wire.received, False, answered)):
        kept = reel.read()
        shown, head = blanked(kept, spans_to_mask(hop, outgoing, kept)), head_length(kept)
        way, when = _way(outgoing), _after(hop, at)
        if head:
            yield from _block(when, f"{way} header", shown[:head])
        if shown[head:]:
            yield from _block(when, f"{way} data", shown[head:])
        yield from _cut(reel, len(kept), when)


def _frames(hop: Exchange) -> Iterator[str]:
    """HTTP/2: frame by frame; header lines as they were before they were packed."""
    assert hop.wire is not None
    tapes = {way: _Tape(hop, way) for way in (True, False)}
    shown: set[bool] = set()
    for frame in hop.wire.frames:
        when = _after(hop, (frame.at - hop.wire.began) * 1000)
        payload = tapes[frame.outgoing].payload(frame)
        what = f"{_way(frame.outgoing)} {frame.name}, stream {frame.stream}, flags 0x{frame.flags:02x}"
        if frame.type in HEADER_FRAMES:
            lines = () if frame.outgoing in shown else _headers(hop, frame.outgoing)
            shown.add(frame.outgoing)
            yield _title(when, what, frame.length)
            yield from (f"      {name}: {value}\n" for name, value in lines)
        elif payload is None:
            yield _title(when, what, frame.length)
        else:
            yield from _block(when, what, payload)


def _headers(hop: Exchange, outgoing: bool) -> tuple[Header, ...]:
    """The header lines of a hop, masked as a head of HTTP/1.1 would be."""
    request, response = hop.request, hop.response
    first = (":method", request.method), (":path", request.target)
    lines = (*first, *request.headers) if outgoing else response.headers if response else ()
    secrets = hop.wire.secrets if hop.wire is not None else ()
    return tuple((name, masked_value(name, value, secrets)) for name, value in lines)


class _Tape:
    """The octets of one direction, read frame by frame."""

    def __init__(self, hop: Exchange, outgoing: bool) -> None:
        assert hop.wire is not None
        self._octets = (hop.wire.sent if outgoing else hop.wire.received).read()
        self._shown = blanked(self._octets, spans_to_mask(hop, outgoing, self._octets))
        self._at = 0

    def payload(self, frame: Frame) -> bytes | None:
        """What a frame carries; None for one of the connection, whose octets are no part of the tap."""
        numbers = frame.length.to_bytes(3), bytes((frame.type, frame.flags)), frame.stream.to_bytes(4)
        start = self._at + FRAME_HEADER
        if self._octets[self._at : start] != b"".join(numbers):
            return None
        self._at = start + frame.length
        return self._shown[start : self._at]


def _cut(reel: Octets, kept: int, when: datetime) -> Iterator[str]:
    if not reel.complete:
        yield _info(when, f"first {words.size(kept)} of {words.size(reel.size)}; the rest was not kept")


def _way(outgoing: bool) -> str:
    return "=> Send" if outgoing else "<= Recv"


def _after(hop: Exchange, ms: float) -> datetime:
    return hop.started + timedelta(milliseconds=ms)


def _info(when: datetime, sentence: str) -> str:
    return f"{when:%H:%M:%S.%f} == Info: {sentence}\n"


def _title(when: datetime, what: str, size: int) -> str:
    return f"{when:%H:%M:%S.%f} {what}, {size} bytes (0x{size:x})\n"


def _block(when: datetime, what: str, octets: bytes) -> Iterator[str]:
    """A title and the octets below it, a line for each line of theirs, as curl writes them."""
    yield _title(when, what, len(octets))
    start = 0
    while start < len(octets):
        end = octets.find(b"\r\n", start, start + WIDTH)
        stop, following = (min(start + WIDTH, len(octets)),) * 2 if end < 0 else (end, end + 2)
        yield f"{start:04x}: {octets[start:stop].translate(_PRINTABLE).decode('ascii')}\n"
        start = following
