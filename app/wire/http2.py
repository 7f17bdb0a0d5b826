"""HTTP/2 without sockets (RFC 9113): octets go in, the states of many answers come out; h2 parses."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
import h2.settings
import httpx

from app.model.wire import Frame
from app.wire.errors import NoHttp2, Trouble, protocol_error, troubled, words
from app.wire.limits import SizeLimits
from app.wire.stream import Stream, error_name, phase_of, split
from app.wire.tap import Frames, Tap
from app.wire.timeline import RawHeader

STREAM_WINDOW = 1024 * 1024  # bytes of one answer that may wait for its reader
CONNECTION_WINDOW = 64 * 1024 * 1024
FRAME = 16 * 1024  # the longest frame we accept (SETTINGS_MAX_FRAME_SIZE)
EARLY_STREAMS = 100  # how many to open before the server has told its limit
_HEADER = 9  # bytes before each frame's payload (section 4.1)
_GOAWAY = 7
_DATA, _HEADERS, _WINDOW_UPDATE = 0, 1, 8
_MOST_IDLE = 1000  # frames in a row that carry nothing; each costs us time and the server none
_LOG = 512  # frames of the connection itself that are remembered

_CONFIG = h2.config.H2Configuration(
    client_side=True,
    header_encoding=None,
    validate_outbound_headers=False,
    normalize_outbound_headers=False,
    validate_inbound_headers=False,
    normalize_inbound_headers=False,
)


class Http2:
    """One connection. After ``feed`` the streams in ``touched`` have news; ``output`` gives what must be
    written. ``draining`` is true once the server has announced the end (GOAWAY): the streams it knows go
    on, new ones need another connection."""

    def __init__(self, sizes: SizeLimits) -> None:
        self.streams: dict[int, Stream] = {}
        self.touched: dict[int, Stream] = {}
        self.draining = False
        self.greeted = False
        self.frames: Frames = Frames(maxlen=_LOG)
        self._sizes = sizes
        self._rest = b""
        self._owed = 0
        self._idle_frames = 0
        self._h2 = h2.connection.H2Connection(_CONFIG)
        self._h2.local_settings = h2.settings.Settings(
            client=True,
            initial_values={
                h2.settings.SettingCodes.ENABLE_PUSH: 0,
                h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: STREAM_WINDOW,
                h2.settings.SettingCodes.MAX_HEADER_LIST_SIZE: sizes.header_size,
            },
        )
        self._h2.decoder.max_header_list_size = sizes.header_size
        self._h2.initiate_connection()
        self._h2.increment_flow_control_window(CONNECTION_WINDOW)

    @property
    def capacity(self) -> int:
        """How many more streams the server allows now."""
        if self.draining:
            return 0
        most = self._h2.remote_settings.max_concurrent_streams if self.greeted else EARLY_STREAMS
        return most - len(self.streams)

    # --- what goes out --------------------------------------------------------------------------------

    def open(self, lines: list[RawHeader], tap: Tap, end: bool) -> Stream:
        """Send the head of a request, pseudo-headers first; ``end`` says that no body follows.

        Raises:
            httpx.TransportError: this connection takes no more requests.
        """
        try:
            number = self._h2.get_next_available_stream_id()
            self._h2.send_headers(number, lines, end_stream=end)
        except h2.exceptions.H2Error as error:
            self.draining = True
            refusal = httpx.RemoteProtocolError(f"The HTTP/2 connection takes no more requests: {error}")
            raise troubled(refusal, Trouble("protocol", "send", unseen=True)) from error
        stream = self.streams[number] = Stream(number, tap)
        stream.sent_all = end
        return stream

    def fits(self, stream: Stream, count: int) -> bool:
        """Whether the windows allow so many bytes of a body now."""
        return self._h2.local_flow_control_window(stream.id) >= count

    def send(self, stream: Stream, octets: memoryview) -> int:
        """Write as much of a body as the windows allow; returns how many bytes."""
        if stream.id not in self.streams or stream.stopped:
            return len(octets)
        count = min(len(octets), self._h2.local_flow_control_window(stream.id))
        start = 0
        while start < count:
            end = min(count, start + self._h2.max_outbound_frame_size)
            self._h2.send_data(stream.id, bytes(octets[start:end]))
            start = end
        return max(count, 0)

    def finish(self, stream: Stream) -> None:
        """The body of the request is whole."""
        stream.sent_all = True
        if stream.id in self.streams and not stream.stopped:
            self._h2.end_stream(stream.id)
            if stream.complete:
                self._forget(stream)

    def taken(self, stream: Stream, count: int) -> None:
        """The reader took bytes: the server may send as many more."""
        self._owed += count
        stream.waiting -= count
        if not stream.complete and stream.id in self.streams:
            stream.owed += count
            if stream.owed > STREAM_WINDOW // 4:
                self._h2.increment_flow_control_window(stream.owed, stream.id)
                stream.owed = 0
        if self._owed > CONNECTION_WINDOW // 8:
            self._h2.increment_flow_control_window(self._owed)
            self._owed = 0

    def reset(self, stream: Stream) -> None:
        """Nobody wants the rest (RST_STREAM with CANCEL)."""
        if self.streams.get(stream.id) is stream:
            self._forget(stream)
            self._owed += stream.waiting
            try:
                self._h2.reset_stream(stream.id, h2.errors.ErrorCodes.CANCEL)
            except h2.exceptions.H2Error:
                pass  # The server has ended it meanwhile.

    def leave(self) -> None:
        """Say good-bye (GOAWAY without an error)."""
        try:
            self._h2.close_connection()
        except h2.exceptions.H2Error:
            pass  # The connection is over already.

    def output(self) -> bytes:
        """The octets to write now."""
        octets = self._h2.data_to_send()
        if octets:
            self._log_output(octets)
        return octets

    def _log_output(self, octets: bytes) -> None:
        start = 0
        if octets.startswith(b"PRI * "):
            start = 24  # The preface (section 3.4) is no frame.
        while start + _HEADER <= len(octets):
            start = self._log(octets, start, True)

    def _log(self, octets: bytes, start: int, outgoing: bool) -> int:
        """Note the frame that begins at ``start``; returns where the next one does."""
        length = int.from_bytes(octets[start : start + 3], "big")
        number = int.from_bytes(octets[start + 5 : start + 9], "big") & 0x7FFFFFFF
        frame = Frame(perf_counter(), outgoing, octets[start + 3], octets[start + 4], number, length)
        end = start + _HEADER + length
        stream = self.streams.get(number)
        if stream is not None:
            stream.tap.frame(frame, octets[start:end])
        else:
            self.frames.append(frame)
        return end

    # --- what comes in --------------------------------------------------------------------------------

    def feed(self, octets: bytes) -> None:
        """Take the next octets.

        Raises:
            httpx.RemoteProtocolError: they are not HTTP/2; the connection is of no more use, see ``lose``.
        """
        octets = self._rest + octets if self._rest else octets
        self._rest = b""
        start = 0
        while len(octets) - start >= _HEADER:
            length = int.from_bytes(octets[start : start + 3], "big")
            if length > FRAME:
                raise self._too_long(octets, length)
            if len(octets) - start < _HEADER + length:
                break
            kind = octets[start + 3]
            end = self._log(octets, start, False)
            self._count(kind, length)
            if kind == _GOAWAY:
                # h2 would refuse the answers that are still to come after it.
                self._goaway(octets[start + _HEADER : end])
            else:
                # One by one: a frame that breaks the rules must not take those before it along.
                self._process(octets[start:end])
            start = end
        self._rest = octets[start:]

    def _count(self, kind: int, length: int) -> None:
        """Floods of empty frames, pings and settings (CVE-2019-9512 and its sisters) end here."""
        if kind == _HEADERS or (kind == _DATA and length):
            self._idle_frames = 0
        elif kind != _WINDOW_UPDATE:
            self._idle_frames += 1
            if self._idle_frames > _MOST_IDLE:
                most = _MOST_IDLE
                sentence = f"The server sent more than {most} HTTP/2 frames that carry nothing."
                raise protocol_error(sentence, "wait", "idle frames", most)

    def lose(self, error: httpx.TransportError) -> None:
        """The connection is over: so is every answer that is not whole."""
        self.draining = True
        for stream in list(self.streams.values()):
            own = protocol_error(str(error), phase_of(stream))
            own.__cause__ = error.__cause__
            self._fail(stream, own)

    def _process(self, octets: bytes) -> None:
        try:
            events = self._h2.receive_data(octets)
        except h2.exceptions.InvalidBodyLengthError as error:
            sentence = f"The body has not the length that Content-Length says. {words(error)}."
            raise protocol_error(sentence, "wait") from error
        except h2.exceptions.H2Error as error:
            raise protocol_error(f"The server broke the rules of HTTP/2: {words(error)}.", "wait") from error
        except (ValueError, LookupError, AttributeError) as error:
            raise protocol_error(f"Its HTTP/2 frames make no sense: {words(error)}.", "wait") from error
        for event in events:
            act = _ACTS.get(type(event))
            if act is not None:
                act(self, event)

    def _too_long(self, octets: bytes, length: int) -> httpx.RemoteProtocolError:
        if octets.startswith(b"HTTP/"):
            error = protocol_error("The server speaks HTTP/1.1 where HTTP/2 was asked for.", "receive")
            error.__cause__ = NoHttp2("The server answered in HTTP/1")
            return error
        return protocol_error(f"The server sent a frame of {length} bytes; {FRAME} are allowed.", "receive")

    def _goaway(self, payload: bytes) -> None:
        """RFC 9113 section 6.8: streams up to the last one named are still answered."""
        if len(payload) < 8:
            raise protocol_error("The server's GOAWAY frame is too short.", "receive")
        self.draining = True
        last = int.from_bytes(payload[:4], "big") & 0x7FFFFFFF
        code = int.from_bytes(payload[4:8], "big")
        for stream in list(self.streams.values()):
            if stream.id > last:
                reason = f"GOAWAY, {error_name(code)}"
                sentence = f"The server ended the HTTP/2 connection ({reason}) before it read the request."
                error = httpx.RemoteProtocolError(sentence)
                self._fail(stream, troubled(error, Trouble("protocol", "wait", unseen=True)))
            elif code:
                sentence = f"The server ended the HTTP/2 connection: GOAWAY, {error_name(code)}."
                self._fail(stream, protocol_error(sentence, phase_of(stream)))

    def _answered(self, event: h2.events.ResponseReceived) -> None:
        stream = self._stream(event)
        if stream is None:
            return
        status, lines = split(event.headers or [])
        if status < 200:
            self._fail(stream, protocol_error("The HTTP/2 answer has no valid :status.", "receive"))
            self._abort(stream)
        elif self._counted(stream, len(lines)):
            stream.status, stream.headers = status, lines

    def _informed(self, event: h2.events.InformationalResponseReceived) -> None:
        stream = self._stream(event)
        if stream is not None:
            status, lines = split(event.headers or [])
            stream.interim = (*stream.interim, (status, tuple(lines)))
            self._counted(stream, len(stream.interim))

    def _data(self, event: h2.events.DataReceived) -> None:
        stream = self._stream(event)
        length = event.flow_controlled_length or 0
        if stream is None:
            self._owed += length
            return
        octets = event.data or b""
        stream.received += len(octets)
        stream.waiting += len(octets)
        if octets:
            stream.pieces.append(octets)
        if length > len(octets):
            # Padding is never taken by a reader.
            stream.waiting += length - len(octets)
            self.taken(stream, length - len(octets))

    def _trailed(self, event: h2.events.TrailersReceived) -> None:
        stream = self._stream(event)
        if stream is not None and self._counted(stream, len(event.headers or [])):
            stream.trailers = [(bytes(name), bytes(value)) for name, value in event.headers or []]

    def _ended(self, event: h2.events.StreamEnded) -> None:
        stream = self._stream(event)
        if stream is None:
            return
        if not stream.status:
            self._fail(stream, protocol_error("The HTTP/2 answer ended before its head.", "receive"))
            self._abort(stream)
            return
        stream.complete = True
        if stream.sent_all:
            self._forget(stream)

    def _was_reset(self, event: h2.events.StreamReset) -> None:
        stream = self._stream(event)
        if stream is None:
            return
        code = int(event.error_code or 0)
        if stream.complete:
            # RFC 9113 section 8.1: the answer is whole, the server only wants no more of the request.
            stream.stopped = True
            self._forget(stream)
            return
        unseen = code == h2.errors.ErrorCodes.REFUSED_STREAM
        sentence = f"The server reset the HTTP/2 stream: {error_name(code)}."
        trouble = Trouble("reset", phase_of(stream), unseen=unseen)
        self._fail(stream, troubled(httpx.RemoteProtocolError(sentence), trouble))

    def _windows(self, event: h2.events.WindowUpdated) -> None:
        if event.stream_id:
            self._stream(event)
        else:
            self.touched.update(self._uploading())

    def _settled(self, _: h2.events.RemoteSettingsChanged) -> None:
        self.greeted = True
        self.touched.update(self._uploading())

    def _uploading(self) -> dict[int, Stream]:
        return {number: stream for number, stream in self.streams.items() if not stream.sent_all}

    def _stream(self, event: h2.events.Event) -> Stream | None:
        stream = self.streams.get(getattr(event, "stream_id", 0))
        if stream is not None:
            self.touched[stream.id] = stream
        return stream

    def _counted(self, stream: Stream, count: int) -> bool:
        most = self._sizes.header_count
        if count <= most:
            return True
        sentence = f"The answer has more than {most} header lines."
        self._fail(stream, protocol_error(sentence, "receive", "header count", most))
        self._abort(stream)
        return False

    def _fail(self, stream: Stream, error: httpx.TransportError) -> None:
        if not stream.complete:
            stream.error = error
        self.touched[stream.id] = stream
        self._forget(stream)

    def _abort(self, stream: Stream) -> None:
        try:
            self._h2.reset_stream(stream.id, h2.errors.ErrorCodes.PROTOCOL_ERROR)
        except h2.exceptions.H2Error:
            pass  # The server has ended it meanwhile.

    def _forget(self, stream: Stream) -> None:
        self.streams.pop(stream.id, None)


_ACTS: dict[type[h2.events.Event], Callable[[Http2, Any], None]] = {
    h2.events.ResponseReceived: Http2._answered,
    h2.events.InformationalResponseReceived: Http2._informed,
    h2.events.DataReceived: Http2._data,
    h2.events.TrailersReceived: Http2._trailed,
    h2.events.StreamEnded: Http2._ended,
    h2.events.StreamReset: Http2._was_reset,
    h2.events.WindowUpdated: Http2._windows,
    h2.events.RemoteSettingsChanged: Http2._settled,
}
