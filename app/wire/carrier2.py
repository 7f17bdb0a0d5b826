"""A connection that speaks HTTP/2: many exchanges at once, written together once per turn of the loop."""

from __future__ import annotations

import httpx

from app.wire.answer import Answer
from app.wire.carrier import FLOOD, Carrier, Line, Owner
from app.wire.errors import closed_early, protocol_error
from app.wire.http2 import Http2
from app.wire.limits import NEVER
from app.wire.outbound import PIECE, Outbound
from app.wire.stream import Stream, http2_lines
from app.wire.timeline import RawHeader


class Http2Carrier(Carrier):
    """See ``Carrier``. ``capacity`` says how many more exchanges it takes now."""

    shared = True
    http_version = "HTTP/2"

    def __init__(self, line: Line, owner: Owner) -> None:
        super().__init__(line, owner)
        self._http2 = Http2(owner.sizes)
        self._answers: dict[int, Answer] = {}
        self._promised = 0
        self._writing = False
        self._full = False
        self._flush()

    @property
    def capacity(self) -> int:
        """How many more exchanges may begin now."""
        return 0 if self.closed else self._http2.capacity - self._promised

    def promise(self) -> None:
        """Keep a stream for an exchange that will begin."""
        self._promised += 1
        self.wake_up()

    def release(self) -> None:
        """The exchange will not begin after all."""
        self._promised -= 1

    @property
    def draining(self) -> bool:
        """Whether the server has announced the end, or it has come."""
        return self.closed or self._http2.draining

    @property
    def busy(self) -> bool:
        """Whether an exchange is under way."""
        return bool(self._answers or self._promised)

    async def send(self, out: Outbound) -> httpx.Response:
        """Carry one exchange; see ``Carrier.send``."""
        answer = self._open(out)
        try:
            await answer.head()
        except BaseException:
            self.abandon(answer)
            raise
        return answer.response({"http_version": b"HTTP/2"})

    def _open(self, out: Outbound) -> Answer:
        timeline = out.timeline
        self._promised -= 1
        if self.closed:
            raise closed_early("send", self.cause)
        self.note(out)
        timeline.enter("send")
        lines = http2_lines(out.lines)
        timeline.sent = tuple(lines)
        timeline.tap.begin(self._http2.frames)
        body = out.body
        end = body == b""
        stream = self._http2.open(_pseudo(out) + lines, timeline.tap, end)
        answer = self._answers[stream.id] = Answer(self, stream, out)
        if end:
            timeline.enter("wait")
        elif body and len(body) <= PIECE and self._http2.fits(stream, len(body)):
            self._http2.send(stream, memoryview(body))
            self._http2.finish(stream)
            answer.sent = len(body)
            timeline.enter("wait")
        else:
            answer.begin_upload()
        self._soon()
        return answer

    # --- what an answer asks for --------------------------------------------------------------------

    async def write(self, answer: Answer, octets: bytes) -> None:
        """Write a part of the body, and wait while a window is shut or the server is slow."""
        view = memoryview(octets)
        stream = _stream(answer)
        while view:
            sent = 0 if self._full else self._http2.send(stream, view)
            view = view[sent:]
            self._soon()
            if view:
                await answer.writable()
        while self._full and not self.lost:
            await answer.writable()

    def finish(self, answer: Answer) -> None:
        """End the stream's outgoing half."""
        self._http2.finish(_stream(answer))
        self._settle(_stream(answer))
        self._soon()

    def taken(self, answer: Answer, count: int) -> None:
        """The reader took bytes: let the server go on."""
        self._http2.taken(_stream(answer), count)
        self._soon()

    def abandon(self, answer: Answer) -> None:
        """Reset the stream; the connection goes on."""
        answer.stop_upload()
        answer.out.timeline.stop()
        stream = _stream(answer)
        self._http2.reset(stream)
        self._settle(stream)
        if not self.closed:
            self._flush()

    # --- what the loop calls ------------------------------------------------------------------------

    def data_received(self, octets: bytes) -> None:
        """Frames of any stream."""
        try:
            self._http2.feed(octets)
            if self.transport.get_write_buffer_size() > FLOOD:
                raise protocol_error("The server asks for more than it reads.", "receive")
        except httpx.TransportError as error:
            self._http2.lose(error)
            self._tell()
            self.close()
            return
        self._tell()
        if self._http2.draining and not self._answers:
            self.close()
        else:
            self._soon()

    def _tell(self) -> None:
        """Wake those whose stream has news."""
        touched = self._http2.touched
        if not touched:
            return
        for stream in touched.values():
            answer = self._answers.get(stream.id)
            if answer is not None:
                self._tell_one(stream, answer)
        touched.clear()

    def _tell_one(self, stream: Stream, answer: Answer) -> None:
        if stream.status or stream.pieces:
            answer.out.timeline.enter("receive")
        if stream.error is not None:
            answer.fail(stream.error)
        elif stream.complete:
            answer.out.timeline.stop()
        self._settle(stream)
        answer.wake()
        answer.wake_writer()

    def _settle(self, stream: Stream) -> None:
        """A stream that is over in both directions makes room for another one."""
        if stream.id in self._answers and stream.id not in self._http2.streams:
            answer = self._answers.pop(stream.id)
            if stream.stopped:
                answer.stop_upload()
            if not self.closed:
                self.owner.free(self)

    def pause_writing(self) -> None:
        """The server reads too slowly."""
        self._full = True

    def resume_writing(self) -> None:
        """The server has caught up."""
        self._full = False
        for answer in list(self._answers.values()):
            answer.wake_writer()

    def close(self) -> None:
        """Say good-bye and end the connection; what it carries is lost."""
        if not self.closed:
            self._http2.leave()
            self._flush()
        super().close()

    def _ended(self, cause: Exception | None) -> None:
        for answer in list(self._answers.values()):
            error = closed_early(answer.out.timeline.phase, cause, answer.incoming.received)
            answer.fail(error)
        self._answers.clear()

    def _expire(self, now: float) -> float:
        when = NEVER
        for answer in list(self._answers.values()):
            when = min(when, answer.expire(now))
            if answer.error is not None:
                # Perhaps the whole connection is dead: let it carry nothing new.
                self._http2.draining = True
        if self.draining and not self._answers:
            self.close()
        return when

    def _soon(self) -> None:
        """Write at the end of this turn of the loop, so that many streams share a packet."""
        if not self._writing:
            self._writing = True
            self.loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._writing = False
        octets = self._http2.output()
        if octets and not self.lost:
            self.transport.write(octets)


def _stream(answer: Answer) -> Stream:
    assert isinstance(answer.incoming, Stream)
    return answer.incoming


def _pseudo(out: Outbound) -> list[RawHeader]:
    """RFC 9113 section 8.3.1; CONNECT (section 8.5) names only the authority."""
    if out.method == b"CONNECT":
        return [(b":method", b"CONNECT"), (b":authority", out.target)]
    return [
        (b":method", out.method),
        (b":scheme", out.request.url.raw_scheme),
        (b":authority", out.authority),
        (b":path", out.target),
    ]
