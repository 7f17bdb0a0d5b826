"""The playground ends at once, whatever its clients are doing."""

import contextlib
import socket
import time

import httpx
import pytest

from app.playground import Playground

QUICK = 5.0  # seconds; a wait for a client would be much longer


@contextlib.contextmanager
def closing_quickly():
    """A playground, and a check that it closes in good time."""
    server = Playground()
    server.start()
    try:
        yield server
    finally:
        started = time.monotonic()
        server.close()
        assert time.monotonic() - started < QUICK


def _connect(server, *lines):
    port = httpx.URL(server.http).port
    raw = socket.create_connection(("127.0.0.1", port))
    raw.sendall("\r\n".join(lines).encode())
    return raw


def _await_headers(raw):
    assert raw.recv(65536).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "path", ["/sse?n=1000&interval=1", "/drip?duration=60&bytes=10", "/bytes/1000000000"]
)
def test_a_stream_under_way_does_not_hold_it(path):
    with closing_quickly() as server, _connect(server, f"GET {path} HTTP/1.1", "Host: x", "", "") as raw:
        _await_headers(raw)


def test_a_request_that_is_half_sent_does_not_hold_it():
    with closing_quickly() as server, _connect(server, "POST /upload HTTP/1.1", "Host: x", "Content-Len"):
        assert httpx.get(server.http, verify=False).status_code == 200


def test_a_late_answer_does_not_hold_it():
    with closing_quickly() as server, _connect(server, "GET /delay/60 HTTP/1.1", "Host: x", "", ""):
        assert httpx.get(server.http, verify=False).status_code == 200


def test_a_client_that_never_begins_tls_does_not_hold_it():
    with closing_quickly() as server:
        port = httpx.URL(server.https).port
        raw = socket.create_connection(("127.0.0.1", port))
        httpx.get(server.http, verify=False)
    assert raw.recv(1) == b""
    raw.close()


def test_an_idle_http2_client_does_not_hold_it():
    with closing_quickly() as server, httpx.Client(verify=False, http1=False, http2=True) as idle:
        assert idle.get(server.https).status_code == 200


def test_the_server_lives_on_after_nonsense(client, playground):
    with _connect(playground, "\x00\x01 nonsense", "", "") as raw:
        assert raw.recv(65536).startswith(b"HTTP/1.1 400")
    assert client.get("/status/200").status_code == 200


def test_a_body_that_nobody_reads_does_not_block_the_connection(client2):
    refused = client2.post("/status/413", content=b"x" * 5_000_000)
    assert (refused.status_code, client2.get("/status/200").status_code) == (413, 200)


def test_small_answers_do_not_wait_for_an_acknowledgement(client):
    quickest = min(client.get("/status/200").elapsed.total_seconds() for _ in range(20))
    # With Nagle's algorithm on, each of them took 44 ms.
    assert quickest < 0.03
