"""Which preview a body has."""

import pytest

from app.format.reading import read_body
from app.model.payload import Payload
from app.preview.kinds import can_preview, kind_of, name_of

PNG = b"\x89PNG\r\n\x1a\n\x00\x00"


def reading(data, content_type):
    return read_body(Payload(len(data), data), content_type)


@pytest.mark.parametrize(
    ("data", "content_type", "kind"),
    [
        (PNG, "image/png", "picture"),
        (PNG, "image/jpeg", "picture"),
        (PNG, "application/octet-stream", "picture"),
        (PNG, "", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "picture"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "", "file"),
        (b"\x00\x00\x00\x18ftypmp42", "", "file"),
        (b"\x00\x01\x02", "image/avif", "picture"),
        (b"P3 1 1 255 0 0 0", "image/x-portable-pixmap", "picture"),
        (b'{"error": 1}', "image/png", None),
        (b'{"error": 1}', "audio/mpeg", None),
        (b"<svg xmlns='x'/>", "image/svg+xml", "svg"),
        (b"<?xml version='1.0'?>\n<!-- x --><svg/>", "application/xml", "svg"),
        (b"<svg/>", "text/plain", "svg"),
        (b"<p>x</p>", "text/html; charset=utf-8", "html"),
        (b"<!doctype HTML><p>x</p>", "application/json", "html"),
        (b"<html>502</html>", "image/png", "html"),
        (b"<note/>", "application/xml", None),
        (b"# x", "text/markdown", "markdown"),
        (b"%PDF-1.7\n", "text/plain", "pdf"),
        (b"no pdf", "application/pdf", "pdf"),
        (b"PK\x03\x04\x14\x00", "", "archive"),
        (b"--x\r\n", "multipart/mixed; boundary=x", "multipart"),
        (b"\x00\x01", "font/woff2", "file"),
        (b"\x00\x01", "application/octet-stream", None),
        (b"plain words", "text/plain", None),
        (b'{"a": 1}', "application/json", None),
        (b"", "image/png", None),
    ],
)
def test_the_bytes_say_more_than_the_type(data, content_type, kind):
    assert kind_of(reading(data, content_type)) == kind
    assert can_preview(reading(data, content_type)) == (kind is not None)


def test_a_body_has_a_name_for_people():
    assert name_of(reading(PNG, "image/jpeg"), "picture") == "PNG image"
    assert name_of(reading(b"\x00\x01", "video/mp4"), "file") == "MP4 video"
    assert name_of(reading(b"<p>", "text/html"), "html") == "HTML page"
