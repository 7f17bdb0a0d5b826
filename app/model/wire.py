"""What crossed the wire in one exchange: its octets each way, and the frames of HTTP/2 with their times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

FRAME_NAMES = dict(
    enumerate(
        (
            "DATA",
            "HEADERS",
            "PRIORITY",
            "RST_STREAM",
            "SETTINGS",
            "PUSH_PROMISE",
            "PING",
            "GOAWAY",
            "WINDOW_UPDATE",
            "CONTINUATION",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Frame:
    """An HTTP/2 frame (RFC 9113 section 4.1). ``at`` is a moment of ``time.perf_counter``; ``length`` the
    bytes of the payload."""

    at: float
    outgoing: bool
    type: int
    flags: int
    stream: int
    length: int

    @property
    def name(self) -> str:
        """The name of the type as the RFC writes it, or its number."""
        return FRAME_NAMES.get(self.type, f"0x{self.type:02x}")


class Octets(Protocol):
    """The octets of one direction. ``size`` counts all that passed; those that were kept can be read."""

    size: int

    @property
    def complete(self) -> bool:
        """Whether every octet was kept."""
        ...

    def read(self, start: int = 0, count: int = -1) -> bytes:
        """Octets from ``start``, ``count`` of them or all that were kept."""
        ...

    def close(self) -> None:
        """Drop the octets; the size stays."""
        ...


@dataclass(frozen=True, slots=True)
class Wire:
    """The tap of one exchange. ``began`` is the moment of its start, as ``Frame.at`` counts. ``secrets``
    are the values of secret variables in it: whatever shows the octets masks them."""

    sent: Octets
    received: Octets
    frames: tuple[Frame, ...] = ()
    began: float = 0.0
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def discard(self) -> None:
        """Nothing shows these octets any more."""
        self.sent.close()
        self.received.close()
