"""The rows and columns on the screen: selecting, moving and fitting by keyboard, and what is painted."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.format.reading import read_body
from app.model.payload import Payload
from app.table.opened import OpenedTable
from app.table.shape import Shape
from ui import theme
from ui.response.table_grid import TableGrid

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def grid(qtbot):
    made = TableGrid()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def show(grid, values):
    body = json.dumps(values).encode()
    reading = read_body(Payload(len(body), body), "application/json")
    grid.show_table(OpenedTable(reading, Shape("array")).table)


def cells(choice):
    return [(row, column) for row in choice.rows for column in choice.columns if choice.has(row, column)]


def select(grid, *places):
    for row, column in places:
        grid.selectionModel().select(
            grid.model().index(row, column), grid.selectionModel().SelectionFlag.Select
        )


def has_color(grid, token, row, column):
    rect = grid.visualRect(grid.model().index(row, column))
    image = grid.viewport().grab().toImage()
    wanted = theme.color(token).rgb()
    return any(
        image.pixel(x, y) == wanted
        for x in range(rect.x() + 2, rect.right() - 2)
        for y in range(rect.y() + 2, rect.bottom() - 2)
    )


def test_without_a_selection_the_current_cell_is_meant(grid):
    show(grid, [{"a": 1, "b": 2}])
    assert cells(grid.choice()) == [(0, 0)]


def test_scattered_cells_are_chosen_alone(grid):
    show(grid, [{"a": 1, "b": 2, "c": 3}] * 4)
    select(grid, (0, 0), (2, 2), (3, 0))
    assert cells(grid.choice()) == [(0, 0), (2, 2), (3, 0)]


def test_keys_select_rows_and_columns_and_move_columns(grid):
    show(grid, [{"a": 1, "b": 2}, {"a": 3}])
    grid.setFocus()
    QTest.keyClick(grid, KEY.Key_Space, SHIFT)
    assert cells(grid.choice()) == [(0, 0), (0, 1)]
    QTest.keyClick(grid, KEY.Key_Space, CONTROL)
    assert cells(grid.choice()) == [(0, 0), (1, 0)]
    QTest.keyClick(grid, KEY.Key_Right, ALT | SHIFT)
    assert grid.shown_columns() == [1, 0]
    QTest.keyClick(grid, KEY.Key_Right, ALT | SHIFT)
    assert grid.shown_columns() == [1, 0]


def test_hidden_columns_are_not_chosen_and_the_last_one_stays(grid):
    show(grid, [{"a": 1, "b": 2}])
    grid.hide_column(0)
    grid.hide_column(1)
    assert grid.shown_columns() == [1]
    grid.selectAll()
    assert cells(grid.choice()) == [(0, 1)]


def test_columns_are_as_wide_as_their_values_up_to_a_limit(grid):
    show(grid, [{"a": 1, "b": "x" * 20, "c": "x" * 2000}])
    assert grid.columnWidth(0) < grid.columnWidth(1) < grid.columnWidth(2) <= 400


def test_widths_stay_when_rows_are_sorted(grid):
    show(grid, [{"a": 1}, {"a": 2}])
    grid.setColumnWidth(0, 222)
    grid.show_order(0, "down")
    assert grid.columnWidth(0) == 222


@pytest.mark.parametrize("look", ["light", "dark"])
def test_cells_are_coloured_by_what_they_are(grid, use_theme, look):
    use_theme(look)
    show(grid, [{"a": "text", "b": None, "c": ""}, {"a": "t"}])
    select(grid, (1, 0))
    assert has_color(grid, "panel", 0, 0)
    assert has_color(grid, "sidebar", 1, 1)
    assert has_color(grid, "selection", 1, 0)
    assert not has_color(grid, "sidebar", 0, 1)


def test_of_5_000_columns_only_those_on_the_screen_are_read(grid, qtbot):
    show(grid, [{f"c{number}": number for number in range(5000)}])
    assert grid.model().columnCount() == 5000
    read = []
    ask = grid.rows.cell
    grid.rows.cell = lambda row, column: read.append(column) or ask(row, column)
    grid.viewport().repaint()
    assert 0 < len(set(read)) < 20
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    grid.viewport().repaint()
    assert max(read) == 4999


def test_numbers_end_at_the_right_of_their_cell(grid):
    show(grid, [{"a": 1}])
    grid.setColumnWidth(0, 200)
    rect = grid.visualRect(grid.model().index(0, 0))
    image = grid.viewport().grab().toImage()
    paper = theme.color("panel").rgb()
    inked = [
        x - rect.x()
        for x in range(rect.x() + 2, rect.right() - 2)
        for y in range(rect.y() + 3, rect.bottom() - 3)
        if image.pixel(x, y) != paper
    ]
    assert min(inked) > 150
