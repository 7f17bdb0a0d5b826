"""Bodies of several parts: the list of them, and each as a body of its own."""

import base64

import pytest
from PySide6.QtGui import QImage

from app.format.reading import read_body
from app.model.payload import Payload
from ui.response.preview import BodyPreview

HEADS = (
    b'Content-Disposition: form-data; name="order"\r\nContent-Type: application/json',
    b'Content-Disposition: form-data; name="photo"\r\nContent-Type: image/png\r\n'
    b"Content-Transfer-Encoding: base64",
    b"Content-Type: application/octet-stream",
    b"Content-Type: text/plain; charset=iso-8859-1",
)


@pytest.fixture
def preview(qtbot):
    made = BodyPreview()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    yield made
    made.forget()


@pytest.fixture
def png(tmp_path):
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill("#2563EB")
    path = tmp_path / "a.png"
    assert image.save(str(path))
    return base64.encodebytes(path.read_bytes())


def joined(*bodies, end=b"--XX--"):
    parts = zip(HEADS, bodies, strict=False)
    return b"".join(b"--XX\r\n" + head + b"\r\n\r\n" + body + b"\r\n" for head, body in parts) + end


def show(preview, qtbot, payload, content_type="multipart/form-data; boundary=XX"):
    preview.show_reading(read_body(payload, content_type))
    view = preview.current
    qtbot.waitUntil(lambda: bool(view.table.rows()) or bool(view.problem()), timeout=15_000)
    return view


def choose(view, row):
    view.table.setCurrentIndex(view.table.model().index(row, 0))


def test_every_part_is_listed_and_shown_as_what_it_is(preview, qtbot, png):
    data = joined(b'{"id": 17}', png, b"\x00\x01\xff", "grün".encode("latin-1"))
    view = show(preview, qtbot, Payload(len(data), data))
    assert view.bar.facts().startswith("Multipart body · 4 parts · ")
    assert view.table.rows()[0] == ("order", "application/json", "10 B")
    assert [row[0] for row in view.table.rows()] == ["order", "photo", "Part 3", "Part 4"]
    qtbot.waitUntil(lambda: view.text.visible_text() == '{"id": 17}', timeout=15_000)
    assert view.headers.text().startswith('Content-Disposition: form-data; name="order"')
    choose(view, 1)
    qtbot.waitUntil(lambda: view.preview.current is not None, timeout=15_000)
    qtbot.waitUntil(view.preview.current.has_picture, timeout=15_000)
    assert not view.preview.current.bar.save.isVisible()
    choose(view, 2)
    qtbot.waitUntil(lambda: "00 01 ff" in view.text.visible_text(), timeout=15_000)
    choose(view, 3)
    qtbot.waitUntil(lambda: view.text.visible_text() == "grün", timeout=15_000)


def test_a_large_part_lies_in_a_file_that_goes_with_it(preview, qtbot, tmp_path):
    path = tmp_path / "body"
    path.write_bytes(joined(b'["' + b"x" * 1_100_000 + b'"]'))
    view = show(preview, qtbot, Payload(path.stat().st_size, None, path))
    qtbot.waitUntil(lambda: view.text.visible_text().startswith('["xxx'), timeout=15_000)
    assert len(list(tmp_path.glob("preview-*"))) == 1
    preview.forget()
    assert list(tmp_path.iterdir()) == [path]


def test_a_body_that_breaks_off_says_so(preview, qtbot):
    data = joined(b"{}", end=b"")
    view = show(preview, qtbot, Payload(len(data), data))
    assert "its closing boundary is missing" in view.bar.facts()
    qtbot.waitUntil(lambda: view.text.visible_text() == "{}", timeout=15_000)


@pytest.mark.parametrize(
    ("content_type", "problem"),
    [
        ("multipart/mixed", "its Content-Type names no boundary"),
        ("multipart/mixed; boundary=YY", 'its boundary "YY" never occurs'),
    ],
)
def test_a_body_that_cannot_be_split_is_a_sentence(preview, qtbot, content_type, problem):
    data = joined(b"{}")
    view = show(preview, qtbot, Payload(len(data), data), content_type)
    assert view.problem() == f"This Multipart body cannot be shown: {problem}."


def test_a_part_that_is_not_what_it_says_is_a_sentence(preview, qtbot):
    data = joined(b"{}", b"A")
    view = show(preview, qtbot, Payload(len(data), data))
    choose(view, 1)
    sentence = "This part cannot be shown: it says that it is base64, and is not."
    qtbot.waitUntil(lambda: view.told.sentence() == sentence, timeout=15_000)
