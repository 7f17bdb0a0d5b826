"""How a body is read: its language, its encoding, and whether it is text at all."""

import pytest

from app.format.reading import read_body
from app.model.payload import Payload


@pytest.mark.parametrize(
    ("data", "content_type", "told"),
    [
        (b'{"a": 1}', "Application/JSON; charset=utf-8", ("json", "utf-8", False)),
        ('{"a": 1}'.encode("utf-16"), "application/json", ("json", "utf-16", False)),
        ('{"a": 1}'.encode("utf-16-le"), "text/plain; charset=utf-16le", ("json", "utf-16-le", False)),
        ("<p>grün".encode("latin-1"), "text/html", ("html", "latin-1", False)),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png", ("text", "latin-1", True)),
        (b"", "", ("text", "utf-8", False)),
        (b'{"name": "a\x00b", "more": 1}', "application/json", ("json", "utf-8", False)),
        (b'{"name": "a\x00b", "more": 1}', "", ("json", "utf-8", True)),
        (bytes(range(256)), "text/plain", ("text", "latin-1", True)),
    ],
)
def test_a_body_is_read_by_its_type_and_its_first_bytes(data, content_type, told):
    reading = read_body(Payload(len(data), data), content_type)
    assert (reading.language, reading.encoding, reading.binary) == told


def test_the_media_type_is_the_header_without_its_parameters():
    assert read_body(Payload(), "Text/CSV ; header=present").media_type == "text/csv"
