"""HTTP/1.1 without sockets (RFC 9112): octets go in, the state of one answer comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import httptools

from app.wire.errors import closed_early, protocol_error
from app.wire.limits import SizeLimits
from app.wire.timeline import RawHeader

_NO_BODY = frozenset({204, 304})


def write_head(method: bytes, target: bytes, lines: Iterable[RawHeader]) -> bytes:
    """The head of a request, every line as given."""
    out = [method, b" ", target, b" HTTP/1.1\r\n"]
    for name, value in lines:
        # An empty value stands right after its colon, as curl writes it.
        out += (name, b": " if value else b":", value, b"\r\n")
    out.append(b"\r\n")
    return b"".join(out)


def write_chunk(octets: bytes) -> bytes:
    """One chunk of a chunked body (section 7.1). An empty one would end the body, so nothing is written."""
    return b"%x\r\n%b\r\n" % (len(octets), octets) if octets else b""


LAST_CHUNK = b"0\r\n\r\n"


def is_chunked(lines: Iterable[RawHeader]) -> bool:
    """Whether the header lines say that the body comes in chunks (section 6.1: chunked stands last)."""
    codings = [value for name, value in lines if name.lower() == b"transfer-encoding"]
    return bool(codings) and codings[-1].lower().rpartition(b",")[2].strip() == b"chunked"


def _has_length(lines: Iterable[RawHeader]) -> bool:
    return any(name.lower() == b"content-length" for name, _ in lines)


class Reader:
    """Reads the answer to one request.

    After each ``feed``: ``status`` is 0 until the head is whole, then ``headers`` and ``reason`` stand;
    ``pieces`` holds the parts of the body that nobody has taken yet; ``complete`` says that the last byte
    has come, ``keep_alive`` whether the connection may carry another request then. 1xx answers gather in
    ``interim``, trailers in ``trailers``. After 101 and after a tunnel opened by CONNECT (``raw``) every
    octet is part of the body.
    """

    # Standing here, these cost nothing until one of them changes; there is a reader per request.
    begun = False
    status = 0
    reason = b""
    http_version = b"HTTP/1.1"
    received = 0
    complete = False
    keep_alive = False
    raw = False
    trailers: Sequence[RawHeader] = ()
    interim: Sequence[tuple[int, tuple[RawHeader, ...]]] = ()
    _head = b""
    _silent = 0

    def __init__(self, method: bytes, sizes: SizeLimits) -> None:
        self.pieces: list[bytes] = []
        self.headers: list[RawHeader] = []
        self._lines = self.headers
        self._method = method
        self._sizes = sizes
        self._parser: httptools.HttpResponseParser | None = httptools.HttpResponseParser(self)
        # Folded lines and bare line feeds are old, yet servers send them (RFC 9112 sections 2.2 and 5.2).
        self._parser.set_dangerous_leniencies(lenient_headers=True, lenient_optional_cr_before_lf=True)

    def feed(self, octets: bytes) -> None:
        """Take the next octets.

        Raises:
            httpx.RemoteProtocolError: they are not HTTP, or the head passes a limit.
        """
        self.begun = True
        if self.complete:
            self.keep_alive = False
        elif self.raw:
            self.on_body(octets)
        elif self._method == b"CONNECT" and not self.status:
            self._feed_connect(octets)
        else:
            self._parse(octets)

    def _feed_connect(self, octets: bytes) -> None:
        """What follows the head that opens a tunnel is not HTTP, whatever the head says of a length."""
        head, end, rest = (self._head + octets).partition(b"\r\n\r\n")
        self._check_size(len(head))
        if not end:
            self._head = head
            return
        self._head = b""
        self._parse(head + end)
        if rest:
            self.feed(rest)

    def _parse(self, octets: bytes) -> None:
        parser = self._parser
        assert parser is not None
        before = self.received
        try:
            parser.feed_data(octets)
        except httptools.HttpParserUpgrade as upgrade:
            self._upgrade(octets[upgrade.args[0] :])
        except httptools.HttpParserError as error:
            self._refuse(error)
        if self.complete:
            # The parser holds this object too; without this the garbage collector would have to part them.
            self._parser = None
        elif self.received == before:
            # A head, trailers, or endless chunk extensions: nothing that anybody could read.
            self._silent += len(octets)
            self._check_size(self._silent)
        else:
            self._silent = 0

    def finish(self) -> None:
        """The server closed its side.

        Raises:
            httpx.RemoteProtocolError: in the middle of the answer.
        """
        if self.complete:
            return
        if self.raw or (self.status and not _has_length(self.headers) and not is_chunked(self.headers)):
            self.complete = True
            return
        raise closed_early("receive" if self.begun else "wait", None, self.received if self.status else None)

    def take(self) -> bytes:
        """The parts of the body that have come since the last call."""
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces.pop()
        octets = b"".join(pieces)
        pieces.clear()
        return octets

    # --- what httptools calls -----------------------------------------------------------------------

    def on_status(self, status: bytes) -> None:
        if not self.status:
            self.reason += status

    def on_header(self, name: bytes, value: bytes) -> None:
        self._lines.append((name, value))

    def on_headers_complete(self) -> None:
        assert self._parser is not None
        self._check_count(len(self.headers))
        status = self._parser.get_status_code()
        if 100 <= status < 200 and status != 101:
            return
        self.status = status
        self._lines = []
        if (version := self._parser.get_http_version()) != "1.1":
            self.http_version = b"HTTP/" + version.encode()
        if self._method == b"CONNECT" and 200 <= status < 300:
            self.raw = True
        elif self._method == b"HEAD" or status in _NO_BODY:
            # httptools has no way to say that no body follows, so reading ends here.
            self._end()

    def on_body(self, octets: bytes) -> None:
        if self.complete:
            # A body where none may be (HEAD, 204, 304): nobody knows where it ends.
            self.keep_alive = False
            return
        self.received += len(octets)
        self.pieces.append(octets)

    def on_message_complete(self) -> None:
        if self.status:
            if self._lines and not self.complete:
                self.trailers = self._lines
                self._check_count(len(self.trailers))
            if not self.complete and not self.raw:
                self._end()
            return
        assert self._parser is not None
        status = self._parser.get_status_code()
        self.interim = (*self.interim, (status, tuple(self.headers)))
        self.headers, self.reason = [], b""
        self._lines = self.headers
        self._check_count(len(self.interim))

    def _end(self) -> None:
        assert self._parser is not None
        self.complete = True
        self.keep_alive = self._parser.should_keep_alive() or self._is_kept_without_body()

    def _is_kept_without_body(self) -> bool:
        """Where no body has to be delimited, only the server's word ends the connection."""
        if self._method != b"HEAD" or self.http_version != b"HTTP/1.1":
            return False
        return not any(n.lower() == b"connection" and b"close" in v.lower() for n, v in self.headers)

    def _upgrade(self, rest: bytes) -> None:
        if self.status == 101 or self._method == b"CONNECT":
            self.raw, self.complete, self.keep_alive = True, False, False
            if rest:
                self.on_body(rest)
        else:
            self.keep_alive = False

    def _check_count(self, count: int) -> None:
        most = self._sizes.header_count
        if count > most:
            sentence = f"The answer has more than {most} header lines."
            raise protocol_error(sentence, "receive", "header count", most)

    def _check_size(self, octets: int) -> None:
        most = self._sizes.header_size
        if octets > most:
            sentence = f"The head of the answer is longer than {most} bytes."
            raise protocol_error(sentence, "receive", "header size", most)

    def _refuse(self, error: httptools.HttpParserError) -> None:
        """Octets that httptools refuses; after the end they only cost the connection."""
        if self.complete:
            self.keep_alive = False
            return
        cause = error.__context__
        if isinstance(cause, Exception) and "trouble" in vars(cause):
            raise cause
        where = "body" if self.status else "head"
        reason = str(error).rstrip(".") or type(error).__name__
        raise protocol_error(f"The {where} of the answer is not HTTP/1.1: {reason}.", "receive") from error
