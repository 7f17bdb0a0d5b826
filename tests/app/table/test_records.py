"""Records read into cells: every value as it was written, also where the record is broken or long."""

import pytest

from app.table.records import json_problem, keys_of, read_cells, reader
from app.table.shape import Shape

ARRAY = Shape("array")


def shown(record, shape=ARRAY, whole=True):
    return {key: (cell.kind, cell.text) for key, cell in read_cells(shape, record, whole).items()}


def test_values_are_shown_as_they_were_written():
    record = b'{"a": 1.00, "b": 123456789012345678901234567890, "c": 1E400, "d": [ 1.0 ], "e": "\\u00e9"}'
    assert shown(record) == {
        "a": ("number", "1.00"),
        "b": ("number", "123456789012345678901234567890"),
        "c": ("number", "1E400"),
        "d": ("nested", "[1.0]"),
        "e": ("string", "é"),
    }
    assert read_cells(ARRAY, record)["e"].source == '"\\u00e9"'


def test_null_and_empty_text_are_told_from_each_other():
    assert shown(b'{"a":null,"b":""}') == {"a": ("null", "null"), "b": ("empty", "")}


def test_of_a_name_that_comes_twice_the_last_is_shown_and_both_are_counted():
    cell = read_cells(ARRAY, b'{"a":1,"b":0,"a":2}')["a"]
    assert (cell.text, cell.times) == ("2", 2)


def test_arrays_have_columns_by_position_and_plain_values_one():
    assert shown(b"[1,null]") == {0: ("number", "1"), 1: ("null", "null")}
    assert shown(b'"x"') == {None: ("string", "x")}


def test_pairs_of_a_form_are_decoded():
    form = Shape("form")
    assert shown(b"na+me=a%26b%3D", form) == {0: ("string", "na me"), 1: ("string", "a&b=")}
    assert shown(b"flag", form)[1] == ("empty", "")
    assert shown(b"x=%ff", form)[1] == ("string", "\ufffd")


def test_a_record_that_is_no_json_shows_what_can_be_read():
    record = b'{"a":1,"b":nope,"c":2}'
    assert shown(record) == {"a": ("number", "1"), "b": ("broken", "nope"), "c": ("number", "2")}
    assert json_problem(record)
    assert not json_problem(b'{"a":1}')
    with pytest.raises(ValueError):
        keys_of(ARRAY, record)


def test_what_is_broken_is_copied_as_a_text():
    assert read_cells(ARRAY, b'{"b":nope}')["b"].source == '"nope"'


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (b'{"a":1,"b":"long', {"a": ("number", "1"), "b": ("string", "long")}),
        (b'[1,{"b":2', {0: ("number", "1"), 1: ("nested", '{"b":2')}),
        (b'"long', {None: ("string", "long")}),
    ],
)
def test_of_a_record_cut_off_the_last_value_is_marked(record, expected):
    assert shown(record, whole=False) == expected
    assert not list(read_cells(ARRAY, record, whole=False).values())[-1].whole


def test_of_a_line_cut_off_the_last_cell_is_marked():
    cells = read_cells(Shape("csv"), b'1,"lo', whole=False)
    assert [(cell.text, cell.whole) for cell in cells.values()] == [("1", True), ("lo", False)]


def test_a_record_nested_beyond_all_measure_is_one_value():
    deep = b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert read_cells(ARRAY, deep)["a"].kind == "nested"


@pytest.mark.parametrize(
    ("shape", "record"),
    [(ARRAY, b'{"a":1.0,"b":"x"}'), (Shape("csv"), b'a,"b"'), (Shape("form"), b"a=b+c")],
)
def test_readers_for_many_records_give_the_same_texts(shape, record):
    assert reader(shape)(record) == {key: cell.text for key, cell in read_cells(shape, record).items()}
    assert list(keys_of(shape, record)) == list(read_cells(shape, record))
