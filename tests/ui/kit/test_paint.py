import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from ui import theme
from ui.kit import paint


@pytest.fixture
def canvas(qapp):
    made = QImage(60, 40, QImage.Format.Format_ARGB32)
    made.fill(0)
    return made


def test_a_badge_without_text_takes_no_room(qapp):
    assert paint.badge_width("") == 0


def test_a_digit_sits_in_a_circle_and_more_make_it_longer(qapp):
    assert paint.badge_width("1") == 16
    assert paint.badge_width("1") < paint.badge_width("128") < paint.badge_width("Bearer")


def test_a_badge_stays_inside_its_width(canvas):
    painter = paint.start(QPainter(canvas))
    paint.badge(painter, 10, 20, "128")
    painter.end()
    inked = [x for x in range(60) for y in range(40) if canvas.pixelColor(x, y).alpha() > 0]
    assert (min(inked), max(inked)) == (10, 10 + paint.badge_width("128") - 1)


def test_the_focus_ring_is_two_pixels_wide_and_inside(canvas):
    painter = paint.start(QPainter(canvas))
    paint.focus_ring(painter, QRect(10, 10, 40, 20))
    painter.end()
    column = [canvas.pixelColor(30, y) for y in range(8, 14)]
    assert [pixel.alpha() for pixel in column] == [0, 0, 255, 255, 0, 0]
    assert column[2] == theme.color("focus")
