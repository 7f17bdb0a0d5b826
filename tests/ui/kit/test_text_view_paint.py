"""Where the characters of a row are painted, for ASCII by arithmetic and for the rest by layouts."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from app.format.tokens import tokens
from ui import theme
from ui.kit.text_source import Row, TextSource
from ui.kit.text_view_paint import RowPainter
from ui.kit.text_view_row import count_units, read_row


def row_of(text):
    data = text.encode()
    return read_row(TextSource(data), Row(0, len(data), True))


@pytest.mark.parametrize("text", ["plain ascii", "tab\there", "ünï", "a😀b", "\x07bell"])
def test_a_unit_is_found_where_it_is_painted(qapp, text):
    painter, row = RowPainter(), row_of(text)
    for length in (0, 1, len(text) - 1, len(text)):
        unit = count_units(text[:length])
        assert painter.unit_at(row, painter.place_of(row, unit)) == unit


def test_a_place_beyond_the_ends_is_the_nearest_end(qapp):
    painter = RowPainter()
    for text in ("abc", "äbc"):
        assert painter.unit_at(row_of(text), -50) == 0
        assert painter.unit_at(row_of(text), 5000) == 3


def painted(text, language, left=0.0):
    painter, row = RowPainter(), row_of(text)
    image = QImage(400, painter.height, QImage.Format.Format_RGB32)
    image.fill(theme.color("panel"))
    canvas = QPainter(image)
    canvas.setFont(painter.font)
    width = painter.draw(canvas, row, tokens(text, language), (QPointF(left, 0), 400))
    canvas.end()
    return image, width


def test_a_colour_begins_at_the_column_of_its_token(qapp):
    text = '   "key": 12'
    image, width = painted(text, "json")
    column = RowPainter().column
    number = theme.color("number").name()
    first = next(
        x for x in range(400) if any(image.pixelColor(x, y).name() == number for y in range(image.height()))
    )
    assert abs(first - text.index("12") * column) < column
    assert width == pytest.approx(len(text) * column)


def test_a_row_scrolled_to_the_left_shows_the_same_characters(qapp):
    column = RowPainter().column
    moved, _ = painted("x" * 10 + "needle", "text", left=-10 * column)
    alone, _ = painted("needle", "text")
    assert moved == alone
