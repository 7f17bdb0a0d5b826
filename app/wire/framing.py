"""What the libraries below must be told about a request, apart from what is written on the wire."""

from __future__ import annotations

from dataclasses import dataclass

from app.wire.timeline import RawHeader

# RFC 9113 section 8.2.2: these have no place in HTTP/2; Host becomes :authority.
_NOT_IN_HTTP2 = {b"host", b"connection", b"keep-alive", b"proxy-connection", b"transfer-encoding", b"upgrade"}
_CHUNKED: RawHeader = (b"Transfer-Encoding", b"chunked")


@dataclass(frozen=True, slots=True)
class Message:
    """The header lines as they shall go out, the authority (host and port) of the URL, and the length
    of the body in bytes, None when unknown. ``secret`` is a value that is sent but not shown: that of
    Proxy-Authorization, which comes from the environment."""

    lines: tuple[RawHeader, ...]
    authority: bytes
    length: int | None
    secret: bytes = b""

    @property
    def shown(self) -> tuple[RawHeader, ...]:
        """The lines for people to see."""
        return tuple(
            (name, b"***" if self.secret and value == self.secret else value) for name, value in self.lines
        )

    def values(self, name: bytes) -> list[bytes]:
        """The values of every line with this name (lower case), in order."""
        return [value for key, value in self.lines if key.lower() == name]


def http1_headers(message: Message) -> list[RawHeader]:
    """The few lines that h11 needs to frame the body and to know whether the connection lives on.

    The wire gets ``message.lines`` instead (see ``app.wire.tap``). Where the two frame differently, the
    user lies on purpose: the server may wait or misread, so the connection is not used again.
    """
    out: list[RawHeader] = [(b"Host", message.authority)]
    framing, honest = _framing(message)
    out += framing
    connection = message.values(b"connection")
    if not honest or any(b"close" in value.lower() for value in connection):
        return [*out, (b"Connection", b"close")]
    if upgrade := message.values(b"upgrade"):
        out += [(b"Connection", b"upgrade"), (b"Upgrade", upgrade[0])]
    return out


def _framing(message: Message) -> tuple[list[RawHeader], bool]:
    codings = [value.lower() for value in message.values(b"transfer-encoding")]
    lengths = message.values(b"content-length")
    if message.length is None or any(b"chunked" in coding for coding in codings):
        return [_CHUNKED], codings == [b"chunked"] and not lengths
    stated = str(message.length).encode()
    if message.length == 0 and not lengths:
        return [], not codings
    return [(b"Content-Length", stated)], lengths == [stated] and not codings


def http2_lines(message: Message) -> tuple[RawHeader, ...]:
    """The lines as HTTP/2 carries them: names in lower case, connection headers left out."""
    return tuple(
        (name.lower(), value.strip()) for name, value in message.lines if name.lower() not in _NOT_IN_HTTP2
    )


def http2_headers(message: Message) -> list[RawHeader]:
    """What httpcore needs: the lines, Host for ``:authority``, and a sign that a body follows."""
    host = (message.values(b"host") or [message.authority])[0]
    out = [(b"host", host), *http2_lines(message)]
    if message.length != 0 and not message.values(b"content-length"):
        # httpcore sends a body only with one of two headers, and leaves this one out itself.
        out.append(_CHUNKED)
    return out
