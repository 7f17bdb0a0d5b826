"""Bodies as they arrive: kept in memory while small, in a file when not, decoded on the way."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import BinaryIO

from app.http.decoders import Chain, DecodeError, decoder_for
from app.model.exchange import Exchange
from app.model.payload import Payload

IN_MEMORY = 1024 * 1024  # bytes of a body that stay in memory
BOMB_RATIO = 1000  # decoded bytes per received byte that no honest body reaches
BOMB_SIZE = 64 * 1024 * 1024  # decoded bytes below which the ratio does not matter


class Bomb(DecodeError):
    """The body unpacks to far more than was received; the transfer is not worth going on."""


class Spool:
    """The folder of the bodies that are too large for memory; it goes with the process.

    Made below ``folder``, or where the system keeps temporary files when that cannot be written. What
    processes that crashed left there is deleted.
    """

    def __init__(self, folder: Path | None = None, in_memory: int = IN_MEMORY) -> None:
        prefix = f"sonde-{os.getpid()}-"
        try:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                _sweep(folder)
            self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
        except OSError:
            self.folder = Path(tempfile.mkdtemp(prefix=prefix))
        self.in_memory = in_memory
        self._numbers = count(1)
        self._remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def open(self, codings: str = "") -> Intake:
        """Begin a body; ``codings`` is the value of its Content-Encoding."""
        return Intake(self, codings)

    def new_path(self) -> Path:
        """A file of this spool that does not exist yet."""
        return self.folder / f"{next(self._numbers)}.body"

    def keep(self, payload: Payload) -> Payload:
        """A body that is still arriving, as one of its own: it stays when the transfer is given up.

        Raises:
            OSError: its file can neither be linked nor copied.
        """
        if payload.path is None:
            return payload
        kept = self.new_path()
        try:
            kept.hardlink_to(payload.path)
        except OSError:
            shutil.copyfile(payload.path, kept)
        return replace(payload, path=kept)

    def discard(self, payload: Payload) -> None:
        """The body is not needed any more; only files of this spool are deleted."""
        if payload.path is not None and payload.path.parent == self.folder:
            payload.path.unlink(missing_ok=True)

    def forget(self, exchange: Exchange) -> None:
        """Nobody looks at this one exchange any more: its body and the octets of its tap go."""
        if exchange.response is not None:
            self.discard(exchange.response.body)
        if exchange.wire is not None:
            exchange.wire.discard()

    def close(self) -> None:
        """Delete the folder and every body in it."""
        self._remove()


def _sweep(folder: Path) -> None:
    """Delete the spools of processes that are no more."""
    for old in folder.glob("sonde-*-*"):
        number = old.name.split("-")[1]
        if os.name == "posix" and number.isdigit() and not _runs(int(number)):
            shutil.rmtree(old, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Intake:
    """One body while it arrives. ``received`` counts its bytes as they came, ``decoded`` after decoding.

    The bytes as received are kept until the decoding has gone well, so that a body whose coding is
    broken can still be looked at.
    """

    def __init__(self, spool: Spool, codings: str) -> None:
        self.received = 0
        self.decoded = 0
        self.problem: DecodeError | None = None
        self._spool = spool
        self._raw = _Store(spool)
        self._plain: _Store | None = None
        self._decoder: Chain | None = None
        try:
            self._decoder = decoder_for(codings)
        except DecodeError as error:
            self.problem = error
        if self._decoder is not None:
            self._plain = _Store(spool)

    def feed(self, octets: bytes) -> None:
        """Take the next bytes.

        Raises:
            Bomb: the body unpacks beyond measure; ``finish`` still gives what was received.
        """
        self.received += len(octets)
        self._raw.write(octets)
        if self._decoder is None or self._plain is None:
            self.decoded = self.received
        elif self.problem is None:
            try:
                self._decode(self._decoder, self._plain, octets)
            except DecodeError as error:
                self.problem = error
                if isinstance(error, Bomb):
                    raise

    def so_far(self) -> Payload:
        """What has arrived and been decoded; its file grows on, and goes when the transfer is given up."""
        return (self._raw if self._plain is None or self.problem else self._plain).so_far()

    def finish(self, complete: bool = True) -> Payload:
        """The body; the bytes as received when they cannot be decoded (then ``problem`` says why)."""
        if complete and self.problem is None and self._decoder is not None:
            try:
                self._decoder.finish()
            except DecodeError as error:
                self.problem = error
        if self._plain is None:
            return self._raw.payload(complete)
        kept, dropped = (self._raw, self._plain) if self.problem else (self._plain, self._raw)
        dropped.discard()
        return kept.payload(complete)

    def discard(self) -> None:
        """Nobody wants the body: forget it and delete its files."""
        self._raw.discard()
        if self._plain is not None:
            self._plain.discard()

    def _decode(self, decoder: Chain, plain: _Store, octets: bytes) -> None:
        for piece in decoder.decode(octets):
            self.decoded += len(piece)
            if self.decoded > BOMB_SIZE and self.decoded > BOMB_RATIO * self.received:
                limit = f"{BOMB_SIZE // 2**20} MiB"
                raise Bomb(f"{self.received} bytes unpack to more than {limit}; decoding was stopped there.")
            plain.write(piece)


class _Store:
    """Bytes in memory that move to a file when they become many."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._memory = bytearray()
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._size = 0

    def write(self, octets: bytes) -> None:
        self._size += len(octets)
        if self._file is None and self._size > self._spool.in_memory:
            self._path = self._spool.new_path()
            self._file = self._path.open("wb")
            self._file.write(self._memory)
            self._memory = bytearray()
        if self._file is None:
            self._memory += octets
        else:
            self._file.write(octets)

    def so_far(self) -> Payload:
        """What was written; whoever reads the file finds all of it there."""
        if self._file is None or self._path is None:
            return Payload(self._size, bytes(self._memory), None, complete=False)
        self._file.flush()
        return Payload(self._size, None, self._path, complete=False)

    def payload(self, complete: bool) -> Payload:
        self._close()
        if self._path is None:
            return Payload(size=self._size, data=bytes(self._memory), complete=complete)
        return Payload(size=self._size, data=None, path=self._path, complete=complete)

    def discard(self) -> None:
        self._close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
