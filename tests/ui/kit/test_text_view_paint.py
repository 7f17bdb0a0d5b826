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
    return RowPainter().prepare(read_row(TextSource(data), Row(0, len(data), True)))


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


def painted(text, language, left=0.0, marks=()):
    painter, row = RowPainter(), row_of(text)
    image = QImage(400, painter.height, QImage.Format.Format_RGB32)
    image.fill(theme.color("panel"))
    canvas = QPainter(image)
    canvas.setFont(painter.font)
    row.color(tokens(text, language))
    painter.draw(canvas, row, QPointF(left, 0), marks)
    canvas.end()
    return image, painter.width(row)


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


@pytest.mark.parametrize("text", ["grün", "Привет", "αβγ", "a→b", "│ box"])
def test_letters_of_one_column_need_no_layout(qapp, text):
    assert row_of(text).columns


@pytest.mark.parametrize("text", ["漢字", "e\u0301", "\U0001f600", "tab\t", "שלום"])
def test_other_text_is_laid_out(qapp, text):
    assert not row_of(text).columns


def test_what_turns_text_round_is_shown_by_a_sign_on_red(qapp):
    image, _ = painted("a\u202eb", "text")
    colors = {image.pixelColor(x, y).name() for x in range(40) for y in range(image.height())}
    assert theme.color("danger_back").name() in colors


def test_a_mark_in_text_that_runs_both_ways_is_behind_its_letters(qapp):
    text = "abc שלום def"
    start = len(b"abc ")
    image, _ = painted(text, "text", marks=[(start, start + 4, "mark")])
    marked = [x for x in range(150) if image.pixelColor(x, 3).name() == theme.color("mark").name()]
    # The first two letters of the Hebrew word stand at its right end.
    column = RowPainter().column
    assert marked
    assert min(marked) > 5 * column


def test_of_a_long_row_only_the_part_in_sight_is_worked_out(qapp):
    row = row_of("x" * 4000)
    assert row.show_part(1000, 1100)
    assert row.part == (768, 1280)
    assert not row.show_part(1010, 1110)
