"""The tap of a send as its exchange carries it, against real servers."""

from app.model.options import Travel
from app.model.wire import Frame
from tests.app.http.sending import resolved, sending
from tests.app.wire.scripted import answering, serving

ANSWER = (
    b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
    b"Trailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 7\r\n\r\n"
)


async def test_an_exchange_carries_its_octets_its_1xx_answers_and_its_trailers():
    async with serving(answering(ANSWER)) as server, sending() as sender:
        request = resolved(f"http://127.0.0.1:{server.port}/a", secrets=("hush-hush",))
        exchange = await sender.send(request)
    assert exchange.wire.received.read() == ANSWER
    assert exchange.wire.sent.read().startswith(b"GET /a HTTP/1.1\r\nHost: ")
    assert exchange.wire.received.complete
    assert [(each.status, each.headers) for each in exchange.response.interim] == [(103, (("Link", "</a>"),))]
    assert exchange.response.trailers == (("X-Sum", "7"),)
    assert exchange.wire.secrets == ("hush-hush",)
    assert "hush-hush" not in repr(exchange)


async def test_octets_go_with_the_body_of_their_exchange(playground):
    async with sending() as sender:
        exchange = await sender.send(resolved(f"{playground.http}/bytes/200000"))
        size = exchange.wire.received.size
        assert len(exchange.wire.received.read()) == size > 200_000
        sender._spool.forget(exchange)
        assert exchange.wire.received.read() == b""
        assert exchange.wire.received.size == size


async def test_frames_of_http2_have_their_moments(playground):
    async with sending() as sender:
        travel = Travel(ca_file=str(playground.ca), http_version="2")
        wire = (await sender.send(resolved(f"{playground.https}/get", travel=travel))).wire
    names = [(frame.name, frame.outgoing) for frame in wire.frames if frame.stream]
    assert names[0] == ("HEADERS", True)
    assert ("DATA", False) in names
    assert all(frame.at >= wire.began for frame in wire.frames)


def test_an_unknown_frame_is_named_by_its_number():
    assert Frame(0.0, False, 0x42, 0, 1, 0).name == "0x42"
