"""The errors of httpcore and h2 as the errors of httpx, each with its cause kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import h2.errors
import h2.events
import h2.exceptions
import httpcore
import httpx

_TABLE: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.PoolTimeout, httpx.PoolTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.ReadError, httpx.ReadError),
    (httpcore.WriteError, httpx.WriteError),
    (httpcore.NetworkError, httpx.NetworkError),
    (httpcore.ProxyError, httpx.ProxyError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
    (httpcore.RemoteProtocolError, httpx.RemoteProtocolError),
    (httpcore.LocalProtocolError, httpx.LocalProtocolError),
    (h2.exceptions.H2Error, httpx.RemoteProtocolError),
)


@contextmanager
def as_httpx_errors() -> Iterator[None]:
    """Inside, errors of the libraries below leave as ``httpx.TransportError`` with ``__cause__`` set."""
    try:
        yield
    except Exception as error:
        for kind, translated in _TABLE:
            if isinstance(error, kind):
                raise translated(_words(error)) from _cause(error)
        raise


def _cause(error: Exception) -> Exception:
    """httpcore drops ``__cause__`` on the way, so the cause travels as the argument."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, Exception) else error


def _words(error: Exception) -> str:
    inner = error.args[0] if error.args else None
    if isinstance(inner, h2.events.StreamReset):
        return f"The server reset the HTTP/2 stream: {_code(inner.error_code)}"
    if isinstance(inner, h2.events.ConnectionTerminated):
        return f"The server ended the HTTP/2 connection (GOAWAY): {_code(inner.error_code)}"
    for link in (error, inner):
        if isinstance(link, h2.exceptions.InvalidBodyLengthError):
            return f"The body has not the length that Content-Length says. {link}"
    if isinstance(error, h2.exceptions.H2Error):
        return str(error)
    return str(inner if inner is not None else error) or type(error).__name__


def _code(code: int | None) -> str:
    names = {int(known): known.name for known in h2.errors.ErrorCodes}
    return f"{names.get(code or 0, 'unknown code')} ({code})"
