"""Chosen cells as text for the clipboard."""

import json

import pytest

from app.table.copying import Choice, copy_lines, joined
from app.table.index import first_index
from app.table.shape import Shape, Spans
from app.table.table import Table


@pytest.fixture
def table():
    data = b'[{"a":1.00,"b":"x,\\"y\\""},{"b":null},{"a":[ 1 ],"c":"t\\tt"}]'
    found = first_index(Shape("array"), data, True)
    return Table(data, Shape("array"), Spans(found.spans), found.columns)


def copied(table, choice, form):
    return joined(list(copy_lines(table, choice, form)), form)


def test_tabs_hold_the_cells_alone(table):
    assert copied(table, Choice(range(3), [0, 2]), "tabs") == '1.00\t\n\t\n[1]\t"t\tt"'


def test_csv_has_a_line_of_titles(table):
    assert copied(table, Choice(range(2), [1, 0]), "csv") == 'b,a\r\n"x,""y""",1.00\r\nnull,'


def test_json_keeps_values_as_they_were_written_and_leaves_out_what_is_missing(table):
    text = copied(table, Choice(range(3), [0, 1]), "json")
    assert text == '[\n  {"a": 1.00, "b": "x,\\"y\\""},\n  {"b": null},\n  {"a": [ 1 ]}\n]'
    assert len(json.loads(text)) == 3


def test_cells_that_are_not_chosen_stay_empty(table):
    choice = Choice([0, 1], [0, 1], lambda row, column: row == column)
    assert copied(table, choice, "tabs") == "1.00\t\n\tnull"
    assert copied(table, choice, "json") == '[\n  {"a": 1.00},\n  {"b": null}\n]'


def test_rows_are_copied_in_the_order_in_which_they_are_shown(table):
    table.order = [2, 0]
    assert copied(table, Choice(range(2), [0]), "tabs") == "[1]\n1.00"
