"""One table from errors to failures: what broke, in which phase, in plain words, and what to do next."""

from __future__ import annotations

import errno
import os
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace

import httpx

from app.http.decoders import DecodeError
from app.http.payload import Bomb
from app.model.exchange import Failure, FailureKind, Phase
from app.wire.errors import NoHttp2, trouble_of
from app.wire.head import text_of
from app.wire.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it happened: the server as ``host:port``, the phase when it broke, what had come of the head
    of an answer, and whether HTTP/2 was spoken."""

    server: str
    phase: Phase
    came: str = ""
    http2: bool = False

    @classmethod
    def of(cls, server: str, timeline: Timeline) -> Scene:
        """The scene of an exchange as its timeline stands."""
        return cls(
            server, timeline.phase, text_of(timeline.tap.received[:80]), timeline.http_version == "HTTP/2"
        )

    @property
    def host(self) -> str:
        """The server without its port."""
        return self.server.rpartition(":")[0] or self.server

    def failure(self, kind: FailureKind, title: str, hint: str, error: BaseException) -> Failure:
        """A failure in this phase; the detail is the raw error."""
        return Failure(kind, self.phase, title, _raw(error), hint)


Describe = Callable[[BaseException, Scene], Failure]


def describe(error: BaseException, scene: Scene) -> Failure:
    """The failure for an error that ended an exchange."""
    if isinstance(error, OSError):
        # Errors of the network come wrapped by httpx; a bare one is from a file.
        return _file(error, scene)
    for kind, words in _TABLE:
        for link in _chain(error):
            if isinstance(link, kind):
                return words(link, scene)
    return scene.failure("protocol", "The exchange broke off unexpectedly.", "See the details.", error)


def timed_out(limit: int, scene: Scene) -> Failure:
    """The failure for an exchange that took longer than ``limit`` milliseconds."""
    doing = {
        "prepare": "before the connection was opened",
        "blocked": "while waiting for a free connection",
        "dns": "while looking up the host name",
        "connect": "while connecting",
        "tls": "during the TLS handshake",
        "send": "while sending the request",
        "wait": "while waiting for the response",
        "receive": "while receiving the response",
    }
    title = f"No complete response from {scene.server} within {_seconds(limit)}."
    detail = f"The time ran out {doing[scene.phase]}."
    return Failure(
        "timeout", scene.phase, title, detail, "Raise the time limit of the request, or check the server."
    )


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:g} s" if milliseconds >= 1000 else f"{milliseconds} ms"


def _chain(error: BaseException) -> list[BaseException]:
    """An error and its causes, outermost first."""
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__
    return links


def _raw(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")


def _unknown_host(error: BaseException, scene: Scene) -> Failure:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return scene.failure(
            "dns",
            f"The name {scene.host} could not be looked up: the name server does not answer.",
            "Is this machine online?",
            error,
        )
    title = f"The host {scene.host} does not exist."
    return scene.failure("dns", title, "Check the spelling of the host, or the VPN.", error)


def _refused(error: BaseException, scene: Scene) -> Failure:
    title = f"Could not connect to {scene.server}: connection refused."
    return scene.failure("connect", title, "Is the server running, and is the port right?", error)


def _reset(error: BaseException, scene: Scene) -> Failure:
    if scene.phase == "tls":
        return _tls(error, scene)
    title = f"The server {scene.server} reset the connection while {_DOING.get(scene.phase, 'working')}."
    return scene.failure("reset", title, "Try again; if it stays, look at the server's log.", error)


_DOING = {
    "connect": "connecting",
    "send": "the request was being sent",
    "wait": "the response was awaited",
    "receive": "the response was being received",
}
_UNREACHABLE = {
    errno.ENETUNREACH: "the network is unreachable",
    errno.EHOSTUNREACH: "the host is unreachable",
    errno.ETIMEDOUT: "no answer",
}


def _no_connection(error: BaseException, scene: Scene) -> Failure:
    number = error.errno if isinstance(error, OSError) else None
    reason = _UNREACHABLE.get(number or 0) or (os.strerror(number).lower() if number else str(error))
    title = f"Could not connect to {scene.server}: {reason}."
    return scene.failure(
        "connect", title, "Is this machine online, and does a firewall stand between?", error
    )


def _certificate(error: BaseException, scene: Scene) -> Failure:
    assert isinstance(error, ssl.SSLCertVerificationError)
    code, message = error.verify_code, error.verify_message
    reason, hint = _CERTIFICATES.get(code, (message or str(error), "Check the certificate of the server."))
    if "ostname mismatch" in message or "IP address mismatch" in message:
        reason, hint = _WRONG_HOST
    title = f"The certificate of {scene.host} is not trusted: {reason}."
    return scene.failure("tls", title, hint, error)


_OWN_CA = "Trust its CA in the settings, or switch verification off for this request."
_WRONG_HOST = ("it is for another host", "Check the host name, or switch verification off for this request.")
# The numbers are OpenSSL's X509_V_ERR_ codes.
_CERTIFICATES = {
    9: ("it is not valid yet", "Check the clock of this machine."),
    10: ("it has expired", "Renew it, or switch verification off for this request."),
    18: ("it is self-signed", _OWN_CA),
    19: ("its chain ends in a self-signed certificate that is not known here", _OWN_CA),
    20: ("its issuer is not known here (unknown CA)", _OWN_CA),
    21: ("its issuer is not known here (unknown CA)", _OWN_CA),
    23: ("it was revoked", "Do not trust this server."),
    62: _WRONG_HOST,
    64: _WRONG_HOST,
}


def _tls(error: BaseException, scene: Scene) -> Failure:
    text = str(error).upper()
    hint = "Does the server speak TLS on this port?"
    reason = "the server and Sonde could not agree"
    if "WRONG_VERSION_NUMBER" in text or "RECORD_LAYER_FAILURE" in text or "HTTP_REQUEST" in text:
        reason, hint = "the server does not speak TLS on this port", "Try http:// instead of https://."
    elif "PROTOCOL_VERSION" in text or "UNSUPPORTED_PROTOCOL" in text:
        reason, hint = "the server offers only TLS versions that are too old", "Update the server."
    elif isinstance(error, ConnectionError | EOFError) or "EOF" in text:
        reason = "the server closed the connection"
    return scene.failure("tls", f"No secure connection to {scene.server}: {reason}.", hint, error)


def _no_http2(error: BaseException, scene: Scene) -> Failure:
    title = f"The server {scene.server} does not speak HTTP/2."
    return scene.failure("protocol", title, "Set the HTTP version of the request to auto or 1.1.", error)


def _proxy(error: BaseException, scene: Scene) -> Failure:
    title = f"The proxy did not open a way to {scene.server}: {error}."
    return scene.failure(
        "proxy",
        title,
        "Check the proxy in the options, in the settings, or HTTPS_PROXY in the environment.",
        error,
    )


def _bad_answer(error: BaseException, scene: Scene) -> Failure:
    text = str(error).rstrip(".")
    if "GOAWAY" in text or "reset the HTTP/2 stream" in text:
        return scene.failure("reset", f"{text}.", "Try again; if it stays, look at the server's log.", error)
    if "closed the connection" in text:
        return _closed(error, scene)
    if "Content-Length says" in text:
        return _broke_off(error, scene)
    if scene.http2:
        title = f"What {scene.server} answered is not HTTP/2."
        return scene.failure("protocol", title, "Set the HTTP version of the request to 1.1.", error)
    title = f"What {scene.server} answered is not HTTP."
    failure = scene.failure("protocol", title, "Does this port speak another protocol, such as https?", error)
    if not scene.came:
        return failure
    return replace(failure, detail=f"{failure.detail} (the answer began with {scene.came!r})")


def _closed(error: BaseException, scene: Scene) -> Failure:
    if not scene.came and not scene.http2:
        title = f"The server {scene.server} closed the connection without a response."
        return scene.failure("reset", title, "Try again; if it stays, look at the server's log.", error)
    if "head" in str(error) and not scene.came.startswith("HTTP/"):
        hint = "Does this port speak another protocol, such as https?"
        return scene.failure("protocol", f"What {scene.server} answered is not HTTP.", hint, error)
    if "head" in str(error):
        title = f"The server {scene.server} closed the connection in the middle of the response's head."
        return scene.failure("protocol", title, "Look at the server's log.", error)
    return _broke_off(error, scene)


def _broke_off(error: BaseException, scene: Scene) -> Failure:
    title = "The response broke off before its end."
    return scene.failure("protocol", title, "What came is shown below; look at the server's log.", error)


_PASSED = {
    "connect": "No connection to {server} within {limit}.",
    "read": "The server {server} sent nothing for {limit}.",
    "write": "The server {server} took no byte of the request for {limit}.",
    "pool": "No connection to {server} became free within {limit}.",
}


def _time_limit(error: BaseException, scene: Scene) -> Failure:
    trouble = trouble_of(error)
    limit = _seconds(round(trouble.value * 1000)) if trouble is not None else "its time limit"
    words = _PASSED.get(
        trouble.limit if trouble is not None else "", "Nothing came of {server} within {limit}."
    )
    title = words.format(server=scene.server, limit=limit)
    return scene.failure(
        "timeout", title, "Raise this time limit in the options, or check the server.", error
    )


def _own_mistake(error: BaseException, scene: Scene) -> Failure:
    if scene.phase in ("wait", "receive"):
        # The request was out already: it is the answer that h2 could not make sense of.
        return _bad_answer(error, scene)
    title = "The request cannot be sent in this form."
    return scene.failure(
        "invalid", title, "Look at the headers you typed; the details say which rule they break.", error
    )


def _broken_connection(error: BaseException, scene: Scene) -> Failure:
    return (
        _reset(error, scene) if scene.phase in ("send", "wait", "receive") else _no_connection(error, scene)
    )


def _decode(error: BaseException, scene: Scene) -> Failure:
    if isinstance(error, Bomb):
        title = "The body unpacks to far more than was received; it was stopped."
        return scene.failure("decode", title, "The bytes as received are shown below.", error)
    title = "The body could not be decoded as its Content-Encoding says."
    return scene.failure("decode", title, "The bytes as received are shown below.", error)


def _file(error: OSError, scene: Scene) -> Failure:
    reason = error.strerror or str(error)
    reason = f"{reason[:1].lower()}{reason[1:]}"
    if error.filename is None:
        title = f"The body could not be kept on disk: {reason}."
        return scene.failure("file", title, "Make room on the disk of temporary files.", error)
    title = f"The file {error.filename} could not be sent: {reason}."
    return scene.failure("file", title, "Check the file and send again.", error)


# The first row that fits the error or one of its causes describes it; causes say more than wrappers.
_TABLE: tuple[tuple[type[BaseException], Describe], ...] = (
    (DecodeError, _decode),
    (httpx.TimeoutException, _time_limit),
    (socket.gaierror, _unknown_host),
    (ssl.SSLCertVerificationError, _certificate),
    (NoHttp2, _no_http2),
    (ssl.SSLError, _tls),
    (ConnectionRefusedError, _refused),
    (ConnectionResetError, _reset),
    (BrokenPipeError, _reset),
    (httpx.ProxyError, _proxy),
    (httpx.RemoteProtocolError, _bad_answer),
    (httpx.LocalProtocolError, _own_mistake),
    (OSError, _broken_connection),
    (httpx.NetworkError, _broken_connection),
)
