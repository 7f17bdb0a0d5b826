"""Delays are where they were asked for."""

import time

import pytest


@pytest.fixture(params=["client", "client2"])
def either(request):
    """One version of HTTP after the other, with its connection open."""
    chosen = request.getfixturevalue(request.param)
    chosen.get("/status/204")
    return chosen


def _time(client, path):
    """Seconds to the headers, seconds from there to the end, and the body's pieces."""
    start = time.monotonic()
    with client.stream("GET", path) as answer:
        headers = time.monotonic()
        pieces = [piece for piece in answer.iter_raw() if piece]
    return headers - start, time.monotonic() - headers, pieces, answer


def test_a_delay_is_before_the_headers(either):
    waited, received, _pieces, _answer = _time(either, "/delay/0.2")
    assert waited >= 0.2
    assert received < waited


def test_a_drip_spreads_the_body_after_the_headers(either):
    waited, received, pieces, answer = _time(either, "/drip?duration=0.2&bytes=7&delay=0.1&groups=4")
    assert waited >= 0.1
    # The client may see the headers a moment after they were sent.
    assert received >= 0.15
    assert (b"".join(pieces), answer.headers["content-length"]) == (b"*" * 7, "7")
    assert len(pieces) > 1


def test_a_drip_may_come_in_chunks(client):
    _waited, _received, pieces, answer = _time(client, "/drip?duration=0&bytes=5&chunked=1")
    assert (b"".join(pieces), answer.headers["transfer-encoding"]) == (b"*****", "chunked")
