"""Content codings undone while the bytes arrive: gzip, deflate, br and zstd, alone or in a chain."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli
import zstandard

_MOST = 1024 * 1024  # bytes that one step may give, so that a bomb is noticed before it fills the memory
_SLICE = 256  # compressed bytes per step where a library has no limit of its own


class DecodeError(Exception):
    """The bytes are not what Content-Encoding says, or they end too soon."""


class Decoder(Protocol):
    """Undoes one coding."""

    def decode(self, octets: bytes) -> Iterator[bytes]:
        """What these octets give, in pieces of moderate size; raises DecodeError."""
        ...

    def finish(self) -> None:
        """All octets were given; raises DecodeError when the coding did not end."""
        ...


class _Gzip:
    """RFC 1952; several members in a row are one body."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._fresh = True

    def decode(self, octets: bytes) -> Iterator[bytes]:
        while octets:
            if self._member.eof:
                self._member, self._fresh = zlib.decompressobj(wbits=31), True
                # Some servers pad the last member with zeros, as tape drives did.
                octets = octets.lstrip(b"\x00")
                if not octets:
                    return
            self._fresh = False
            yield _inflate(self._member, octets)
            octets = self._member.unconsumed_tail or self._member.unused_data

    def finish(self) -> None:
        if not (self._fresh or self._member.eof):
            raise DecodeError("The gzip stream ends too soon.")


class _Deflate:
    """RFC 9110 section 8.4.1.2: zlib; but many servers send it without the zlib wrapper."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._first = b""

    def decode(self, octets: bytes) -> Iterator[bytes]:
        if self._stream is None:
            octets = self._first = self._first + octets
            if len(octets) < 2:
                return
            # RFC 1950 section 2.2: method 8, and the first two bytes divide by 31.
            wrapped = octets[0] & 15 == 8 and int.from_bytes(octets[:2]) % 31 == 0
            self._stream = zlib.decompressobj(wbits=15 if wrapped else -15)
        while octets:
            yield _inflate(self._stream, octets)
            octets = self._stream.unconsumed_tail

    def finish(self) -> None:
        if self._first and (self._stream is None or not self._stream.eof):
            raise DecodeError("The deflate stream ends too soon.")


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._fresh = True

    def decode(self, octets: bytes) -> Iterator[bytes]:
        self._fresh = self._fresh and not octets
        try:
            while piece := self._stream.process(octets, output_buffer_limit=_MOST):
                yield piece
                if self._stream.is_finished():
                    return
                # An empty input asks for the output that the limit held back.
                octets = b""
        except brotli.error as error:
            raise DecodeError(f"The br stream is broken ({error}).") from error

    def finish(self) -> None:
        if not (self._fresh or self._stream.is_finished()):
            raise DecodeError("The br stream ends too soon.")


class _Zstd:
    """RFC 8878; several frames in a row are one body."""

    def __init__(self) -> None:
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._fresh = True

    def decode(self, octets: bytes) -> Iterator[bytes]:
        for start in range(0, len(octets), _SLICE):
            left = octets[start : start + _SLICE]
            while left:
                if self._frame.eof:
                    self._frame = zstandard.ZstdDecompressor().decompressobj()
                self._fresh = False
                try:
                    yield self._frame.decompress(left)
                except zstandard.ZstdError as error:
                    raise DecodeError(f"The zstd stream is broken ({error}).") from error
                left = self._frame.unused_data

    def finish(self) -> None:
        if not (self._fresh or self._frame.eof):
            raise DecodeError("The zstd stream ends too soon.")


class Chain:
    """Several codings, the last applied undone first (RFC 9110 section 8.4)."""

    def __init__(self, decoders: list[Decoder]) -> None:
        self._decoders = decoders

    def decode(self, octets: bytes) -> Iterator[bytes]:
        pieces: Iterator[bytes] = iter((octets,))
        for decoder in self._decoders:
            pieces = _through(decoder, pieces)
        return pieces

    def finish(self) -> None:
        for decoder in self._decoders:
            decoder.finish()


_KNOWN: dict[str, type[Decoder]] = {
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}


def decoder_for(codings: str) -> Chain | None:
    """The decoder for the value of Content-Encoding; None for identity or nothing.

    Raises:
        DecodeError: a coding that Sonde does not know.
    """
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    for name in names:
        if name not in _KNOWN:
            raise DecodeError(f'The content coding "{name}" is not known.')
    return Chain([_KNOWN[name]() for name in reversed(names)]) if names else None


def _through(decoder: Decoder, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from decoder.decode(piece)


def _inflate(stream: zlib._Decompress, octets: bytes) -> bytes:
    try:
        return stream.decompress(octets, _MOST)
    except zlib.error as error:
        raise DecodeError(f"The compressed stream is broken ({error}).") from error
