"""Searching in slices finds what searching in one go finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ui.kit import text_search
from ui.kit.text_search import TextSearch


def searched(text, wanted, match_case=False):
    search = TextSearch(text.encode(), wanted, match_case)
    while search.step(1.0):
        pass
    return search


@given(st.text("aAüÜb\n", max_size=60), st.text("aAüÜb", min_size=1, max_size=3), st.booleans())
def test_hits_are_those_of_a_plain_search(text, wanted, match_case):
    flags = 0 if match_case else re.IGNORECASE
    expected = [len(text[: match.start()].encode()) for match in re.finditer(re.escape(wanted), text, flags)]
    assert list(searched(text, wanted, match_case).hits) == expected


def test_a_hit_across_two_slices_is_found_once(monkeypatch):
    monkeypatch.setattr(text_search, "_SLICE", 10)
    assert list(searched("x" * 8 + "needle" + "x" * 8 + "needle", "needle").hits) == [8, 22]


def test_hits_do_not_overlap_where_slices_meet(monkeypatch):
    monkeypatch.setattr(text_search, "_SLICE", 3)
    assert list(searched("aaaaaaaa", "aa").hits) == [0, 2, 4, 6]


def test_a_search_ends_at_the_limit_of_hits(monkeypatch):
    monkeypatch.setattr(text_search, "HIT_LIMIT", 5)
    search = searched("e" * 100, "e")
    assert len(search.hits) == 5
    assert search.complete


def test_the_other_case_may_have_another_length():
    search = searched("k as in \u212a", "\u212a")
    assert [(hit, search.end_of(hit)) for hit in search.hits] == [(0, 1), (8, 11)]


def test_hits_are_found_by_place():
    search = searched("one two one two one", "one")
    assert search.index_from(1) == 1
    assert search.index_before(8) == 0
    assert search.index_from(17) == 3
    assert search.between(1, 12) == [(0, 3), (8, 11)]


def test_an_empty_text_is_found_nowhere():
    assert searched("abc", "").complete
    assert not searched("abc", "").hits
