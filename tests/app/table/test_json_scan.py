"""The scanner must find what a parser finds, and say where a text stops being JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.table.json_scan import Broken, elements, kind_of, members, string_text, text_of, value_end

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
spacing = st.sampled_from([None, 1, "\t"])


@given(st.lists(values), spacing)
def test_elements_are_those_that_a_parser_finds(items, indent):
    data = json.dumps(items, indent=indent).encode()
    found = [json.loads(data[start:end]) for start, end in elements(data, 0)]
    assert found == items


@given(st.dictionaries(st.text(), values), spacing)
def test_members_are_those_that_a_parser_finds(item, indent):
    data = json.dumps(item, indent=indent).encode()
    found = {name: json.loads(value) for name, value, whole in members(data) if whole}
    assert found == item


@given(values)
def test_a_value_that_lacks_its_last_byte_has_no_end(value):
    data = json.dumps([value]).encode()
    assert value_end(data, 0) == len(data)
    assert value_end(data[:-1], 0) == -1


def test_a_value_nested_100_000_deep_has_an_end():
    data = b"[" * 100_000 + b"]" * 100_000
    assert value_end(data, 0) == len(data)


@pytest.mark.parametrize(
    ("text", "rows", "clause", "offset"),
    [
        (b'[{"a":1},{"a":', 1, "it ends too early, in row 2", 9),
        (b'[{"a":1},{"a":2}', 2, "it ends too early, after row 2", 16),
        (b'[{"a":1} {"a":2}]', 1, "no comma follows row 1", 9),
        (b'[1,"open]', 1, "it ends too early, in row 2", 3),
        (b"[1,]", 1, "it ends too early, in row 2", 3),
    ],
)
def test_a_broken_array_gives_its_rows_and_the_place(text, rows, clause, offset):
    found = []
    with pytest.raises(Broken) as caught:
        found.extend(elements(text, 0))
    assert len(found) <= rows
    assert (str(caught.value), caught.value.offset) == (clause, offset)


def test_numbers_are_shown_as_they_are_written():
    for number in (b"1.00", b"1E+3", b"123456789012345678901234567890", b"-0"):
        assert text_of(number) == number.decode()
        assert kind_of(number) == "number"


def test_a_nested_value_loses_only_the_space_between_its_parts():
    assert text_of(b'{ "a" : [1.00,\n 2] , "a": "x  y" }') == '{"a":[1.00,2],"a":"x  y"}'


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (rb'"\u00e9\n"', "é\n"),
        (rb'"\ud83d\ude00"', "😀"),
        (rb'"\ud83d"', "\ufffd"),
        (b'"\xff"', "\ufffd"),
        (rb'"\q"', r"\q"),
        (b'"a\x00b"', "a\x00b"),
    ],
)
def test_a_string_is_read_whatever_is_in_it(source, text):
    assert string_text(source) == text


def test_what_is_no_value_is_told_from_what_is():
    sources = (b'""', b'"a"', b"true", b"null", b"[1]", b"tru", b"01", b"NaN")
    assert [kind_of(source) for source in sources] == [
        "empty",
        "string",
        "boolean",
        "null",
        "nested",
        "broken",
        "broken",
        "broken",
    ]
