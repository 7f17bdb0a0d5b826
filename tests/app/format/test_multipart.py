"""Bodies of several parts are split where RFC 2046 says, and however servers write them."""

import mmap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.multipart import MOST_PARTS, boundary_of, split_parts
from app.work.job import JobProblem

FORM = (
    b"preamble\r\n--XX\r\n"
    b'Content-Disposition: form-data; name="a \\"b\\""\r\n\r\none\r\n'
    b"--XX \t\r\nContent-Type: image/png\r\nX-Long: a\r\n  b\r\n\r\n\r\ntwo\r\n\r\n"
    b"--XX--\r\nepilogue --XX\r\n"
)


def bodies(data, content_type="multipart/mixed; boundary=XX"):
    return [data[part.start : part.end] for part in split_parts(data, content_type).parts]


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ("multipart/mixed; boundary=abc", "abc"),
        ('multipart/mixed; charset=x; Boundary = "a b;c\\"d"', 'a b;c"d'),
        ("multipart/mixed; boundary=abc; type=x", "abc"),
        ("multipart/mixed; xboundary=abc", ""),
        ("multipart/mixed", ""),
    ],
)
def test_the_boundary_is_read_from_the_type(content_type, boundary):
    assert boundary_of(content_type) == boundary


def test_parts_have_their_headers_and_exactly_their_bytes():
    found = split_parts(FORM, "multipart/form-data; boundary=XX")
    assert bodies(FORM) == [b"one", b"\r\ntwo\r\n"]
    first, second = found.parts
    assert (first.name, first.content_type) == ('a "b"', "text/plain")
    assert second.headers == (("Content-Type", "image/png"), ("X-Long", "a b"))
    assert found.closed
    assert found.whole


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b"--XX\n\none\n--XX\nA: b\n\ntwo\n--XX--", [b"one", b"two"]),
        (b"--XX\r\n\r\n--XXY is no delimiter\r\n--XX--", [b"--XXY is no delimiter"]),
        (b"--XX\r\n\r\nneither is --XX\r\n--XX--", [b"neither is --XX"]),
        (b"--XX\r\n\r\n\r\n--XX--", [b""]),
        (b"--XX\r\n\r\n--XX--", [b""]),
        (b"--XX--", []),
        (b"--XX\r\nA: b\r\n--XX--", [b""]),
    ],
)
def test_loosely_written_bodies_are_split_too(data, parts):
    assert bodies(data) == parts


def test_a_body_that_breaks_off_keeps_what_came():
    found = split_parts(b"--XX\r\n\r\none\r\n--XX\r\n\r\nhalf of tw", "multipart/mixed; boundary=XX")
    assert not found.closed
    assert bodies(b"--XX\r\n\r\none\r\n--XX\r\n\r\nhalf of tw") == [b"one", b"half of tw"]


@pytest.mark.parametrize(
    ("data", "content_type", "clause"),
    [
        (b"--XX\r\n", "multipart/mixed", "its Content-Type names no boundary"),
        (b"--YY\r\n\r\n--YY--", "multipart/mixed; boundary=XX", 'its boundary "XX" never occurs'),
        (b"--XX\r\n" + b"b" * 99_999, "multipart/x; boundary=XX", "the header lines of part 1 have no end"),
    ],
)  # fmt: skip
def test_what_cannot_be_split_says_why(data, content_type, clause):
    with pytest.raises(JobProblem) as caught:
        split_parts(data, content_type)
    assert str(caught.value) == clause


def test_the_number_of_parts_is_limited():
    found = split_parts(b"--XX\r\n\r\nx\r\n" * (MOST_PARTS + 5) + b"--XX--", "multipart/mixed; boundary=XX")
    assert len(found.parts) == MOST_PARTS
    assert not found.whole


def test_a_mapped_file_is_split_without_reading_it_whole(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(FORM)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert split_parts(mapped, "multipart/mixed; boundary=XX") == split_parts(
            FORM, "multipart/mixed; boundary=XX"
        )


@given(st.lists(st.binary(max_size=50).filter(lambda data: b"--XX" not in data), max_size=5))
def test_what_is_joined_is_split_again(parts):
    data = b"".join(b"--XX\r\nA: b\r\n\r\n" + part + b"\r\n" for part in parts) + b"--XX--\r\n"
    assert bodies(data) == parts


@given(st.binary(max_size=200).map(lambda data: b"--XX" + data.replace(b"q", b"\r\n--XX")))
def test_rubbish_never_gives_parts_outside_the_body(data):
    try:
        found = split_parts(data, "multipart/mixed; boundary=XX")
    except JobProblem:
        return
    assert all(0 <= part.start <= part.end <= len(data) for part in found.parts)
