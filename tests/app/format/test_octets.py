"""Octets as they are read."""

from app.format.octets import header_blocks, readable


def test_line_breaks_are_visible_as_they_came():
    assert readable(b"a\r\nb\nc\rd").decode() == "a␍␊\nb␊\nc␍d"


def test_what_is_masked_is_left_out():
    assert readable(b"Cookie: a=1\r\n", ((8, 11),)).decode() == "Cookie: •••␍␊\n"


def test_the_payloads_of_header_frames_are_found_even_when_they_are_cut_off():
    data = b"\x00\x00\x02\x00\x01\x00\x00\x00\x01hi"
    headers = b"\x00\x00\x03\x01\x04\x00\x00\x00\x01abc"
    assert header_blocks(headers + data + headers[:-1]) == ((9, 12), (32, 34))
