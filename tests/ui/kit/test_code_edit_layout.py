"""JSON with comments is laid out, and only white space changes."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.template.json_comments import strip_comments
from ui.kit.code_edit_layout import lay_out

VALUES = st.recursive(
    st.integers() | st.text(st.sampled_from('a"/*\\ '), max_size=4) | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
COMMENTS = st.sampled_from(["// x\n", "\n// x\n", " /* y */ ", "\n/* a\n b */\n", ""])
_BETWEEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ('// top\n{"a":1.00,"b":[]}', '// top\n{\n  "a": 1.00,\n  "b": []\n}'),
        ('{"a":1, // one\n"b":2}', '{\n  "a": 1, // one\n  "b": 2\n}'),
        ('{"a":1 // one\n,"b":2}', '{\n  "a": 1 // one\n  ,\n  "b": 2\n}'),
        ('{"a":1,\n// two\n"b":2}', '{\n  "a": 1,\n  // two\n  "b": 2\n}'),
        ('{"a":/* id */{{id}}}', '{\n  "a": /* id */ {{id}}\n}'),
        ("{\n// nothing\n}", "{\n  // nothing\n}"),
        ("[1] // end", "[\n  1\n] // end"),
        ('["http://a"] // u', '[\n  "http://a"\n] // u'),
    ],
)
def test_comments_stand_where_they_stood(text, laid_out):
    assert lay_out(text) == laid_out


@given(VALUES, st.data())
def test_the_data_and_the_comments_stay_and_once_is_enough(value, data):
    text = "".join(match.group() + data.draw(COMMENTS) for match in _BETWEEN.finditer(json.dumps(value)))
    once = lay_out(text)
    assert json.loads(strip_comments(once)) == value
    assert "".join(once.split()) == "".join(text.split())
    assert lay_out(once) == once


def test_very_deep_values_are_not_indented_for_ever():
    widest = max(map(len, lay_out("[" * 300 + "]" * 300).splitlines()))
    assert widest < 210
