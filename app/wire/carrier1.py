"""A connection that speaks HTTP/1.1: one exchange at a time."""

from __future__ import annotations

from typing import Any

import httpx

from app.wire.answer import HIGH, Answer
from app.wire.carrier import Carrier, Line, Owner
from app.wire.errors import closed_early
from app.wire.http1 import LAST_CHUNK, Reader, write_chunk, write_head
from app.wire.limits import NEVER
from app.wire.outbound import PIECE, Outbound


class Http1Carrier(Carrier):
    """See ``Carrier``. Octets that come while nothing was asked end the connection."""

    def __init__(self, line: Line, owner: Owner) -> None:
        super().__init__(line, owner)
        self._answer: Answer | None = None
        self._reader: Reader | None = None
        self._backlog = 0
        self._paused = False
        self._full = False
        self._early = b""

    async def send(self, out: Outbound) -> httpx.Response:
        """Carry one exchange; see ``Carrier.send``."""
        reader = self._reader = Reader(out.method, self.owner.sizes)
        answer = self._answer = Answer(self, reader, out)
        self._backlog = 0
        self._begin(out, answer)
        early, self._early = self._early, b""
        if early:
            self.data_received(early)
        try:
            if self.closed and not reader.complete:
                raise closed_early("send", self.cause)
            await answer.head()
        except BaseException:
            self.abandon(answer)
            raise
        extensions: dict[str, Any] = {"http_version": reader.http_version, "reason_phrase": reader.reason}
        if reader.raw:
            extensions["network_stream"] = Tunnel(self, answer)
        return answer.response(extensions)

    def _begin(self, out: Outbound, answer: Answer) -> None:
        timeline = out.timeline
        self.note(out)
        timeline.enter("send")
        timeline.sent = out.shown
        timeline.tap.begin()
        head = write_head(out.method, out.target, out.lines)
        body = out.body
        if body is None or len(body) > PIECE or out.expects:
            self._put(out, head)
            answer.begin_upload()
            return
        if body:
            answer.sent = len(body)
            head += write_chunk(body) if out.chunked else body
        if out.chunked:
            head += LAST_CHUNK
        self._put(out, head)
        timeline.enter("wait")

    # --- what an answer asks for --------------------------------------------------------------------

    async def write(self, answer: Answer, octets: bytes) -> None:
        """Write a part of the body, and wait while the server is slow."""
        if answer.sent == 0 and answer.out.expects:
            await self._ask_first(answer)
        self._put(answer.out, write_chunk(octets) if answer.out.chunked else octets)
        while self._full and not self.lost:
            await answer.writable()

    def finish(self, answer: Answer) -> None:
        """Write what ends the body."""
        if answer.out.chunked:
            self._put(answer.out, LAST_CHUNK)

    def taken(self, answer: Answer, count: int) -> None:
        """The reader took bytes: let the server go on."""
        if answer is self._answer:
            self._backlog -= count
            if self._paused and self._backlog < HIGH // 2 and not self.closed:
                self._paused = False
                self.transport.resume_reading()

    def abandon(self, answer: Answer) -> None:
        """Close the socket: HTTP/1.1 knows no other way to stop."""
        answer.stop_upload()
        if answer is self._answer:
            answer.out.timeline.stop()
            self._answer = self._reader = None
            self.close()

    async def _ask_first(self, answer: Answer) -> None:
        """RFC 9110 section 10.1.1: wait for 100 (Continue), but not for ever."""
        await answer.asked()
        if answer.incoming.status:
            answer.stop_upload()
            await answer.writable()

    def _put(self, out: Outbound, octets: bytes) -> None:
        out.timeline.tap.outgoing.add(octets)
        self.transport.write(octets)

    # --- what the loop calls ------------------------------------------------------------------------

    def data_received(self, octets: bytes) -> None:
        """Octets of the answer at hand."""
        answer, reader = self._answer, self._reader
        if answer is None or reader is None:
            self._unasked(octets)
            return
        timeline = answer.out.timeline
        timeline.tap.incoming.add(octets)
        timeline.enter("receive")
        before = reader.received
        try:
            reader.feed(octets)
        except httpx.TransportError as error:
            answer.fail(error)
            self._answer = self._reader = None
            self.close()
            return
        self._backlog += reader.received - before
        if reader.complete:
            self._over(answer, reader)
        elif self._backlog > HIGH and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        elif not reader.status and reader.interim:
            timeline.enter("send" if answer.sending else "wait")
        answer.wake()
        if answer.out.expects:
            answer.wake_writer()

    def _unasked(self, octets: bytes) -> None:
        """Some servers refuse a connection before they have read a request; that is then its answer."""
        self._early += octets
        if self._served or len(self._early) > HIGH:
            self.close()

    def pause_writing(self) -> None:
        """The server reads too slowly."""
        self._full = True

    def resume_writing(self) -> None:
        """The server has caught up."""
        self._full = False
        if self._answer is not None:
            self._answer.wake_writer()

    def eof_received(self) -> bool:
        """The server closed its side: that may be how it ends the body."""
        answer, reader = self._answer, self._reader
        if answer is not None and reader is not None:
            try:
                reader.finish()
            except httpx.TransportError:
                answer.fail(_cut_off(answer, reader, None))
            self._over(answer, reader)
            answer.wake()
        return False

    def _over(self, answer: Answer, reader: Reader) -> None:
        """The last byte of the answer has come."""
        answer.out.timeline.stop()
        self._answer = self._reader = None
        out = answer.out
        kept = reader.complete and reader.keep_alive and not answer.sending and not out.closes
        if kept and out.fits(answer.sent):
            if self._paused:
                self._paused = False
                self.transport.resume_reading()
            self.owner.free(self)
        else:
            answer.stop_upload()
            self.close()

    def _ended(self, cause: Exception | None) -> None:
        answer, reader = self._answer, self._reader
        if answer is None or reader is None:
            return
        self._answer = self._reader = None
        answer.out.timeline.stop()
        answer.fail(_cut_off(answer, reader, cause))

    def _expire(self, now: float) -> float:
        return self._answer.expire(now) if self._answer is not None else NEVER


def _cut_off(answer: Answer, reader: Reader, cause: Exception | None) -> httpx.TransportError:
    return closed_early(answer.out.timeline.phase, cause, reader.received if reader.status else None)


class Tunnel:
    """The raw connection after 101 or CONNECT: written here, read from the body of the response."""

    def __init__(self, carrier: Http1Carrier, answer: Answer) -> None:
        self._carrier = carrier
        self._answer = answer

    async def write(self, octets: bytes) -> None:
        """Write octets, and wait while the server is slow."""
        await self._carrier.write(self._answer, octets)

    async def aclose(self) -> None:
        """Close the connection."""
        self._carrier.abandon(self._answer)
