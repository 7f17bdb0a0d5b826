"""One hop in words: outcome, figures, connection, certificates, and what the server measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from app.format import words
from app.http.certificates import read_chain
from app.http.server_timing import Metric, server_timing
from app.model.certificate import Certificate
from app.model.exchange import Connection, Exchange
from ui import theme
from ui.response.waterfall import PHASE_NAMES


def figures(hop: Exchange) -> Iterator[tuple[str, str]]:
    """Each phase with its time, and the phase itself."""
    for phase, ms in hop.timing.phases():
        yield f"{PHASE_NAMES[phase]} {words.milliseconds(ms)}", phase


def outcome(hop: Exchange) -> tuple[str, str]:
    """The status or the failure of a hop with its time, and the token of its colour."""
    took = words.milliseconds(hop.timing.total)
    if hop.response is None:
        return f"Failed · {took}", "red"
    name = hop.response.reason or words.status(hop.response.status)
    return f"{hop.response.status} {name} · {took}", theme.status_token(hop.response.status)


def connection_facts(hop: Exchange) -> tuple[str, ...]:
    """What is known of the connection that carried a hop, each fact a few words."""
    connection = hop.connection
    version = hop.response.http_version if hop.response else hop.request.http_version
    facts = [
        f"attempt {hop.attempt}" if hop.attempt > 1 else "",
        f"after a wait of {words.milliseconds(hop.waited)}" if hop.waited else "",
        f"begun anew {words.count(hop.retried, 'time')}" if hop.retried else "",
        _connection_name(connection),
        version,
        f"ALPN {connection.alpn}" if connection.alpn else "",
        " ".join(part for part in (connection.tls_version, connection.cipher) if part),
        "certificate not verified" if connection.tls_version and connection.verified is False else "",
        " → ".join(end for end in (connection.local, connection.remote) if end),
    ]
    return tuple(fact for fact in facts if fact)


def _connection_name(connection: Connection) -> str:
    if not connection.id:
        return ""
    return f"{'reused' if connection.reused else 'new'} connection {connection.id}"


def certificate_lines(hop: Exchange, now: datetime | None = None) -> tuple[tuple[str, str], ...]:
    """A line for each certificate of the server, and the token of its colour: red when it does not hold."""
    now = now or datetime.now(UTC)
    return tuple(_certificate_line(each, now) for each in read_chain(hop.connection.chain))


def _certificate_line(certificate: Certificate, now: datetime) -> tuple[str, str]:
    dates = f"{certificate.not_before:%Y-%m-%d} to {certificate.not_after:%Y-%m-%d}"
    days = certificate.left(now).days
    if now > certificate.not_after:
        term, token = f"expired {words.count(-days, 'day')} ago", "red"
    elif now < certificate.not_before:
        term, token = "not valid yet", "red"
    else:
        term, token = f"{words.count(days, 'day')} left", "muted"
    names = f" for {', '.join(certificate.names)}" if certificate.names else ""
    return f"{certificate.subject}{names}, by {certificate.issuer}, {dates}, {term}", token


def metric_words(metric: Metric) -> str:
    """One measurement of the server: "db 53 ms, Reading orders"."""
    took = f" {words.milliseconds(metric.duration)}" if metric.duration is not None else ""
    description = f", {metric.description}" if metric.description else ""
    return f"{metric.name}{took}{description}"


def hop_in_words(hop: Exchange) -> str:
    """One hop as a sentence of figures."""
    parts = [
        f"{hop.request.method} {hop.request.url}",
        outcome(hop)[0],
        ", ".join(text for text, _ in figures(hop)),
        "; ".join(f"Server: {metric_words(metric)}" for metric in server_timing(hop.response)),
        ", ".join(connection_facts(hop)),
        "; ".join(f"Certificate: {text}" for text, _ in certificate_lines(hop)),
    ]
    return ". ".join(part for part in parts if part)
