"""A tap on an HTTP/1.1 socket: it writes the head of a request verbatim and keeps the head that returns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_END_OF_HEAD = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d\.\d 1(?!01)\d\d")
_MOST = 128 * 1024  # h11 refuses longer heads, so nothing longer needs keeping


class Tap:
    """Sits between h11 and the socket for one exchange.

    ``lines`` are the header lines to write. h11 knows only what it needs for framing, sorts Host first
    and refuses what a tester may well want to send; so its head is replaced as it passes by.
    ``received`` holds the head of the answer as it came, 1xx answers left out.
    """

    def __init__(self) -> None:
        self.lines: Sequence[tuple[bytes, bytes]] = ()
        self.written = b""
        self.received = b""
        self.listening = False
        self._armed = False
        self._complete = False

    def arm(self) -> None:
        """The next octets written are the head of this exchange's request."""
        self._armed = True
        self._complete = self.listening = False
        self.written = self.received = b""

    def outgoing(self, octets: bytes) -> bytes:
        """What to write instead of ``octets``."""
        if not self._armed:
            return octets
        self._armed, self.listening = False, True
        request_line = octets.partition(b"\r\n")[0]
        self.written = b"\r\n".join([request_line, *(b"%b: %b" % line for line in self.lines), b"", b""])
        return self.written

    def incoming(self, octets: bytes) -> bool:
        """Keep the head; True once a byte of the final answer has come."""
        if not self._complete:
            self.received = (self.received + octets)[:_MOST]
            self._cut()
        return bool(self.received)

    def _cut(self) -> None:
        while end := _END_OF_HEAD.search(self.received):
            if not _INTERIM.match(self.received):
                self.received = self.received[: end.end()]
                self._complete = True
                return
            self.received = self.received[end.end() :]
