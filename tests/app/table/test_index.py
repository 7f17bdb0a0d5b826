"""Where the records of a body lie, its columns, and what is said of bodies that are broken."""

import json

import pytest

from app.table.index import MOST_COLUMNS, all_spans_of, first_index, spans_of
from app.table.json_scan import Broken
from app.table.shape import Shape, Spans

ARRAY = Shape("array")
LINES = Shape("lines")


def index(data, shape=ARRAY, complete=True, most=1000):
    found = first_index(shape, data, complete, most)
    return [data[start:end] for start, end in Spans(found.spans)], found


@pytest.mark.parametrize(
    ("shape", "data", "expected"),
    [
        (ARRAY, b' [ {"a":1} , 2,\n"x,]" ] ', [b'{"a":1}', b"2", b'"x,]"']),
        (Shape("array", ("d", "e")), b'{"d":{"e":[1,2]}}', [b"1", b"2"]),
        (LINES, b'\xef\xbb\xbf{"a":1}\r\n\r\n \x1e{"a":2}\n', [b'{"a":1}', b'{"a":2}']),
        (Shape("form"), b"a=1&&b=2\r\n", [b"a=1", b"b=2"]),
        (Shape("csv"), b'\xef\xbb\xbfa,b\r\n"1\r\n2",c\r\n', [b"a,b", b'"1\r\n2",c']),
    ],
)
def test_records_lie_where_they_were_written(shape, data, expected):
    assert [data[start:end] for start, end in spans_of(shape, data)] == expected
    assert [data[start:end] for start, end in all_spans_of(shape, data)] == expected


def test_of_two_arrays_of_one_name_the_same_is_read_in_both_ways():
    data = b'{"d":[1,2],"d":[3]}'
    shape = Shape("array", ("d",))
    assert list(all_spans_of(shape, data)) == list(spans_of(shape, data))


def test_columns_are_all_names_in_the_order_of_their_first_appearance():
    _, found = index(b'[{"b":1},{"a":2,"b":3},{"c":4},5]')
    titles = [found.columns.title(column) for column in range(len(found.columns.keys))]
    assert (titles, found.problem) == (["b", "a", "c", "Value"], "")


def test_ragged_lines_get_columns_named_by_position():
    rows, found = index(b"a,b\n1\n1,2,3\n", Shape("csv", header=True))
    titles = [found.columns.title(column) for column in range(len(found.columns.keys))]
    assert (rows, titles) == ([b"1", b"1,2,3"], ["a", "b", "Column 3"])


def test_lines_without_titles_are_named_by_position():
    rows, found = index(b"1,2\n", Shape("csv"))
    assert (len(rows), found.columns.title(1)) == (1, "Column 2")


def test_a_sample_that_ends_within_a_record_leaves_it_out():
    rows, found = index(b'{"a":1}\n{"a":2', LINES, complete=False)
    assert (rows, found.complete, found.problem) == ([b'{"a":1}'], False, "")


def test_only_so_many_rows_are_found_at_first():
    rows, found = index(json.dumps(list(range(50))).encode(), most=20)
    assert (len(rows), found.complete) == (20, False)


@pytest.mark.parametrize(
    ("shape", "data", "rows", "problem"),
    [
        (
            ARRAY,
            b'[\n{"a":1},\n{"a":',
            1,
            "The body is no complete table: it ends too early, in row 2, at line 3.",
        ),
        (ARRAY, b"[1 2]", 1, "The body is no complete table: no comma follows row 1, at line 1."),
        (ARRAY, b"{}", 0, "The body is no complete table: there is no array, at line 1."),
        (
            Shape("array", ("d",)),
            b'{"d":1}',
            0,
            "The body is no complete table: there is no array at d, at line 1.",
        ),
        (
            Shape("csv"),
            b'a\n"b\n',
            2,
            "The body is no complete table: a quote in row 2 is never closed, at line 2.",
        ),
    ],
)
def test_a_broken_body_gives_its_rows_and_a_sentence_with_the_place(shape, data, rows, problem):
    found_rows, found = index(data, shape)
    assert (len(found_rows), found.problem) == (rows, problem)
    with pytest.raises(Broken):
        list(all_spans_of(shape, data))


def test_rows_that_are_no_json_are_counted_and_the_first_one_is_named():
    _, one = index(b'{"a":1}\n{"a":nope}\n', LINES)
    _, three = index(b'{"a":1}\nno\n{"a":2}\nno\nno\n', LINES)
    assert one.problem.startswith("Row 2 is not valid JSON: ")
    assert one.problem.endswith(".")
    assert three.problem.startswith("Row 2 is not valid JSON: ")
    assert three.problem.endswith("; so are 2 more rows.")


def test_more_columns_than_anybody_looks_at_are_left_out_with_a_sentence():
    _, found = index(json.dumps([{f"c{number}": 1 for number in range(MOST_COLUMNS + 5)}]).encode())
    assert len(found.columns.keys) == MOST_COLUMNS
    assert found.problem == "Only the first 10,000 columns are shown."


def test_an_empty_array_has_no_rows_and_nothing_wrong():
    assert index(b"[ ]") == ([], first_index(ARRAY, b"[]", True))
