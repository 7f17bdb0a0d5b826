from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QImage, QPainter

from ui import theme
from ui.kit import icons

SIZE = QSize(16, 16)
DRAWINGS = sorted((Path(icons.__file__).parent / "icons").glob("*.svg"))


def colors_in(picture):
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_drawing_belongs_to_the_family(path):
    root = ElementTree.parse(path).getroot()
    assert root.get("viewBox") == "0 0 16 16"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "1.5"
    assert root.get("stroke-linecap") == "round"
    assert not [part for part in root.iter() if (part.get("fill") or "none") not in ("none", "currentColor")]


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something(qapp, name):
    picture = icons.icon(name).pixmap(SIZE, 2.0).toImage()
    painted = sum(
        picture.pixelColor(x, y).alpha() > 128
        for x in range(picture.width())
        for y in range(picture.height())
    )
    assert painted > 20


def test_an_icon_takes_the_colour_of_the_theme_in_force(use_theme):
    made = icons.icon("stop", "text")
    assert theme.LIGHT.text.lower() in colors_in(made.pixmap(SIZE, 2.0).toImage())
    use_theme("dark")
    assert theme.DARK.text.lower() in colors_in(made.pixmap(SIZE, 2.0).toImage())


def test_a_disabled_icon_is_faint(qapp):
    picture = icons.icon("stop", "text").pixmap(SIZE, 2.0, QIcon.Mode.Disabled).toImage()
    assert colors_in(picture) == {theme.LIGHT.faint.lower()}


def test_an_icon_has_the_pixels_that_the_screen_has(qapp):
    sharp = icons.icon("search").pixmap(SIZE, 2.0)
    assert sharp.size() == QSize(32, 32)
    assert sharp.devicePixelRatio() == 2.0


def test_a_misspelt_name_fails_where_it_is_written(qapp):
    with pytest.raises(FileNotFoundError):
        icons.icon("serach")


def test_a_painted_icon_stands_in_the_middle(qapp):
    canvas = QImage(40, 30, QImage.Format.Format_ARGB32)
    canvas.fill(0)
    painter = QPainter(canvas)
    icons.paint_icon(painter, QRect(0, 0, 40, 30), "stop", "text")
    painter.end()
    inked = [(x, y) for x in range(40) for y in range(30) if canvas.pixelColor(x, y).alpha() > 128]
    assert min(x for x, _ in inked) + max(x for x, _ in inked) == 39
    assert min(y for _, y in inked) + max(y for _, y in inked) == 29
