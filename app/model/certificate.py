"""A certificate as people read it: for whom, by whom, and how long it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate of a server's chain (RFC 5280). ``names`` are the hosts and addresses it is for,
    the moments are aware, ``serial`` and ``sha256`` in hexadecimal."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    not_before: datetime
    not_after: datetime
    serial: str
    sha256: str

    def left(self, now: datetime) -> timedelta:
        """How long it still holds; negative when it has expired."""
        return self.not_after - now

    def holds(self, now: datetime) -> bool:
        """Whether a moment is within its dates."""
        return self.not_before <= now <= self.not_after
