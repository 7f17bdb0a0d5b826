"""Comments are taken out of JSON, and nothing else is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.template.json_comments import blank_comments, comments, has_comments, strip_comments, unclosed

PIECES = st.sampled_from(
    ['"', "\\", "//", "/*", "*/", "/", "*", "\n", "\r\n", "{", "}", "{{a}}", "{{ // }}", "1", " ", "é", "a"]
)
ANY_TEXT = st.lists(PIECES, max_size=30).map("".join)
COMMENTS = st.sampled_from(["// x\n", "//\r\n", "/* x */", "/* a\nb */", '/* " */', '// "quoted"\n', "/**/"])


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ('{"a": 1} // why', '{"a": 1} '),
        ('{\n  // first\n  "a": 1\n}', '{\n  \n  "a": 1\n}'),
        ('{"a": /* one */ 1}', '{"a":   1}'),
        ("[1/**/2]", "[1 2]"),
        ("[1, /* a\nb\r\nc */ 2]", "[1, \n\r\n 2]"),
        ('{"url": "http://a/*b*/"}', '{"url": "http://a/*b*/"}'),
        ('{"quote": "\\" // no"}', '{"quote": "\\" // no"}'),
        ('"unfinished // no\n// yes', '"unfinished // no\n'),
        ("{{ // name }}", "{{ // name }}"),
        ("[1] /* without end", "[1] /* without end"),
        ("[1] / 2", "[1] / 2"),
    ],
)
def test_only_comments_are_taken_out(text, sent):
    assert strip_comments(text) == sent


@given(st.lists(st.tuples(COMMENTS, st.integers() | st.text(max_size=5)), max_size=6))
def test_json_reads_the_same_with_comments_between_its_parts(parts):
    text = "[" + ",".join(f"{comment}{json.dumps(value)}{comment}" for comment, value in parts) + "]"
    assert json.loads(strip_comments(text)) == [value for _, value in parts]
    assert json.loads(blank_comments(text)) == [value for _, value in parts]


@given(ANY_TEXT)
def test_everything_outside_the_comments_stays(text):
    kept, last = [], 0
    for start, end in comments(text):
        kept.append(text[last:start])
        last = end
    kept.append(text[last:])
    rest = iter(strip_comments(text))
    assert all(letter in rest for letter in "".join(kept))
    blanked = blank_comments(text)
    assert [*map(len, blanked.splitlines())] == [*map(len, text.splitlines())]
    assert has_comments(text) == (strip_comments(text) != text)


@given(ANY_TEXT)
def test_no_line_break_is_lost(text):
    assert strip_comments(text).count("\n") == text.count("\n")


def test_a_megabyte_of_comments_that_never_end_is_read_once():
    text = "/* " * 350_000
    assert strip_comments(text) == text


@pytest.mark.parametrize(
    ("line", "start"),
    [("1 /* a */ /* b", 10), ('"/*"', None), ("// /*", None), ("/* a */", None), ("{}", None)],
)
def test_a_comment_that_goes_on_in_the_next_line_is_found(line, start):
    assert unclosed(line) == start
