"""The form reader, whatever the size of the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from app.playground.multipart import TEXT_LIMIT, FormReader, boundary_of

BODY = (
    b'--b\r\nContent-Disposition: form-data; name="t"\r\n\r\ntwo\r\nlines\r\n'
    b'--b\r\nContent-Disposition: form-data; name="f"; filename="a;b.txt"\r\nContent-Type: text/plain\r\n\r\n'
    b"\r\n--bogus\r\n--b--\r\n"
)


async def _pieces(body, size):
    for start in range(0, len(body), size):
        yield body[start : start + size]


def _read(body, size=1000):
    import asyncio

    return asyncio.run(FormReader(b"b").read(_pieces(body, size)))


@given(st.integers(1, len(BODY)))
def test_the_parts_are_the_same_however_they_arrive(size):
    text, file = _read(BODY, size)
    assert (text.name, text.filename, bytes(text.text)) == ("t", None, b"two\r\nlines")
    assert (file.name, file.filename, file.content_type, file.size) == ("f", "a;b.txt", "text/plain", 9)
    assert file.headers[1] == ["Content-Type", "text/plain"]


@pytest.mark.parametrize(
    "body", [b"no boundary at all", BODY[:-10], b"--b\r\nBad Header\r\n\r\n\r\n--b--\r\n"]
)
def test_a_broken_form_is_refused(body):
    with pytest.raises(HTTPException) as refused:
        _read(body)
    assert refused.value.status_code == 400


def test_a_text_that_is_too_long_is_refused():
    head, tail = BODY.split(b"two", 1)
    with pytest.raises(HTTPException) as refused:
        _read(head + b"x" * TEXT_LIMIT + tail, 65536)
    assert refused.value.status_code == 413


def test_a_type_without_a_boundary_is_refused():
    assert boundary_of('multipart/form-data; boundary="a b"') == b"a b"
    with pytest.raises(HTTPException, match="boundary"):
        boundary_of("multipart/form-data")
