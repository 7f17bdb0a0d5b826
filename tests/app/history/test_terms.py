"""Terms of the search: what they ask for, how they are completed, and set by a menu."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.entry import FAILED, Query
from app.history.terms import KEYS, complete, read, value_of, with_term

NOW = datetime(2026, 3, 14, 15, 30)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("apple pie", Query("apple pie")),
        ("status:5xx", Query(status=5)),
        ("status:404 apple", Query("apple", status=404)),
        ("a status:FAILED b", Query("a b", status=FAILED)),
        ("method:post host:api.test", Query(method="POST", host="api.test")),
        ('collection:"My shop" is:pinned', Query(collection="My shop", pinned=True)),
        ('collection:"My sh', Query(collection="My sh")),
        ("since:today until:2026-03-15", Query(since=datetime(2026, 3, 14), until=datetime(2026, 3, 15))),
        ("since:yesterday", Query(since=datetime(2026, 3, 13))),
        ("since:12h", Query(since=datetime(2026, 3, 14, 3, 30))),
        ("status: host:", Query()),
        ("http://shop.test:80/a?b=c:d", Query("http://shop.test:80/a?b=c:d")),
        ("x-status:4xx", Query("x-status:4xx")),
    ],
)
def test_a_text_means_a_query(text, query):
    asked = read(text, NOW)
    assert asked.query == query
    assert asked.problem == ""


@pytest.mark.parametrize("term", ["status:6xx", "status:abc", "since:soon", "is:new", "until:2026-13-01"])
def test_a_term_that_means_nothing_is_told_and_passed_over(term):
    asked = read(f"apple {term}", NOW)
    assert asked.query == Query("apple")
    assert term in asked.problem


@given(st.text(max_size=30))
def test_any_text_can_be_asked(text):
    read(text, NOW)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("st", ("status:",)),
        ("apple me", ("method:",)),
        ("status:", ("2xx", "3xx", "4xx", "5xx", "failed")),
        ("a method:p", ("POST", "PUT", "PATCH", "OPTIONS")),
        ("host:api", ("api.test",)),
        ("collection:sh", ('"My shop"',)),
        ("status:5xx", ()),
        ("http://x", ()),
        ("apple", ()),
        ("", ()),
    ],
)
def test_what_is_typed_is_completed(text, choices):
    known = {"host": ("api.test", "shop.test"), "collection": ("My shop",)}
    assert complete(text, len(text), known).choices == choices


def test_a_value_is_completed_in_the_middle_of_a_text():
    words = complete("status:4 apple", 8, {})
    assert (words.start, words.end, words.choices) == (7, 8, ("4xx",))


@pytest.mark.parametrize(
    ("text", "key", "value", "wanted"),
    [
        ("", "status", "4xx", "status:4xx"),
        ("apple", "is", "pinned", "apple is:pinned"),
        ("status:4xx apple", "status", "5xx", "status:5xx apple"),
        ("status:4xx apple status:2xx", "status", "5xx", "status:5xx apple"),
        ("a status:4xx b", "status", "", "a b"),
        ("", "collection", "My shop", 'collection:"My shop"'),
    ],
)
def test_a_menu_sets_a_term(text, key, value, wanted):
    assert with_term(text, key, value) == wanted
    assert value_of(wanted, key) == value


def test_every_term_says_what_it_takes():
    for key in KEYS:
        assert value_of(with_term("x", key, "a b"), key) == "a b"
