"""The HTTP/2 layer as a script of octets: any split gives the same answers, any damage only our own error."""

import itertools

import h2.config
import h2.connection
import httpx
from hypothesis import given
from hypothesis import strategies as st

from app.wire.http2 import Http2
from app.wire.limits import SizeLimits
from app.wire.stream import http2_lines
from app.wire.tap import Tap
from tests.app.wire.ending import told

REQUEST = [(b":method", b"GET"), (b":scheme", b"http"), (b":authority", b"x"), (b":path", b"/")]


def client(streams=3):
    """A connection with requests under way, and what it wrote."""
    connection = Http2(SizeLimits())
    opened = [connection.open(list(REQUEST), Tap(), True) for _ in range(streams)]
    return connection, opened, connection.output()


def server_octets(written):
    """What a sound server answers to three requests: interleaved, with hints, padding and trailers."""
    server = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    server.initiate_connection()
    server.receive_data(written)
    server.send_headers(1, [(":status", "103"), ("link", "x")])
    for stream in (1, 3, 5):
        server.send_headers(stream, [(":status", "200"), ("x-stream", str(stream))])
    for part in (b"hello ", b"world"):
        for stream in (5, 1, 3):
            server.send_data(stream, part, pad_length=stream)
    server.send_headers(1, [("trailer", "end")], end_stream=True)
    server.end_stream(3)
    server.ping(b"12345678")
    server.end_stream(5)
    return server.data_to_send()


GOOD = server_octets(client()[2])


def feed(octets, cuts=()):
    connection, opened, _ = client()
    edges = [0, *sorted(cuts), len(octets)]
    for start, end in itertools.pairwise(edges):
        connection.feed(octets[start:end])
        connection.output()
    return connection, opened


@given(st.lists(st.integers(0, len(GOOD)), max_size=12))
def test_any_split_gives_the_same_answers(cuts):
    connection, opened = feed(GOOD, cuts)
    for stream in opened:
        assert stream.complete
        assert stream.take() == b"hello world"
        assert (b"x-stream", b"%d" % stream.id) in stream.headers
    assert opened[0].trailers == [(b"trailer", b"end")]
    assert opened[0].interim == ((103, ((b"link", b"x"),)),)
    assert not connection.streams


@given(st.data())
def test_any_damage_gives_only_errors_of_ours(data):
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        if data.draw(st.booleans()):
            damaged[place] = data.draw(st.integers(0, 255))
        else:
            damaged[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    cuts = data.draw(st.lists(st.integers(0, len(damaged)), max_size=6))
    try:
        connection, opened = feed(bytes(damaged), cuts)
    except httpx.TransportError as error:
        told(error)
    else:
        assert all(stream.complete or stream.error or stream.id in connection.streams for stream in opened)


@given(st.binary(max_size=400))
def test_arbitrary_octets_give_only_errors_of_ours(octets):
    try:
        feed(octets)
    except httpx.TransportError as error:
        told(error)


def test_frames_are_tapped_with_their_stream_or_their_connection():
    tap = Tap()
    connection = Http2(SizeLimits())
    tap.begin(connection.frames)
    connection.open(list(REQUEST), tap, True)
    written = connection.output()
    answer = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    answer.initiate_connection()
    answer.receive_data(written)
    answer.send_headers(1, [(":status", "204")], end_stream=True)
    connection.feed(answer.data_to_send())
    seen = [(frame.name, frame.outgoing, frame.stream) for frame in tap.frames()]
    assert ("HEADERS", True, 1) in seen
    assert ("SETTINGS", False, 0) in seen
    assert seen[-1] == ("HEADERS", False, 1)
    assert tap.outgoing.read() in written


def test_headers_of_the_connection_have_no_place_in_http2():
    lines = [(b"Host", b"x"), (b"Connection", b"close"), (b"TE", b"trailers"), (b"X-Own", b" v ")]
    assert http2_lines(lines) == [(b"te", b"trailers"), (b"x-own", b"v")]
