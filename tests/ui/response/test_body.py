"""What the body view makes of a body: text, picture, nothing, and what is not what it says."""

import json

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from app.format.pretty import INLINE_LIMIT, THREAD_LIMIT
from app.model.payload import Payload
from ui.response.body import BodyView


@pytest.fixture
def body(qtbot):
    made = BodyView()
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    return made


def test_json_is_pretty_or_raw_as_the_user_likes_and_stays_so(body, make_exchange):
    body.show_exchange(make_exchange(b'{"n":1.00}'))
    assert body.text.visible_text() == '{\n  "n": 1.00\n}'
    assert body.kind_words() == "JSON · 3 lines"
    body.choose_view("raw")
    assert body.text.visible_text() == '{"n":1.00}'
    body.show_exchange(make_exchange(b"[ 2 ]"))
    assert body.text.visible_text() == "[ 2 ]"
    assert body.view == "raw"


def test_a_body_that_is_not_what_it_says_is_shown_with_the_reason(body, make_exchange):
    body.show_exchange(make_exchange(b'{"a": 1,\n oops}'))
    assert body.notice.isVisible()
    assert body.notice.sentence() == (
        "The server says application/json, but this is not JSON: expected '\"' at line 2, column 2."
    )
    assert body.notice.hint() == "Shown as text."
    assert body.text.visible_text() == '{"a": 1,\n oops}'
    assert "pretty" not in body.offered
    body.show_exchange(make_exchange(b"[1]"))
    assert not body.notice.isVisible()


def test_an_html_error_page_that_claims_to_be_json_is_shown_as_html(body, make_exchange):
    body.show_exchange(make_exchange(b"<html><body>Bad gateway</body></html>", status=502))
    assert body.notice.hint() == "Shown as HTML."
    assert body.kind_words() == "HTML · 1 line"


def test_text_that_only_looks_like_json_is_no_reason_to_complain(body, make_exchange):
    body.show_exchange(make_exchange(b'{"a": half', "text/plain"))
    assert not body.notice.isVisible()
    assert body.text.visible_text() == '{"a": half'


@pytest.mark.parametrize(("encoding", "charset"), [("latin-1", "iso-8859-1"), ("utf-16", "utf-16")])
def test_every_encoding_is_shown_as_text(body, make_exchange, encoding, charset):
    body.show_exchange(make_exchange('["grün"]'.encode(encoding), f"application/json; charset={charset}"))
    assert body.text.visible_text() == '[\n  "grün"\n]'
    body.choose_view("raw")
    assert body.text.visible_text() == '["grün"]'


@pytest.mark.parametrize("size", [INLINE_LIMIT + 1, THREAD_LIMIT + 1])
def test_a_large_body_is_raw_at_once_and_pretty_when_it_is_ready(body, make_exchange, qtbot, tmp_path, size):
    data = json.dumps(["x" * 90] * (size // 90)).encode()
    path = tmp_path / "body"
    path.write_bytes(data)
    body.show_exchange(make_exchange(data, payload=Payload(len(data), None, path)))
    assert body.text.visible_text().startswith('["xxx')
    assert body.texts.strip.sentence() == "Formatting…"
    assert body.texts.strip.isVisible()
    qtbot.waitUntil(lambda: body.text.visible_text().startswith('[\n  "xxx'), timeout=15000)
    assert not body.texts.strip.isVisible()
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_response_ends_the_formatting_of_the_old_one(body, make_exchange, qtbot, tmp_path):
    data = json.dumps(["x" * 90] * 50_000).encode()
    body.show_exchange(make_exchange(data))
    body.show_exchange(make_exchange(b"[1]"))
    assert body.text.visible_text() == "[\n  1\n]"
    assert body.kind_words() == "JSON · 3 lines"


def png_of(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill("#2563EB")
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


def test_a_picture_is_shown_with_its_size(body, make_exchange):
    body.show_exchange(make_exchange(png_of(320, 200), "image/png"))
    assert body.binary.isVisible()
    assert body.binary.facts().startswith("PNG image · 320 × 200 · ")
    assert body.binary.has_picture()
    assert not body.has_text


def test_a_picture_with_too_many_pixels_is_only_named(body, make_exchange):
    huge = bytearray(png_of(1, 1))
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    body.show_exchange(make_exchange(bytes(huge), "image/png"))
    assert body.binary.isVisible()
    assert not body.binary.has_picture()


def test_bytes_are_named_and_can_be_saved(body, make_exchange, qtbot):
    body.show_exchange(make_exchange(b"%PDF-1.7\n\x00\x01", "application/pdf"))
    assert body.binary.facts() == "PDF document · 11 B"
    with qtbot.waitSignal(body.save_requested):
        body.binary.save.click()


@pytest.mark.parametrize(
    ("method", "status", "sentence"),
    [
        ("HEAD", 200, "No body: a response to HEAD has none."),
        ("DELETE", 204, "No body: 204 No Content has none."),
        ("GET", 200, "No body: the server sent none."),
    ],
)
def test_an_empty_body_says_why(body, make_exchange, method, status, sentence):
    body.show_exchange(make_exchange(b"", status=status, method=method))
    assert body.empty_words() == sentence
    assert not body.text.isVisible()


def test_a_body_in_a_file_is_let_go(body, make_exchange, tmp_path):
    path = tmp_path / "body"
    path.write_bytes(b"some text")
    body.show_exchange(make_exchange(b"some text", "text/plain", payload=Payload(9, None, path)))
    assert body.text.visible_text() == "some text"
    body.forget()
    assert body.text.visible_text() == ""
    path.unlink()


def arriving(make_exchange, data, content_type="application/json"):
    return make_exchange(b"", content_type, payload=Payload(len(data), data, None, False)).response


def test_json_is_raw_while_it_arrives_and_pretty_when_it_is_whole(body, make_exchange):
    body.show_arriving(arriving(make_exchange, b""))
    assert body.empty_words() == "Nothing of the body has come yet."
    body.show_arriving(arriving(make_exchange, b'{"a":'))
    assert (body.offered, body.text.visible_text()) == (("raw",), '{"a":')
    body.show_arriving(arriving(make_exchange, b'{"a": 1'))
    assert body.text.visible_text() == '{"a": 1'
    body.show_exchange(make_exchange(b'{"a": 1}'))
    assert body.text.visible_text() == '{\n  "a": 1\n}'


def test_what_the_user_works_with_stays_as_it_is_when_the_rest_has_come(body, make_exchange):
    body.show_arriving(arriving(make_exchange, b'{"a":'))
    body.text.select_all()
    body.show_exchange(make_exchange(b'{"a": 1}'))
    assert (body.view, body.text.visible_text()) == ("raw", '{"a": 1}')
    body.choose_view("pretty")
    assert body.text.visible_text() == '{\n  "a": 1\n}'


def test_bytes_on_their_way_are_named(body, make_exchange):
    body.show_arriving(arriving(make_exchange, b"\x89PNG\r\n\x1a\n\x00", "image/png"))
    assert body.empty_words() == "PNG image is on its way."
