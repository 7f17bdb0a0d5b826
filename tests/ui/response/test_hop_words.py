"""A hop in words: certificates with their dates, and what the server measured."""

from dataclasses import replace
from datetime import timedelta

from app.http.certificates import read_chain
from app.http.server_timing import Metric
from app.model.options import Travel
from tests.app.http.sending import resolved, sending
from ui.response.hop_words import certificate_lines, hop_in_words, metric_words


async def test_certificates_are_told_with_names_and_days_and_are_red_when_they_do_not_hold(playground):
    async with sending() as sender:
        request = resolved(f"{playground.https}/get", travel=Travel(ca_file=str(playground.ca)))
        exchange = await sender.send(request)
    first = read_chain(exchange.connection.chain)[0]
    moments = (
        (first.not_after - timedelta(days=3), "3 days left", "muted"),
        (first.not_after + timedelta(days=2, hours=1), "expired", "red"),
        (first.not_before - timedelta(days=1), "not valid yet", "red"),
    )
    for now, words, token in moments:
        text, colour = certificate_lines(exchange, now)[0]
        assert "localhost" in text
        assert f"{first.not_after:%Y-%m-%d}" in text
        assert words in text
        assert colour == token
    assert f"Certificate: {first.subject}" in hop_in_words(exchange)


def test_measurements_of_the_server_are_told(make_exchange):
    exchange = make_exchange(b"", headers=(("Server-Timing", "db;dur=53;desc=orders, cache"),))
    assert "Server: db 53 ms, orders; Server: cache" in hop_in_words(exchange)
    assert metric_words(Metric("a")) == "a"


def test_beginning_anew_is_told(make_exchange):
    assert "begun anew 1 time" in hop_in_words(replace(make_exchange(b""), retried=1))
