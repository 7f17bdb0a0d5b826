"""What goes wrong on the wire: errors of httpx, each with the kind, the phase and the limit as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import httpx

from app.model.exchange import FailureKind, Phase


class NoHttp2(ConnectionError):
    """HTTP/2 alone was asked for and the server does not speak it; the cause of an error of httpx."""


_Error = TypeVar("_Error", bound=httpx.TransportError)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error means: its kind for programs, the phase it belongs to, and for a time limit or a
    size limit that was passed, the limit as one word (``read``, ``header size``) and its value in
    seconds or bytes. ``unseen`` says that the server has certainly not acted on the request."""

    kind: FailureKind
    phase: Phase
    limit: str = ""
    value: float = 0.0
    unseen: bool = False


def troubled(error: _Error, trouble: Trouble) -> _Error:
    """The error with its meaning attached; ``trouble_of`` finds it again."""
    vars(error)["trouble"] = trouble
    return error


def trouble_of(error: BaseException) -> Trouble | None:
    """The meaning of an error that this room raised, or None for an error from elsewhere."""
    found = vars(error).get("trouble")
    return found if isinstance(found, Trouble) else None


def protocol_error(
    sentence: str, phase: Phase, limit: str = "", value: float = 0.0
) -> httpx.RemoteProtocolError:
    """The server broke the rules of HTTP, or sent more than a size limit allows."""
    return troubled(httpx.RemoteProtocolError(sentence), Trouble("protocol", phase, limit, value))


def closed_early(
    phase: Phase, cause: BaseException | None, octets: int | None = None
) -> httpx.TransportError:
    """The connection ended before the answer did; a reset when ``cause`` is an error of the system.

    ``octets`` counts what has come of the body, None when not even the head was whole.
    """
    when = {"send": "while the request was being sent", "wait": "before it answered"}.get(
        phase, _place(octets)
    )
    if cause is None:
        kind: FailureKind = "protocol" if phase == "receive" else "reset"
        sentence = f"The server closed the connection {when}."
        return troubled(httpx.RemoteProtocolError(sentence), Trouble(kind, phase))
    broken = httpx.WriteError if phase == "send" else httpx.ReadError
    sentence = f"The connection broke {when}: {words(cause)}."
    error = troubled(broken(sentence), Trouble("reset", phase))
    error.__cause__ = cause
    return error


def _place(octets: int | None) -> str:
    if octets is None:
        return "in the middle of the response's head"
    return f"in the middle of the response, after {octets} bytes of its body"


_TIMEOUTS: dict[str, tuple[type[httpx.TimeoutException], str]] = {
    "connect": (httpx.ConnectTimeout, "No connection within {value} s."),
    "write": (httpx.WriteTimeout, "The server took no byte of the request for {value} s."),
    "read": (httpx.ReadTimeout, "The server sent nothing for {value} s."),
    "pool": (httpx.PoolTimeout, "No connection became free within {value} s."),
    "deadline": (httpx.ReadTimeout, "The exchange was not over within {value} s."),
}
_DEADLINES: dict[Phase, type[httpx.TimeoutException]] = {
    "blocked": httpx.PoolTimeout,
    "dns": httpx.ConnectTimeout,
    "connect": httpx.ConnectTimeout,
    "tls": httpx.ConnectTimeout,
    "send": httpx.WriteTimeout,
}


def timed_out(limit: str, value: float, phase: Phase) -> httpx.TimeoutException:
    """A time limit (connect, write, read, pool or deadline) of ``value`` seconds passed in a phase."""
    kind, sentence = _TIMEOUTS[limit]
    if limit == "deadline":
        kind = _DEADLINES.get(phase, kind)
    return troubled(kind(sentence.format(value=f"{value:g}")), Trouble("timeout", phase, limit, value))


def words(error: BaseException) -> str:
    """The text of an error without a full stop; its class where it has none."""
    if isinstance(error, OSError) and error.strerror and not hasattr(error, "reason"):
        return error.strerror
    return str(error).rstrip(".") or type(error).__name__
