"""JSON and NDJSON are pretty-printed on their text; only white space outside of strings changes."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.json_format import (
    format_json,
    format_json_leniently,
    format_lines,
    format_lines_leniently,
    is_almost_json,
)
from app.format.source import Malformed, silent

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
STRING = rb'("(?:[^"\\]|\\.)*")|\s+'


def run(formatter, source):
    return b"".join(formatter(source, silent))


def squeezed(text):
    """A text without the white space outside of its strings."""
    return re.sub(STRING, lambda match: match[1] or b"", text)


def problem_of(formatter, source):
    with pytest.raises(Malformed) as raised:
        run(formatter, source)
    return str(raised.value)


@given(VALUES, st.sampled_from([None, 0, 1, "\t"]), st.booleans())
def test_only_white_space_changes_and_what_is_formatted_stays(value, indent, ascii):
    source = json.dumps(value, indent=indent, ensure_ascii=ascii).encode("utf-8", "replace")
    once = run(format_json, source)
    assert squeezed(once) == squeezed(source)
    assert run(format_json, once) == once


@given(VALUES)
def test_both_formatters_agree(value):
    source = json.dumps(value).encode()
    assert run(format_json_leniently, source) == run(format_json, source)


@pytest.mark.parametrize("filler", [b'"[[["', b'"]}"', b'"\\"["'])
def test_brackets_in_strings_do_not_make_a_body_deep(filler):
    source = b"[" + b",".join([filler] * 300) + b"]"
    assert squeezed(run(format_json, source)) == source


def test_a_byte_order_mark_is_cut_and_places_are_counted_with_it():
    assert run(format_json, b"\xef\xbb\xbf[1]") == b"[\n  1\n]"
    assert problem_of(format_json, b"\xef\xbb\xbf[x]") == "invalid character at line 1, column 3"


def test_what_people_and_python_write_is_kept_when_it_is_let_through():
    source = b"""// top
{"a": NaN, /* in */ "b": [1, 2,], // end
 // own line
 "c": -Infinity,}"""
    assert run(format_json_leniently, source).decode() == (
        '// top\n{\n  "a": NaN, /* in */\n  "b": [\n    1,\n    2,\n  ], // end\n  // own line\n'
        '  "c": -Infinity,\n}'
    )


@given(st.text('{}[],:"/*\\ \n1aNn-', max_size=40).map(str.encode))
def test_what_the_lenient_formatter_accepts_it_does_not_change(source):
    try:
        once = run(format_json_leniently, source)
    except Malformed:
        return
    squeeze = re.compile(rb"\s")
    assert squeeze.sub(b"", once) == squeeze.sub(b"", source)
    assert run(format_json_leniently, once) == once


@pytest.mark.parametrize(
    ("source", "almost"),
    [(b"[NaN]", True), (b"[1,]", True), (b"// x\n1", True), (b"[1 2]", False), (b"[1", False)],
)
def test_what_is_almost_json_is_told_from_what_is_not(source, almost):
    with pytest.raises(Malformed) as raised:
        run(format_json, source)
    assert is_almost_json(source, raised.value) is almost


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (b'{"a" 1}', "expected ':' at line 1, column 6"),
        (b"[1 2]", "expected ',' at line 1, column 4"),
        (b"[1,\n2}", "expected ',' at line 2, column 2"),
        (b"{1: 2}", "expected a key or '}' at line 1, column 2"),
        (b"[01]", "expected a value or ']' at line 1, column 2"),
        (b'["a]', "invalid character at line 1, column 2"),
        (b"[[1]", "it ends too early, at line 1"),
        (b"1 2", "trailing characters at line 1, column 3"),
        (b"", "it is empty"),
    ],
)
def test_the_lenient_formatter_tells_the_place_of_a_mistake(source, problem):
    assert problem_of(format_json_leniently, source) == problem


def test_a_deep_body_that_breaks_off_says_so():
    assert problem_of(format_json, b"[\n" * 5_000) == "it ends too early, at line 5,001"
    assert problem_of(format_json, b"[" * 5_000 + b"1,]") == "expected a value at line 1, column 5,003"


def test_each_line_of_ndjson_is_formatted_and_stays_a_record():
    source = b'{"a":1.0}\r\n\n[]\n"x"'
    assert run(format_lines, source) == b'{\n  "a": 1.0\n}\n[]\n"x"\n'


def test_a_record_separator_is_left_out():
    assert run(format_lines, b"\x1e[1]\n\x1e[2]\n") == b"[\n  1\n]\n[\n  2\n]\n"


def test_a_line_that_is_no_json_is_named_and_stays_as_it_is():
    source = b"[1]\nStarting\n[2"
    assert problem_of(format_lines, source) == "line 2 is no JSON: invalid character at column 1"
    assert run(format_lines_leniently, source) == b"[\n  1\n]\nStarting\n[2\n"


def test_ndjson_that_breaks_off_tells_the_line():
    assert problem_of(format_lines, b"[1]\n[2") == "line 2 is no JSON: it ends too early"
