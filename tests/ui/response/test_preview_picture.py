"""Pictures in the preview: shown with their facts, zoomed, copied, and a sentence where they cannot be."""

import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage

from app.format.reading import read_body
from app.model.payload import Payload

FRAME = b"!\xf9\x04\x00\x05\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02%s\x01\x00"
ANIMATION = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\xff"
    b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00" + FRAME % b"D" + FRAME % b"L" + b";"
)


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


def test_a_picture_is_shown_with_its_facts(preview, qtbot):
    view = show(preview, qtbot, picture(120, 80), "application/octet-stream")
    assert view.bar.facts().startswith("PNG image · 120 × 80 · 24 bits · ")
    assert view.canvas.grab().toImage().pixelColor(view.canvas.rect().center()).name() == "#2563eb"
    assert not view.play.isVisible()


def test_an_animation_plays_when_it_is_asked_to(preview, qtbot):
    view = show(preview, qtbot, ANIMATION, "image/gif")
    assert view.bar.facts() == "GIF image · 1 × 1 · 24 bits · 2 frames · 85 B"
    assert view.canvas.image.pixelColor(0, 0).name() == "#ff0000"
    view.play.click()
    qtbot.waitUntil(lambda: view.canvas.image.pixelColor(0, 0).name() == "#0000ff", timeout=15_000)
    qtbot.waitUntil(lambda: view.canvas.image.pixelColor(0, 0).name() == "#ff0000", timeout=15_000)
    assert view.play.accessibleName() == "Stop the animation"
    view.play.click()
    assert not view.playing()


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
    view = show(preview, qtbot, picture(1500, 900))
    fitting = view.canvas.scale
    assert view.canvas.fits
    qtbot.keyClick(view.canvas, Qt.Key.Key_1)
    assert view.canvas.scale == 1
    qtbot.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert view.canvas.scale == 1.25
    assert view.canvas.horizontalScrollBar().maximum() > 1200
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
    large, small = picture(900, 900), picture(10, 10)
    preview.show_reading(read_body(Payload(len(large), large), "image/png"))
    assert show(preview, qtbot, small).canvas.image.width() == 10
