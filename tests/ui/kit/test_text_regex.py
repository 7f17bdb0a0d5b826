"""Regular expressions find what they find in one go, tell what is wrong, and never take for ever."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit import text_regex
from ui.kit.text_regex import BadExpression, RegexSearch, compiled
from ui.kit.text_search import Query


def searched(text, expression, **how):
    search = RegexSearch(text.encode(), compiled(Query(expression, is_regex=True, **how)))
    while search.step(1.0):
        pass
    return search


def spans(search):
    return [search.hits[index] for index in range(len(search.hits))]


@given(st.text("abü1\n", max_size=60), st.sampled_from(["a+", r"^\w", "b$", r"(?<=a)b", "ü|1+", "[^a]+b"]))
def test_hits_are_those_of_one_search(text, expression):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_regex, "_SLICE", 7)
        found = spans(searched(text, expression, match_case=True))
    expected = [
        tuple(len(text[:place].encode()) for place in match.span())
        for match in re.finditer(expression, text, re.MULTILINE)
        if match.end() > match.start()
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("(a", "Not a regular expression: missing ) at character 3."),
        ("*a", "Not a regular expression: nothing to repeat at character 1."),
        ("(?:(?:x{1000}){1000}){1000}", "This expression repeats its parts too many times."),
        ("a" * 3000, "This expression is longer than 2,000 characters."),
    ],
)
def test_a_bad_expression_says_what_is_wrong_and_where(expression, said):
    with pytest.raises(BadExpression, match=f"^{re.escape(said)}$"):
        compiled(Query(expression, is_regex=True))


def test_an_expression_that_runs_away_ends_in_a_sentence(monkeypatch):
    monkeypatch.setattr(text_regex, "_TIME_LIMIT", 0.05)
    search = searched("a" * 5000 + "b", "(a+)+$")
    assert search.problem.startswith("This expression takes too long")
    assert search.complete


def test_whole_words_and_case():
    assert spans(searched("key keys KEY", "key", whole_word=True)) == [(0, 3), (9, 12)]
    assert spans(searched("key keys KEY", "KEY", match_case=True)) == [(9, 12)]


def test_a_text_that_grew_is_searched_on():
    search = searched("one tw", r"\w+")
    search.grow(b"one two three")
    while search.step(1.0):
        pass
    assert spans(search) == [(0, 3), (4, 7), (8, 13)]
