"""Formatting changes white space only, and variables may stand where JSON has no place for them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.code_edit_format import NotFormatted, format_text, problem_of


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ('{"a":1.00,"b":[]}', '{\n  "a": 1.00,\n  "b": []\n}'),
        ('{"a":123456789012345678901234567890}', '{\n  "a": 123456789012345678901234567890\n}'),
        ('{"id":{{id}},"n":"{{name}} x"}', '{\n  "id": {{id}},\n  "n": "{{name}} x"\n}'),
        ("{{ whole }}", "{{ whole }}"),
        ("[{{a}},{{a}},{{b}}]", "[\n  {{a}},\n  {{a}},\n  {{b}}\n]"),
    ],
)
def test_json_is_laid_out_with_its_digits_and_variables(text, formatted):
    assert format_text(text, "json") == formatted


def test_xml_is_laid_out_too():
    assert format_text("<a><b>1</b></a>", "xml").splitlines()[0] == "<a>"


@given(st.lists(st.integers() | st.text(st.characters(codec="utf-8")), max_size=8), st.booleans())
def test_formatting_twice_is_formatting_once(values, quoted):
    text = json.dumps(values)[:-1] + (", " if values else "") + ('"{{x}}"]' if quoted else "{{x}}]")
    once = format_text(text, "json")
    assert format_text(once, "json") == once
    assert json.loads(once.replace('"{{x}}"', "0").replace("{{x}}", "0")) == [*values, 0]


@pytest.mark.parametrize(
    ("text", "place"), [('{"a": 1,\n "b" 2}', "line 2"), ("{\n\n", "line 3"), ("{{x}} {{y}}", "line 1")]
)
def test_a_mistake_is_told_with_its_line(text, place):
    assert place in problem_of(text, "json")
    with pytest.raises(NotFormatted):
        format_text(text, "json")


@pytest.mark.parametrize(("text", "language"), [("", "json"), ("  ", "json"), ("<a", "xml"), ("{", "text")])
def test_nothing_typed_yet_and_other_languages_are_no_mistakes(text, language):
    assert problem_of(text, language) == ""


def test_half_a_character_is_a_mistake_and_no_crash():
    assert problem_of('"\ud83d"', "json") == "it holds half of a character"
