from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wire.tap import Tap

HEAD = b"HTTP/1.1 200 OK\r\nX-One: 1\r\nx-one: 2\r\n\r\n"
EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"


def armed(*lines):
    tap = Tap()
    tap.lines = lines
    tap.arm()
    return tap


def test_the_head_is_written_as_given_and_the_body_is_left_alone():
    tap = armed((b"x-B", b" 2 "), (b"HOST", b"a"), (b"x-B", b"1"))
    assert tap.outgoing(b"GET /a HTTP/1.1\r\nHost: b\r\n\r\n") == (
        b"GET /a HTTP/1.1\r\nx-B:  2 \r\nHOST: a\r\nx-B: 1\r\n\r\n"
    )
    assert tap.outgoing(b"body") == b"body"


def test_a_tap_that_is_not_armed_changes_nothing():
    assert Tap().outgoing(b"CONNECT a:1 HTTP/1.1\r\n\r\n") == b"CONNECT a:1 HTTP/1.1\r\n\r\n"


@given(st.lists(st.integers(0, len(EARLY + HEAD) + 4), max_size=6))
def test_the_final_head_is_found_however_the_bytes_arrive(cuts):
    octets = EARLY + HEAD + b"body"
    tap = armed()
    places = sorted({0, len(octets), *(min(cut, len(octets)) for cut in cuts)})
    for start, end in pairwise(places):
        tap.incoming(octets[start:end])
    assert tap.received == HEAD


def test_an_interim_answer_is_not_the_first_byte():
    tap = armed()
    assert not tap.incoming(EARLY)
    assert tap.incoming(b"H")


def test_a_switch_of_protocols_is_a_final_answer():
    tap = armed()
    tap.incoming(b"HTTP/1.1 101 Switching Protocols\r\n\r\nbytes of it")
    assert tap.received == b"HTTP/1.1 101 Switching Protocols\r\n\r\n"


@pytest.mark.parametrize("end", [b"\r\n\r\n", b"\n\n", b"\r\n\n"])
def test_bare_line_feeds_end_a_head_too(end):
    tap = armed()
    tap.incoming(b"HTTP/1.1 204 No Content" + end + b"next")
    assert tap.received.endswith(end)
