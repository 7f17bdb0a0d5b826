"""JSONPath as RFC 9535 has it, on the text of the body."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.filter.found import Notes
from app.filter.json_path import query_json
from app.filter.json_text import TWICE
from app.work.job import JobProblem

STORE = b"""{"store": {"book": [
  {"category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95},
  {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99},
  {"category": "fiction", "author": "Herman Melville", "title": "Moby Dick", "isbn": "0-553-21311-3",
   "price": 8.99}],
  "bicycle": {"color": "red", "price": 399.00}}}"""

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


def found(text, expression, paths=False):
    return [match.decode() for match in query_json(text, expression, paths, Notes())]


@pytest.mark.parametrize(
    ("expression", "matches"),
    [
        ("$.store.book[*].author", ['"Nigel Rees"', '"Evelyn Waugh"', '"Herman Melville"']),
        ("$..price", ["8.95", "12.99", "8.99", "399.00"]),
        ("$..book[-1].title", ['"Moby Dick"']),
        ("$..book[0,1].price", ["8.95", "12.99"]),
        ("$..book[:2].price", ["8.95", "12.99"]),
        ("$..book[::-2].price", ["8.99", "8.95"]),
        ("$..book[?@.isbn].title", ['"Moby Dick"']),
        ("$..book[?@.price < 10].title", ['"Sayings of the Century"', '"Moby Dick"']),
        ("$..book[?@.price > $.store.bicycle.price]", []),
        ("$..book[?search(@.author, 'el+v')].price", ["8.99"]),
        ("$..book[?match(@.author, 'el+v')].price", []),
        ("$..book[?length(@.title) == 9].price", ["8.99"]),
        ("$['store']['bicycle']['color']", ['"red"']),
        ("$.store.*.price", ["399.00"]),
        ("$.nothing", []),
    ],
)
def test_the_examples_of_the_standard_give_its_results(expression, matches):
    assert found(STORE, expression) == matches


def test_paths_are_normalized():
    assert found(STORE, "$..bicycle.color", paths=True) == ["\"$['store']['bicycle']['color']\""]


@given(VALUES)
def test_every_value_below_is_found_at_its_place_with_its_text(value):
    text = json.dumps(value).encode()
    assert [json.loads(match) for match in found(text, "$")] == [value]
    below = [json.loads(match) for match in found(text, "$..*")]
    assert len(below) == len(found(text, "$..*", paths=True))
    assert sum(1 for _ in below) == count_below(value)


def count_below(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(1 + count_below(each) for each in inner)


def test_of_a_name_that_occurs_twice_the_last_is_asked_and_both_are_shown():
    assert found(b'{"o":{"a":1,"a":2}}', "$.o.a") == ["2"]
    assert found(b'{"o":{"a":1,"a":2}}', "$.o") == ['{"a":1,"a":2}']


def test_a_name_that_stands_twice_is_noted():
    notes = Notes()
    text = b'[{"a": 1.00, "a": 2.00}, {"a": 3, "a": 4}]'
    assert list(query_json(text, "$..a", False, notes)) == [b"2.00", b"4"]
    assert notes.text == TWICE
    once = Notes()
    assert list(query_json(b'[{"a": 1}, {"a": 2}]', "$..a", False, once)) == [b"1", b"2"]
    assert once.text == ""


def test_half_of_a_surrogate_pair_is_written_anew_with_a_note():
    notes = Notes()
    assert list(query_json(b'["\\ud800", 1.00]', "$[0]", False, notes)) == [b'"\\ud800"']
    assert "digits" in notes.text


@pytest.mark.parametrize(
    ("expression", "clause"),
    [
        ("store", "at character 1"),
        ("$.store[", "at its end"),
        ("$[?@.price ==]", "at character"),
        ("$[?nothing(@)]", "nothing"),
        ("$.a b", "at character"),
    ],
)
def test_what_is_wrong_with_an_expression_is_told_with_its_place(expression, clause):
    with pytest.raises(JobProblem, match=clause):
        found(STORE, expression)


def test_a_broken_body_is_told_with_the_place():
    with pytest.raises(JobProblem, match="no valid JSON: expecting value at line 2, column 2"):
        found(b'{"a":\n ]', "$.a")


def test_a_byte_order_mark_is_passed_over():
    assert found(b"\xef\xbb\xbf[1.0]", "$[0]") == ["1.0"]
