"""Octets as they are read."""

from dataclasses import replace

import pytest

from app.format.octets import blanked, header_blocks, readable, spans_to_mask
from app.model.exchange import Exchange, SentRequest, Timing
from app.model.wire import Frame, Wire


def test_line_breaks_are_visible_as_they_came():
    assert readable(b"a\r\nb\nc\rd").decode() == "a␍␊\nb␊\nc␍d"


def test_what_is_masked_is_left_out():
    assert readable(b"Cookie: a=1\r\n", ((8, 11),)).decode() == "Cookie: •••␍␊\n"


def test_the_payloads_of_header_frames_are_found_even_when_they_are_cut_off():
    data = b"\x00\x00\x02\x00\x01\x00\x00\x00\x01hi"
    headers = b"\x00\x00\x03\x01\x04\x00\x00\x00\x01abc"
    assert header_blocks(headers + data + headers[:-1]) == ((9, 12), (32, 34))


@pytest.fixture
def hop():
    """An exchange whose secret is ``hush-hush``."""
    wire = Wire(None, None, secrets=("hush-hush",))
    return Exchange(SentRequest("GET", "http://h/", "", "", (), ()), None, Timing(), wire=wire)


def test_a_secret_that_chunks_cut_is_masked_in_both(hop):
    octets = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\na hush\r\n8\r\n-hush b\r\n\r\n0\r\n\r\n"
    )
    shown = blanked(octets, spans_to_mask(hop, False, octets))
    assert shown.endswith(b"6\r\na ****\r\n8\r\n***** b\r\n\r\n0\r\n\r\n")


def test_a_secret_that_frames_cut_is_masked_in_both(hop):
    head = b"\x00\x00\x05\x00\x00\x00\x00\x00\x01"
    framed = replace(hop, wire=replace(hop.wire, frames=(Frame(0.0, False, 0, 0, 1, 5),)))
    octets = head + b"ahush" + head + b"-hush"
    assert blanked(octets, spans_to_mask(framed, False, octets)) == head + b"a****" + head + b"*****"
