"""Patterns of paths within JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diff.paths import IGNORED, Ignored, anywhere, every_item, parse_pattern, path_text
from app.errors import AppError


def is_ignored(pattern, *path):
    ignored = Ignored((pattern,))
    state = ignored.root
    for key in path:
        state = ignored.below(state, key)
        if state == IGNORED:
            return True
    return False


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("$.a", ("a",), ("b",)),
        ("$.a.b", ("a", "b", "c"), ("a",)),
        ("$..at", ("x", 3, "at"), ("x", "att")),
        ("$..at", ("at",), ("a",)),
        ("$.items[*].id", ("items", 7, "id"), ("items", "id")),
        ("$.items[2]", ("items", 2), ("items", 3)),
        ("$.*", ("anything",), ()),
        ("$..a.b", ("a", "a", "b"), ("a", "c", "b")),
        ("$['a b']", ("a b",), ("a",)),
        ('$["it\'s"]', ("it's",), ("its",)),
        ("$..[0]", ("x", 0), ("x", 1)),
    ],
)
def test_a_pattern_leaves_out_what_it_names(pattern, inside, outside):
    assert is_ignored(pattern, *inside)
    assert not is_ignored(pattern, *outside)


@given(st.lists(st.text(max_size=5) | st.integers(0, 9), min_size=1, max_size=4))
def test_the_text_of_a_path_names_that_path(path):
    assert is_ignored(path_text(path), *path)
    assert is_ignored(every_item(path), *path)
    assert is_ignored(anywhere(path), *path)


@pytest.mark.parametrize("text", ["", "a", "$", "$a", "$.", "$[", "$.a[x]", "$.a b", "$['a]"])
def test_what_is_no_pattern_is_told(text):
    with pytest.raises(AppError):
        parse_pattern(text)


def test_patterns_for_a_place_in_a_list():
    path = ("items", 3, "at")
    assert (path_text(path), every_item(path), anywhere(path)) == (
        "$.items[3].at",
        "$.items[*].at",
        "$..at",
    )
