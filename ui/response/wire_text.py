"""What the Wire tab shows, made from the tap: octets as text or hexadecimal, frames as rows, and words."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from app.format import words
from app.format.octets import is_framed, readable, spans_to_mask
from app.model.exchange import Exchange
from app.model.wire import Frame, Octets
from ui.kit.hex_text import HexText
from ui.kit.text_source import Buffer

INLINE: Final = 512 * 1024  # octets; more are made ready in a thread
MOST_FRAMES: Final = 1000  # rows; a table of more takes too long to lay out

_END_STREAM: Final = "END_STREAM"
# RFC 9113 section 6: what the bits mean for each type of frame.
_FLAGS: Final = {
    0: {0x1: _END_STREAM, 0x8: "PADDED"},
    1: {0x1: _END_STREAM, 0x4: "END_HEADERS", 0x8: "PADDED", 0x20: "PRIORITY"},
    4: {0x1: "ACK"},
    5: {0x4: "END_HEADERS", 0x8: "PADDED"},
    6: {0x1: "ACK"},
    9: {0x4: "END_HEADERS"},
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which octets are wanted, and how."""

    hop: Exchange
    outgoing: bool
    as_hex: bool
    revealed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A text for the view, and whether credentials or secrets are in its octets."""

    text: Buffer
    has_secrets: bool


def make_text(wanted: Wanted, octets: bytes) -> Shown:
    """The octets for reading, with what must not be shown left out unless it is revealed."""
    spans = spans_to_mask(wanted.hop, wanted.outgoing, octets)
    masked = () if wanted.revealed else spans
    text = HexText(octets, masked) if wanted.as_hex else readable(octets, masked)
    return Shown(text, bool(spans))


async def make_text_later(wanted: Wanted, octets: bytes) -> Shown:
    """The same, without holding up the window."""
    return await asyncio.to_thread(make_text, wanted, octets)


def reel_of(hop: Exchange, outgoing: bool) -> Octets | None:
    """The octets of one direction of a hop, if the tap was on."""
    if hop.wire is None:
        return None
    return hop.wire.sent if outgoing else hop.wire.received


def size_words(reel: Octets, kept: int) -> str:
    """How many octets there are, and how many of them are here: "first 64 MB of 5 GB"."""
    if reel.complete:
        return words.size(reel.size)
    return f"first {words.size(kept)} of {words.size(reel.size)}"


def hop_words(hop: Exchange, number: int) -> str:
    """One hop in the list to choose from."""
    outcome = str(hop.response.status) if hop.response else "failed"
    attempt = f" · attempt {hop.attempt}" if hop.attempt > 1 else ""
    return f"{number}. {hop.request.method} {hop.request.target or hop.request.url} · {outcome}{attempt}"


def frame_rows(hop: Exchange) -> tuple[tuple[str, ...], ...]:
    """Milliseconds since the start, direction, type, flags, stream and length of each frame."""
    if hop.wire is None:
        return ()
    began = hop.wire.began
    return tuple(_row(frame, began) for frame in hop.wire.frames[:MOST_FRAMES])


def frame_words(hop: Exchange) -> str:
    """How many frames there are, and how many of them are shown."""
    count = len(hop.wire.frames) if hop.wire is not None else 0
    if count > MOST_FRAMES:
        return f"first {MOST_FRAMES:,} of {words.count(count, 'frame')}"
    return words.count(count, "frame")


def has_frames(hop: Exchange) -> bool:
    """Whether the exchange was HTTP/2."""
    return is_framed(hop)


def _row(frame: Frame, began: float) -> tuple[str, ...]:
    return (
        f"{(frame.at - began) * 1000:.1f}",
        "→ sent" if frame.outgoing else "← received",
        frame.name,
        flag_words(frame.type, frame.flags),
        str(frame.stream),
        f"{frame.length:,}",
    )


def flag_words(kind: int, flags: int) -> str:
    """The flags of a frame by name; bits without one as a number."""
    names: list[str] = []
    for bit, name in _FLAGS.get(kind, {}).items():
        if flags & bit:
            names.append(name)
            flags &= ~bit
    return " ".join([*names, f"0x{flags:02x}"] if flags else names)
