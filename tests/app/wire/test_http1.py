"""The HTTP/1.1 layer as a script of octets: any split gives the same answer, any damage our error."""

import itertools

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wire.http1 import Reader, is_chunked, write_chunk, write_head
from app.wire.limits import SizeLimits
from tests.app.wire.ending import told

LENGTH = b"HTTP/1.1 200 Fine\r\nX-Dup: 1\r\nx-dup: 2\r\nEmpty:\r\nContent-Length: 11\r\n\r\nhello world"
CHUNKS = (
    b"HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"6;x=y\r\nhello \r\n5\r\nworld\r\n0\r\nTrailer: end\r\n\r\n"
)
CLOSED = b"HTTP/1.0 200 OK\r\nServer: old\r\n\r\nhello world"
ANSWERS = (LENGTH, CHUNKS, CLOSED)


def read(octets, cuts=(), method=b"GET"):
    """Feed the octets in pieces, then the end; the reader and the body."""
    reader = Reader(method, SizeLimits(header_size=4096, header_count=50))
    edges = [0, *sorted(cuts), len(octets)]
    for start, end in itertools.pairwise(edges):
        if start < end:
            reader.feed(octets[start:end])
    if not reader.complete:
        reader.finish()
    return reader, b"".join(reader.pieces)


@given(st.sampled_from(ANSWERS), st.data())
def test_any_split_of_an_answer_gives_the_same_one(octets, data):
    cuts = data.draw(st.lists(st.integers(0, len(octets)), max_size=12))
    whole, body = read(octets)
    split, again = read(octets, cuts)
    assert body == again == b"hello world"
    for name in ("status", "reason", "headers", "trailers", "interim", "complete", "keep_alive", "received"):
        assert getattr(whole, name) == getattr(split, name)


@given(st.sampled_from(ANSWERS), st.data())
def test_any_damage_gives_an_answer_or_an_error_of_ours(octets, data):
    damaged = bytearray(octets)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        act = data.draw(st.sampled_from(["change", "insert", "remove", "cut"]))
        if act == "change":
            damaged[place] = data.draw(st.integers(0, 255))
        elif act == "insert":
            damaged[place:place] = data.draw(st.binary(min_size=1, max_size=8))
        elif act == "remove":
            del damaged[place : place + data.draw(st.integers(1, 8))]
        else:
            del damaged[place:]
        if not damaged:
            return
    cuts = data.draw(st.lists(st.integers(0, len(damaged)), max_size=8))
    method = data.draw(st.sampled_from([b"GET", b"HEAD", b"CONNECT"]))
    try:
        reader, _ = read(bytes(damaged), cuts, method)
    except httpx.TransportError as error:
        told(error)
    else:
        assert reader.complete or reader.raw


@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=5))
def test_arbitrary_octets_give_only_errors_of_ours(octets, cuts):
    with pytest.raises(httpx.TransportError):
        read(b"\x00" + octets, [cut for cut in cuts if cut <= len(octets)])


def test_header_lines_keep_their_case_order_duplicates_and_empty_values():
    reader, _ = read(LENGTH)
    assert reader.headers == [
        (b"X-Dup", b"1"),
        (b"x-dup", b"2"),
        (b"Empty", b""),
        (b"Content-Length", b"11"),
    ]
    assert reader.reason == b"Fine"


def test_hints_and_trailers_are_kept_apart():
    reader, _ = read(CHUNKS)
    assert reader.interim == ((103, ((b"Link", b"</a>"),)),)
    assert reader.trailers == [(b"Trailer", b"end")]


def test_a_tunnel_begins_after_the_head_whatever_it_says_of_a_length():
    reader = Reader(b"CONNECT", SizeLimits())
    reader.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n")
    reader.feed(b"\r\nraw octets")
    assert reader.raw
    assert reader.take() == b"raw octets"


def test_an_upgrade_to_something_else_is_not_taken_for_one():
    reader, body = read(
        b"HTTP/1.1 200 OK\r\nConnection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\nok"
    )
    assert body == b"ok"
    assert reader.complete
    assert not reader.raw


def test_a_head_is_written_as_given():
    lines = [(b"hOST", b"x"), (b"A", b"1"), (b"a", b""), (b"Odd\xff", b"\xe4")]
    assert (
        write_head(b"get", b"/a b\x01", lines)
        == b"get /a b\x01 HTTP/1.1\r\nhOST: x\r\nA: 1\r\na:\r\nOdd\xff: \xe4\r\n\r\n"
    )
    assert write_chunk(b"abc") == b"3\r\nabc\r\n"
    assert write_chunk(b"") == b""


@pytest.mark.parametrize(
    ("value", "chunked"), [(b"chunked", True), (b"gzip, Chunked", True), (b"chunked, gzip", False)]
)
def test_chunked_counts_only_in_the_last_place(value, chunked):
    assert is_chunked([(b"Transfer-Encoding", value)]) is chunked
