"""What happened: one exchange per hop, with its timing, connection and outcome. All times in ms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.model.payload import EMPTY, Payload
from app.model.wire import Wire

Header = tuple[str, str]

Phase = Literal["prepare", "blocked", "dns", "connect", "tls", "send", "wait", "receive"]
PHASES: tuple[Phase, ...] = ("blocked", "dns", "connect", "tls", "send", "wait", "receive")

FailureKind = Literal[
    "invalid",
    "variables",
    "secrets",
    "dns",
    "connect",
    "tls",
    "proxy",
    "timeout",
    "reset",
    "protocol",
    "decode",
    "redirect",
    "file",
    "cancelled",
]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds per phase, None where the phase did not happen (a reused connection has no dns,
    connect or tls). ``total`` runs from the start to the last byte, measured apart from the phases."""

    blocked: float | None = None
    dns: float | None = None
    connect: float | None = None
    tls: float | None = None
    send: float | None = None
    wait: float | None = None
    receive: float | None = None
    total: float = 0.0

    def phases(self) -> tuple[tuple[Phase, float], ...]:
        """The phases that happened, in order, with their milliseconds."""
        pairs = ((phase, getattr(self, phase)) for phase in PHASES)
        return tuple((phase, ms) for phase, ms in pairs if ms is not None)


@dataclass(frozen=True, slots=True)
class Connection:
    """The connection that carried an exchange. ``id`` counts connections of this run from 1; ``chain`` are
    the certificates of the server as DER, its own first."""

    id: int = 0
    reused: bool = False
    local: str = ""
    remote: str = ""
    alpn: str = ""
    tls_version: str = ""
    cipher: str = ""
    verified: bool | None = None
    chain: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SentRequest:
    """What went out: the target and the header lines in the order they were written. ``typed`` are the
    header lines that were asked for, variables filled in, whether they went out or not."""

    method: str
    url: str
    target: str
    http_version: str
    headers: tuple[Header, ...] = ()
    body: Payload = EMPTY
    typed: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class Interim:
    """A 1xx answer that came before the final one (RFC 9110 section 15.2)."""

    status: int
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. ``body`` is decoded; ``wire_size`` counts the body's bytes as received,
    ``header_size`` the head's bytes as received (for HTTP/2: as HPACK text, name + value + 4).
    ``trailers`` came after the body, ``interim`` before the head."""

    status: int
    reason: str
    http_version: str
    headers: tuple[Header, ...] = ()
    body: Payload = EMPTY
    wire_size: int = 0
    header_size: int = 0
    trailers: tuple[Header, ...] = ()
    interim: tuple[Interim, ...] = ()

    def header(self, name: str) -> str | None:
        """The first value of a header, by name in any case, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters, or empty."""
        return (self.header("content-type") or "").split(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no (whole) response came: kind and phase for programs, a sentence and a next step for people."""

    kind: FailureKind
    phase: Phase
    title: str
    detail: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came of it. A failed exchange may still carry a response (head, partial body).
    ``history`` holds the exchanges of the redirects and attempts before this one, oldest first.
    ``attempt`` counts the tries of this send from 1; ``waited`` are the milliseconds before this one.
    ``retried`` is how often it began anew on another connection, ``wire`` what passed (None: not kept)."""

    request: SentRequest
    response: Response | None
    timing: Timing
    connection: Connection = Connection()
    failure: Failure | None = None
    started: datetime = field(default_factory=datetime.now)
    history: tuple[Exchange, ...] = ()
    attempt: int = 1
    waited: float = 0.0
    retried: int = 0
    wire: Wire | None = field(default=None, repr=False, compare=False)

    @property
    def hops(self) -> tuple[Exchange, ...]:
        """Every exchange of this send in order, this one last."""
        return (*self.history, self)

    @property
    def total(self) -> float:
        """Milliseconds of the whole send, all hops and the waits between attempts."""
        return sum(hop.waited + hop.timing.total for hop in self.hops)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a send has come: bytes of the request body written and of the response body received;
    a total of None is unknown. ``attempt`` counts from 1; ``waiting`` are the milliseconds that pass before
    it begins, 0 once it has. ``exchange`` is what has come of it so far, once the head of the answer is
    there: its body is what has been decoded, and lasts only as long as the send."""

    phase: Phase
    sent: int = 0
    sent_total: int | None = None
    received: int = 0
    received_total: int | None = None
    hop: int = 0
    attempt: int = 1
    waiting: float = 0.0
    exchange: Exchange | None = field(default=None, repr=False, compare=False)
