"""A tap on the wire: the exact octets of one exchange each way, and the frames of HTTP/2 with their times."""

from __future__ import annotations

import re
import tempfile
import weakref
from collections import deque
from time import perf_counter
from typing import IO

from app.model.wire import Frame

IN_MEMORY = 64 * 1024  # bytes each way; what comes after goes to a file
MOST = 64 * 1024 * 1024  # bytes each way; what comes after is counted only
_new_file = tempfile.TemporaryFile
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d\.\d 1(?!01)\d\d")
_LONGEST_HEAD = 1024 * 1024


Frames = deque[Frame]


class Reel:
    """Octets in one direction: in memory while few, then in a file that goes with the reel."""

    __slots__ = ("__weakref__", "_file", "_held", "_in_memory", "_most", "_pieces", "size")

    def __init__(self, in_memory: int, most: int | None) -> None:
        self.size = 0
        self._in_memory = in_memory
        self._most = most
        self._pieces: list[bytes] = []
        self._held = 0
        self._file: IO[bytes] | None = None

    def add(self, octets: bytes) -> None:
        """Keep the next octets."""
        self.size += len(octets)
        if self._file is None and self.size <= self._in_memory:
            self._pieces.append(octets)
            self._held = self.size
        else:
            self._spill(octets)

    def _spill(self, octets: bytes) -> None:
        if self._most is not None:
            octets = octets[: max(0, self._most - self._held)]
        if not octets:
            return
        if self._file is None:
            self._file = _new_file()
            # Held from outside: within a cycle the file might be collected, unclosed, before its reel.
            weakref.finalize(self, self._file.close)
            self._file.writelines(self._pieces)
            self._pieces.clear()
        self._file.write(octets)
        self._held += len(octets)

    @property
    def complete(self) -> bool:
        """Whether every octet was kept; else those after the first ``held`` were only counted."""
        return self._held == self.size

    def read(self, start: int = 0, count: int = -1) -> bytes:
        """Octets from ``start``, ``count`` of them or all that were kept."""
        if self._file is None:
            whole = b"".join(self._pieces)
            return whole[start:] if count < 0 else whole[start : start + count]
        self._file.seek(start)
        octets = self._file.read(count)
        self._file.seek(0, 2)
        return octets

    def clear(self) -> None:
        """Forget everything."""
        self.close()
        self.size = self._held = 0

    def close(self) -> None:
        """Drop the octets and delete the file; the size stays."""
        self._pieces.clear()
        if self._file is not None:
            self._file.close()
            self._file = None


class Tap:
    """What one exchange wrote and read. ``in_memory`` bytes each way stay in memory, ``most`` are kept at
    all (None: every one), the rest is counted. Frames of HTTP/2 are in ``frames``; those of the whole
    connection (SETTINGS, PING, GOAWAY) join them while the exchange runs."""

    __slots__ = ("_connection", "_frames", "_since", "incoming", "outgoing")

    def __init__(self, in_memory: int = IN_MEMORY, most: int | None = MOST) -> None:
        self.outgoing = Reel(in_memory, most)
        self.incoming = Reel(in_memory, most)
        self._frames: list[Frame] = []
        self._connection: Frames | None = None
        self._since = 0.0

    def begin(self, connection: Frames | None = None) -> None:
        """Start over: another try forgets what the one before wrote. ``connection`` is the log of the
        frames that belong to no stream."""
        if self.outgoing.size or self.incoming.size:
            self.outgoing.clear()
            self.incoming.clear()
        self._frames = []
        self._connection = connection
        self._since = perf_counter()

    def frame(self, frame: Frame, octets: bytes) -> None:
        """Keep a frame and its octets, header included."""
        self._frames.append(frame)
        (self.outgoing if frame.outgoing else self.incoming).add(octets)

    def frames(self) -> tuple[Frame, ...]:
        """The frames of this exchange's stream and of its connection meanwhile, in order of time."""
        own = self._frames
        if self._connection is None:
            return tuple(own)
        end = own[-1].at if own else perf_counter()
        shared = [frame for frame in self._connection if self._since <= frame.at <= end]
        return tuple(sorted([*own, *shared], key=lambda frame: frame.at))

    @property
    def written(self) -> bytes:
        """The head of the request as HTTP/1.1 wrote it."""
        return self.outgoing.read(0, _LONGEST_HEAD).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"

    @property
    def received(self) -> bytes:
        """The head of the final HTTP/1.1 answer as it came, 1xx answers left out; may be unfinished."""
        octets = self.incoming.read(0, _LONGEST_HEAD)
        while end := _END_OF_HEAD.search(octets):
            if not _INTERIM.match(octets):
                return octets[: end.end()]
            octets = octets[end.end() :]
        return octets

    def close(self) -> None:
        """Drop the octets and delete their files; sizes and frames stay."""
        self.outgoing.close()
        self.incoming.close()
