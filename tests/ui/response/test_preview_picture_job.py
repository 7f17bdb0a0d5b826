"""What the worker makes of pictures: plain pixels in a file, whatever they were before."""

import pytest
from PySide6.QtGui import QImage

from app.work.job import JobProblem
from ui.response.preview_picture_job import read_picture


def no_report(_done):
    """Nobody waits."""


def saved(path, width, height, name, pixels=QImage.Format.Format_RGB32):
    image = QImage(width, height, pixels)
    image.fill("#2563EB")
    assert image.save(str(path), name)
    return str(path)


@pytest.mark.parametrize("name", ["PNG", "JPEG", "BMP", "WebP", "TIFF", "ICO", "PPM", "PGM", "PBM"])
def test_every_format_becomes_the_same_pixels(tmp_path, name):
    target = tmp_path / "pixels"
    said = read_picture(no_report, saved(tmp_path / "picture", 120, 80, name), str(target))
    assert (said["format"], said["width"], said["height"]) == (name, 120, 80)
    assert said["layers"] == [(120, 80)]
    assert target.stat().st_size == 4 * 120 * 80
    blue, green, red, alpha = target.read_bytes()[:4]
    assert alpha == 255
    assert name in ("PGM", "PBM") or (abs(blue - 0xEB) < 4 and abs(green - 0x63) < 4 and abs(red - 0x25) < 4)


def test_each_layer_is_half_as_large_as_the_last(tmp_path):
    target = tmp_path / "pixels"
    said = read_picture(no_report, saved(tmp_path / "picture", 1000, 301, "PNG"), str(target))
    assert said["layers"] == [(1000, 301), (500, 150), (250, 75)]
    assert target.stat().st_size == sum(4 * width * height for width, height in said["layers"])


def test_a_transparent_picture_says_so(tmp_path):
    source = saved(tmp_path / "picture", 9, 9, "PNG", QImage.Format.Format_ARGB32)
    assert read_picture(no_report, source, str(tmp_path / "pixels"))["alpha"]


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"no picture", b""])
def test_drawings_and_rubbish_are_no_pictures(tmp_path, data):
    source = tmp_path / "picture"
    source.write_bytes(data)
    with pytest.raises(JobProblem, match="its format is not known"):
        read_picture(no_report, str(source), str(tmp_path / "pixels"))
