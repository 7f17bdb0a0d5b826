"""Rows chosen by a text and sorted by a column."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.table.index import spans_of
from app.table.order import Rows, Wanted, arrange
from app.table.shape import Shape


def rows_of(data, shape):
    return Rows(data, list(spans_of(shape, data)), shape)


def arranged(values, wanted):
    """The values of the column "v" as they are arranged; ... stands for a missing one."""
    items = [{} if value is ... else {"v": value} for value in values]
    rows = rows_of(json.dumps(items).encode(), Shape("array"))
    return [values[row] for row in arrange(rows, wanted, lambda _: None)]


def test_numbers_sort_by_value_texts_by_letters_and_what_is_not_there_comes_last():
    values = ["b", 10, None, 9, "A", ..., "", -1.5, True]
    up = arranged(values, Wanted(key="v", direction="up"))
    down = arranged(values, Wanted(key="v", direction="down"))
    assert up == [-1.5, 9, 10, "", "A", "b", True, None, ...]
    assert down == [True, "b", "A", "", 10, 9, -1.5, None, ...]


@given(st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_of_any_size_sort_as_numbers(numbers):
    assert arranged(numbers, Wanted(key="v", direction="up")) == sorted(numbers)


def test_numbers_that_no_float_tells_apart_are_sorted_by_their_last_digit():
    rows = rows_of(b"[1e999999999999999999999,100000000000000000003,100000000000000000001]", Shape("array"))
    assert arrange(rows, Wanted(direction="up"), lambda _: None) == [2, 1, 0]


@pytest.mark.parametrize("direction", ["up", "down"])
def test_what_is_equal_stays_as_it_came(direction):
    rows = rows_of(b'[{"v":"a"},{"v":"A"},{"v":"a"}]', Shape("array"))
    assert arrange(rows, Wanted(key="v", direction=direction), lambda _: None) == [0, 1, 2]


def test_lines_sort_by_their_cells_and_empty_ones_come_last():
    rows = rows_of(b"a,10\nb,9\nc,\nd\n", Shape("csv"))
    assert arrange(rows, Wanted(key=1, direction="up"), lambda _: None) == [1, 0, 2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("MÜL", [0]), ('"', [2]), ("a,b", [3]), ("name", []), ("é", [4]), ("1.0", [1]), ("x", [])],
)
def test_rows_are_chosen_by_what_their_cells_show(text, expected):
    data = (
        '[{"name":"Müller"},{"name":1.00},{"name":"say \\"hi\\""},{"name":"a,b"},{"name":"\\u00e9"}]'.encode()
    )
    assert arrange(rows_of(data, Shape("array")), Wanted(text=text), lambda _: None) == expected


def test_forms_are_searched_in_what_they_mean():
    rows = rows_of(b"a=x%20y&b=z", Shape("form"))
    assert arrange(rows, Wanted(text="X Y"), lambda _: None) == [0]


def test_rows_are_chosen_and_sorted_together_and_progress_is_told():
    heard = []
    rows = rows_of(b"x,3\ny,2\nx,1\n", Shape("csv"))
    assert arrange(rows, Wanted("x", 1, "up"), heard.append) == [2, 0]
    assert heard == [0.0, 0.5]


def test_a_row_that_is_no_json_is_sorted_by_what_can_be_read():
    rows = rows_of(b'{"v":2,"w":nope}\n{"v":1}\n', Shape("lines"))
    assert arrange(rows, Wanted(key="v", direction="up"), lambda _: None) == [1, 0]
