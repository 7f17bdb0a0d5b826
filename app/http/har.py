"""An exchange as an entry of an HTTP Archive (HAR 1.2), for other tools to read."""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from app.http.certificates import read_chain
from app.http.cookies import parse_set_cookie
from app.model.certificate import Certificate
from app.model.exchange import Exchange, Header, Response, SentRequest, Timing
from app.model.payload import Payload

_TEXTUAL = ("json", "xml", "javascript", "x-www-form-urlencoded", "graphql", "yaml")


def har_entry(exchange: Exchange) -> dict[str, Any]:
    """One exchange as plain data. Fields of our own begin with an underscore; ``_hops`` holds the entries
    of the redirects before this one. Times in ms, -1 for what did not happen."""
    connection = exchange.connection
    entry: dict[str, Any] = {
        "startedDateTime": exchange.started.astimezone().isoformat(timespec="milliseconds"),
        "time": exchange.timing.total,
        "request": _request(exchange.request),
        "response": _response(exchange.response, exchange.request.http_version),
        "cache": {},
        "timings": har_timings(exchange.timing),
        "serverIPAddress": connection.remote.rpartition(":")[0].strip("[]"),
        "connection": str(connection.id),
        "_reused": connection.reused,
        "_alpn": connection.alpn,
        "_tls": {"version": connection.tls_version, "cipher": connection.cipher},
        "_certificates": [_certificate(each) for each in read_chain(connection.chain)],
        "_attempt": exchange.attempt,
        "_retried": exchange.retried,
        "_hops": [har_entry(hop) for hop in exchange.history],
    }
    if exchange.failure is not None:
        entry["_failure"] = asdict(exchange.failure)
    return entry


def _certificate(certificate: Certificate) -> dict[str, Any]:
    dates = {"not_before": certificate.not_before, "not_after": certificate.not_after}
    texts = {name: moment.isoformat() for name, moment in dates.items()}
    return asdict(certificate) | texts | {"names": list(certificate.names)}


def har_timings(timing: Timing) -> dict[str, float]:
    """The phases with HAR's meaning: ``connect`` includes ``ssl``."""
    connect = None if timing.connect is None else timing.connect + (timing.tls or 0.0)
    named = {
        "blocked": timing.blocked,
        "dns": timing.dns,
        "connect": connect,
        "ssl": timing.tls,
        # HAR does not allow -1 for these three.
        "send": timing.send or 0.0,
        "wait": timing.wait or 0.0,
        "receive": timing.receive or 0.0,
    }
    return {name: -1 if ms is None else ms for name, ms in named.items()}


def _request(sent: SentRequest) -> dict[str, Any]:
    query = parse_qsl(urlsplit(sent.url).query, keep_blank_values=True)
    out: dict[str, Any] = {
        "method": sent.method,
        "url": sent.url,
        "httpVersion": sent.http_version,
        "cookies": _sent_cookies(sent.headers),
        "headers": _pairs(sent.headers),
        "queryString": _pairs(query),
        "headersSize": -1,
        "bodySize": sent.body.size,
    }
    if sent.body.size:
        media_type = _header(sent.headers, "content-type")
        out["postData"] = {"mimeType": media_type, **_text(sent.body, media_type)}
    return out


def _response(response: Response | None, version: str) -> dict[str, Any]:
    if response is None:
        # HAR has no way to say "none": browsers write status 0.
        response = Response(0, "", version, header_size=-1, wire_size=-1)
    media_type = response.header("content-type") or ""
    return {
        "status": response.status,
        "statusText": response.reason,
        "httpVersion": response.http_version,
        "cookies": [_cookie(value) for name, value in response.headers if name.lower() == "set-cookie"],
        "headers": _pairs(response.headers),
        "content": {
            "size": response.body.size,
            "mimeType": media_type,
            **_text(response.body, media_type),
        },
        "redirectURL": response.header("location") or "",
        "headersSize": response.header_size,
        "bodySize": response.wire_size,
    }


def _pairs(pairs: tuple[Header, ...] | list[Header]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _header(headers: tuple[Header, ...], name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _sent_cookies(headers: tuple[Header, ...]) -> list[dict[str, str]]:
    pairs = [pair.strip().partition("=") for pair in _header(headers, "cookie").split(";") if pair.strip()]
    return [{"name": name, "value": value} for name, _, value in pairs]


def _cookie(value: str) -> dict[str, Any]:
    cookie = parse_set_cookie(value)
    out: dict[str, Any] = {"name": cookie.name, "value": cookie.value}
    out |= {"httpOnly": cookie.http_only, "secure": cookie.secure}
    named = {"path": cookie.path, "domain": cookie.domain, "sameSite": cookie.same_site}
    return out | {key: text for key, text in named.items() if text}


def _text(body: Payload, media_type: str) -> dict[str, str]:
    """The body as text where it is text, else in base64."""
    octets = body.read()
    kind = media_type.lower()
    if kind.startswith("text/") or any(word in kind for word in _TEXTUAL):
        try:
            return {"text": octets.decode("utf-8")}
        except UnicodeDecodeError:
            pass
    return (
        {"text": base64.b64encode(octets).decode("ascii"), "encoding": "base64"} if octets else {"text": ""}
    )
