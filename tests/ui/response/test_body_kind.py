"""What a body is called, and why."""

import pytest

from app.format.reading import read_body
from app.model.payload import Payload
from ui.response.body_kind import kind_title, reason_words


@pytest.mark.parametrize(
    ("data", "media_type", "title", "reason"),
    [
        (b"%PDF-1.7\n", "application/pdf", "PDF", "PDF, as the server says (application/pdf)"),
        (b"%PDF-1.7\n", "text/plain", "PDF", "PDF, by its first bytes"),
        (b"--x\r\n\r\n\x00\r\n--x--", "multipart/mixed", "Multipart", None),
        (b"\x00\x01", "application/octet-stream", "Binary", "Binary: its first bytes are of no text"),
        (b"[1]", "application/json", "JSON", "JSON, as the server says (application/json)"),
        (b"[1]", "text/plain", "JSON", "JSON, by its first bytes"),
    ],
)
def test_a_body_is_called_what_it_is(data, media_type, title, reason):
    reading = read_body(Payload(len(data), data), media_type)
    assert kind_title(reading, reading.language, by_hand=False) == title
    told = reason_words(reading, title, by_hand=False)
    assert told == (reason or f"{title}, as the server says ({media_type})")


def test_the_choice_of_the_user_goes_first():
    reading = read_body(Payload(9, b"%PDF-1.7\n"), "application/pdf")
    assert kind_title(reading, "text", by_hand=True) == "Text"
