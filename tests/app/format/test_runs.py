"""Where chunks and frames hold a body, and the parts of secrets that they cut."""

from itertools import pairwise

import h2.config
import h2.connection
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.runs import chunk_runs, data_runs, split_spans
from app.masker import Masker

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"


def chunked(pieces):
    return HEAD + b"".join(b"%x;a=b\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def framed(pieces, padding=None):
    connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=True))
    connection.initiate_connection()
    connection.data_to_send()
    connection.send_headers(
        1, [(":method", "POST"), (":path", "/"), (":scheme", "http"), (":authority", "h")]
    )
    for piece in pieces:
        connection.send_data(1, piece, pad_length=padding)
    return connection.data_to_send()


def body(octets, runs):
    return b"".join(octets[start:end] for start, end in runs)


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=5))
def test_the_runs_of_chunks_are_the_body(pieces):
    octets = chunked(pieces)
    assert body(octets, chunk_runs(octets)) == b"".join(pieces)


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=5), st.none() | st.integers(0, 9))
def test_the_runs_of_frames_are_the_body(pieces, padding):
    octets = framed(pieces, padding)
    assert body(octets, data_runs(octets)) == b"".join(pieces)


@pytest.mark.parametrize("octets", [b"HTTP/1.1 200 OK\r\n\r\n5\r\nhello\r\n", HEAD, HEAD + b"zz\r\n", b""])
def test_what_has_no_chunks_has_no_runs(octets):
    assert chunk_runs(octets) == ()


def test_octets_that_end_too_early_are_read_as_far_as_they_go():
    whole = chunked([b"hello", b"world"])
    for end in range(len(whole)):
        runs = chunk_runs(whole[:end])
        assert b"helloworld".startswith(body(whole[:end], runs))
    whole = framed([b"hello", b"world"], 3)
    for end in range(len(whole)):
        data_runs(whole[:end])


@given(st.integers(1, 8), st.integers(1, 8))
def test_the_parts_of_a_secret_that_is_cut_are_found(first, second):
    secret = b"hush-hush"
    cuts = sorted({0, first, min(first + second, 9), 9})
    pieces = [b"before ", *[secret[a:b] for a, b in pairwise(cuts)], b" after"]
    octets = chunked(pieces)
    parts = split_spans(octets, chunk_runs(octets), Masker(["hush-hush"]))
    assert b"".join(octets[start:end] for start, end in parts) == secret
