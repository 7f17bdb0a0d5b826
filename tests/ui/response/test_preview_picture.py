"""Pictures in the preview: shown with their facts, zoomed, copied, and a sentence where they cannot be."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage

from app.format.reading import read_body
from app.model.payload import Payload
from ui.response.preview import BodyPreview


@pytest.fixture
def preview(qtbot):
    made = BodyPreview()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    yield made
    made.forget()


def picture(width, height, picture_format="PNG", pixels=QImage.Format.Format_RGB32):
    image = QImage(width, height, pixels)
    image.fill("#2563EB")
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, picture_format)
    return bytes(buffer.data())


def with_size(png, width, height):
    """The same PNG, but claiming another size, with a checksum that agrees."""
    header = struct.pack(">II", width, height) + png[24:29]
    return png[:16] + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + png[33:]


def show(preview, qtbot, data, content_type="image/png"):
    preview.show_reading(read_body(Payload(len(data), data), content_type))
    view = preview.current
    qtbot.waitUntil(lambda: view.has_picture() or bool(view.problem()), timeout=15_000)
    return view


@pytest.mark.parametrize("name", ["PNG", "JPEG", "BMP", "WebP", "TIFF", "ICO", "PPM"])
def test_a_picture_is_shown_with_its_facts(preview, qtbot, name):
    view = show(preview, qtbot, picture(120, 80, name), f"image/{name.lower()}")
    assert view.bar.facts().startswith(f"{name} image · 120 × 80 · ")
    assert (view.canvas.image.width(), view.canvas.image.height()) == (120, 80)
    assert view.canvas.image.pixelColor(60, 40).blue() > 220
    assert view.canvas.grab().toImage().pixelColor(view.canvas.rect().center()).blue() > 220


def test_a_picture_larger_than_a_screen_is_scaled_while_it_is_read(preview, qtbot):
    view = show(preview, qtbot, picture(9000, 30))
    assert view.bar.facts().startswith("PNG image · 9,000 × 30 · ")
    assert view.canvas.image.width() == 4096
    assert view.canvas.scale == pytest.approx((640 - 24) / 9000, rel=0.01)


def test_a_picture_that_claims_too_many_pixels_is_told_with_its_size(preview, qtbot):
    view = show(preview, qtbot, with_size(picture(1, 1), 100_000, 100_000))
    assert view.problem() == (
        "This PNG image cannot be shown: it has 100,000 × 100,000 pixels, "
        "and more than 100 million are not shown."
    )


@pytest.mark.parametrize("data", [picture(300, 300)[:200], b"\x89PNG\r\n\x1a\nbroken\x00", b"GIF89a\x00\x01"])
def test_a_broken_picture_is_a_sentence(preview, qtbot, data):
    view = show(preview, qtbot, data, "image/png")
    assert view.problem().endswith("data).") or view.problem().endswith("it is broken or incomplete.")
    assert not view.canvas.isVisible()


def test_the_keys_zoom_and_fit(preview, qtbot):
    view = show(preview, qtbot, picture(3000, 2000))
    fitting = view.canvas.scale
    assert view.canvas.fits
    qtbot.keyClick(view.canvas, Qt.Key.Key_1)
    assert view.canvas.scale == 1
    qtbot.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.scale == 1.25
    assert view.canvas.horizontalScrollBar().maximum() > 3000
    qtbot.keyClick(view.canvas, Qt.Key.Key_0)
    assert view.canvas.scale == fitting


def test_a_picture_is_copied_as_it_is(preview, qtbot):
    view = show(preview, qtbot, picture(30, 20))
    view.copy.click()
    preview.forget()
    assert QGuiApplication.clipboard().image().size().toTuple() == (30, 20)


def test_a_picture_leaves_no_file_behind(preview, qtbot, tmp_path):
    path = tmp_path / "body"
    path.write_bytes(picture(30, 20))
    preview.show_reading(read_body(Payload(path.stat().st_size, None, path), "image/png"))
    qtbot.waitUntil(preview.current.has_picture, timeout=15_000)
    assert list(tmp_path.iterdir()) == [path]


def test_what_comes_next_takes_the_place_of_what_is_still_read(preview, qtbot):
    large, small = picture(2000, 2000), picture(10, 10)
    preview.show_reading(read_body(Payload(len(large), large), "image/png"))
    assert show(preview, qtbot, small).canvas.image.width() == 10
