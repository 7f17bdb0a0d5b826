"""What is masked in octets: credentials in heads, secrets anywhere and in every form they are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.masking import masked_spans
from app.format.octets import readable

HEAD = b"GET / HTTP/1.1\r\nHost: a\r\nauthorization: Basic abc\r\nCookie: a=1; b=2\r\n\r\nCookie: body"


def hidden(octets, secrets=()):
    return [octets[start:end] for start, end in masked_spans(octets, secrets)]


def test_credentials_are_masked_in_the_head_and_nothing_in_the_body():
    assert hidden(HEAD) == [b"Basic abc", b"a=1; b=2"]


def test_the_heads_of_1xx_answers_are_heads_too():
    came = (
        b"HTTP/1.1 103 Early\r\nSet-Cookie: a=1\r\n\r\nHTTP/1.1 200 OK\r\nSET-COOKIE:b=2\r\n\r\nSet-Cookie: c"
    )
    assert hidden(came) == [b"a=1", b"b=2"]


def test_a_folded_credential_is_masked_whole():
    assert hidden(b"A: b\r\nCookie: a=1;\r\n b=2\r\n\r\n") == [b"a=1;\r\n b=2"]


@pytest.mark.parametrize(
    "written",
    [b'p\xc3\xa4ss w"', b"p%C3%a4ss+w%22", b'p%C3%A4ss%20w"', b'p\\u00e4ss w\\"', b'p\xc3\xa4ss w\\"'],
)
def test_a_secret_is_masked_in_every_form(written):
    octets = b"GET /?k=" + written + b" HTTP/1.1\r\n\r\n" + written
    assert hidden(octets, ('päss w"',)) == [written, written]


def test_a_very_short_secret_masks_nothing():
    assert hidden(b"aaa", ("a",)) == []


@given(st.lists(st.sampled_from([b"hush-hush", b"a", b"\r\n", b"Cookie: ", b"\xff"])))
def test_what_is_read_holds_no_secret(pieces):
    octets = b"".join(pieces)
    assert b"hush-hush" not in readable(octets, masked_spans(octets, ("hush-hush",)))
