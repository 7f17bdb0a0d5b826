"""Exchanges as the sender makes them, for the tests of the response pane."""

from dataclasses import replace

import pytest

from app.model.exchange import Connection, Exchange, Failure, Response, SentRequest, Timing
from app.model.payload import Payload
from ui.response.preview import BodyPreview

TIMING = Timing(0.2, 6.1, 12.4, 31.0, 0.7, 70.0, 23.0, 143.9)
TLS = Connection(
    3, False, "127.0.0.1:50412", "127.0.0.1:8443", "h2", "TLS 1.3", "TLS_AES_256_GCM_SHA384", True
)


@pytest.fixture
def make_exchange():
    """Build an exchange from a body and what differs from an ordinary one."""

    def make(
        body=b"", content_type="application/json", status=200, method="GET", headers=(), payload=None, **more
    ):
        request = SentRequest(
            method, "https://api.example.org/v2/products", "/v2/products", "HTTP/2", (("accept", "*/*"),)
        )
        typed = (("content-type", content_type),) if content_type else ()
        came = Response(
            status, "", "HTTP/2", (*typed, *headers), payload or Payload(len(body), body), len(body), 120
        )
        return Exchange(request, replace(came, **more), TIMING, TLS)

    return make


@pytest.fixture
def make_failure():
    """Build an exchange that brought no response."""

    def make(kind="dns", phase="dns", title="The host was not found.", detail="[Errno -2]", hint="Check it."):
        request = SentRequest(
            "GET", "https://nowhere.invalid/", "/", "HTTP/1.1", (("host", "nowhere.invalid"),)
        )
        failure = Failure(kind, phase, title, detail, hint)
        return Exchange(request, None, Timing(blocked=0.1, dns=4.0, total=5.0), failure=failure)

    return make


@pytest.fixture
def redirected(make_exchange):
    """A send with two hops, the second on the same connection."""
    first = make_exchange(status=302, content_type="", headers=(("set-cookie", "a=1; Path=/"),))
    last = make_exchange(b"[1]", headers=(("Set-Cookie", "b=2; Secure; HttpOnly; SameSite=Lax"),))
    timing = Timing(blocked=0.1, send=0.4, wait=60.0, receive=18.0, total=80.0)
    return replace(last, timing=timing, connection=replace(TLS, reused=True), history=(first,))


@pytest.fixture
def preview(qtbot):
    """The preview of bodies on the screen."""
    made = BodyPreview()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    yield made
    made.forget()
