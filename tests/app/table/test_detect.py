"""Which bodies are tables, and which arrays of them."""

import pytest

from app.format.reading import read_body
from app.model.payload import Payload
from app.table.detect import array_start, can_table, find_shapes
from app.table.shape import Shape


def shapes(body, content_type="application/json"):
    return find_shapes(read_body(Payload(len(body), body), content_type))


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b'[{"a":1}]', "application/json", True),
        (b"[]", "application/json", True),
        (b'{"data":[1]}', "application/json", True),
        (b'{"a":1}', "application/json", False),
        (b'"text"', "application/json", False),
        (b'{"a":1}\n{"a":2}\n', "application/x-ndjson", True),
        (b"a,b\n1,2\n", "text/csv", True),
        (b"a=1&b=2", "application/x-www-form-urlencoded", True),
        (b"a;b\n1;2\n3;4\n", "text/plain", True),
        (b"Dear all,\nthis is a letter.\nBye\n", "text/plain", False),
        (b"<p>Hello</p>", "text/html", False),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png", False),
        (b"", "text/csv", False),
    ],
)
def test_only_what_has_rows_is_offered_as_a_table(body, content_type, expected):
    assert can_table(read_body(Payload(len(body), body), content_type)) is expected


def test_arrays_of_objects_come_before_those_of_plain_values():
    body = b'{"ids":[1,2],"meta":{"tags":["x"]},"result":{"items":[{"a":1}]}}'
    assert [shape.title for shape in shapes(body)] == ["result.items", "ids", "meta.tags"]


def test_an_array_is_found_though_the_body_is_cut_off_within_it():
    assert shapes(b'{"total":3,"data":[{"a":1},{"a"') == (Shape("array", ("data",)),)


def test_objects_one_after_the_other_are_lines_whatever_the_type_says():
    assert shapes(b'{"a":1}\n{"a":2}\n') == (Shape("lines"),)


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [("text/csv; header=absent", False), ("text/csv; header=present", True), ("text/csv", True)],
)
def test_the_content_type_may_say_whether_there_are_titles(content_type, expected):
    assert shapes(b"a,b\n1,2\n", content_type) == (Shape("csv", header=expected),)


def test_tab_separated_values_are_parted_by_tabs():
    assert shapes(b"a,b\tc\n1,2\t3\n", "text/tab-separated-values")[0].delimiter == "\t"


def test_an_array_is_found_by_its_path_behind_white_space_and_a_mark():
    data = b'\xef\xbb\xbf { "x" : {"data": 1}, "a\\u0062" : {"data" : [1] } }'
    assert array_start(data, ("ab", "data")) == data.index(b"[")
    assert array_start(data, ("x", "data")) == -1
    assert array_start(data, ("missing",)) == -1
