"""The colours of a line: spans in order, without overlaps, and right in the cases that matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.format.tokens import tokens


def colored(line, language):
    return [(line[start : start + length], kind) for start, length, kind in tokens(line, language)]


def test_every_kind_of_json_value_is_told_apart():
    assert colored('"a\\"b" : "x", -1.00e+3, true, null', "json") == [
        ('"a\\"b"', "key"),
        (":", "punctuation"),
        ('"x"', "string"),
        (",", "punctuation"),
        ("-1.00e+3", "number"),
        (",", "punctuation"),
        ("true", "boolean"),
        (",", "punctuation"),
        ("null", "null"),
    ]


@pytest.mark.parametrize("line", ['"never closed', '"ends in a backslash\\'])
def test_a_string_that_a_view_cut_is_still_a_string(line):
    assert colored(line, "json") == [(line, "string")]


def test_markup_colours_tags_attributes_and_comments_but_not_the_text_between():
    assert colored("<a:b c='d>e'>x = \"1\"</a:b><!-- c -->", "xml") == [
        ("<a:b", "tag"),
        ("c", "attribute"),
        ("=", "punctuation"),
        ("'d>e'", "string"),
        (">", "tag"),
        ("</a:b", "tag"),
        (">", "tag"),
        ("<!-- c -->", "comment"),
    ]


def test_html_attributes_need_no_quotes_and_no_value():
    assert colored("<input disabled value=x/y>", "html")[1:4] == [
        ("disabled", "attribute"),
        ("value", "attribute"),
        ("=", "punctuation"),
    ]


def test_plain_text_has_no_colours():
    assert tokens('{"a": 1}', "text") == []


@given(st.text("<>/=\"'!-[]{},:\\ a1\n", max_size=60), st.sampled_from(["json", "xml", "html"]))
def test_spans_are_in_order_and_never_overlap(line, language):
    position = 0
    for start, length, _ in tokens(line, language):
        assert start >= position
        assert length > 0
        position = start + length
    assert position <= len(line)
