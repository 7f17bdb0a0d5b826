"""Searching in slices finds what searching in one go finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ui.kit import text_search
from ui.kit.hex_text import HexText
from ui.kit.text_search import Query, TextSearch


def searched(text, wanted, match_case=False, whole_word=False):
    search = TextSearch(text.encode(), Query(wanted, match_case, whole_word))
    while search.step(1.0):
        pass
    return search


@given(st.text("aAüÜb\n", max_size=60), st.text("aAüÜb", min_size=1, max_size=3), st.booleans())
def test_hits_are_those_of_a_plain_search(text, wanted, match_case):
    flags = 0 if match_case else re.IGNORECASE
    expected = [len(text[: match.start()].encode()) for match in re.finditer(re.escape(wanted), text, flags)]
    assert list(searched(text, wanted, match_case).hits.starts) == expected


def test_a_hit_across_two_slices_is_found_once(monkeypatch):
    monkeypatch.setattr(text_search, "_SLICE", 10)
    assert list(searched("x" * 8 + "needle" + "x" * 8 + "needle", "needle").hits.starts) == [8, 22]


def test_hits_do_not_overlap_where_slices_meet(monkeypatch):
    monkeypatch.setattr(text_search, "_SLICE", 3)
    assert list(searched("aaaaaaaa", "aa").hits.starts) == [0, 2, 4, 6]


def test_a_search_ends_at_the_limit_of_hits(monkeypatch):
    monkeypatch.setattr(text_search, "HIT_LIMIT", 5)
    search = searched("e" * 100, "e")
    assert len(search.hits) == 5
    assert search.complete


def test_the_other_case_may_have_another_length():
    search = searched("k as in \u212a", "\u212a")
    assert [search.hits[index] for index in range(len(search.hits))] == [(0, 1), (8, 11)]


def test_hits_are_found_by_place():
    search = searched("one two one two one", "one")
    assert search.hits.index_from(1) == 1
    assert search.hits.index_from(17) == 3
    assert search.hits.between(1, 12) == [(0, 3), (8, 11)]


def test_an_empty_text_is_found_nowhere():
    assert searched("abc", "").complete
    assert not len(searched("abc", "").hits)


def test_a_whole_word_has_no_letter_beside_it():
    search = searched("key keys _key grünkey key.", "key", whole_word=True)
    assert list(search.hits.starts) == [0, 23]


@given(st.text("ab ", max_size=30), st.integers(0, 30), st.booleans())
def test_a_text_that_grew_is_searched_as_if_it_had_come_at_once(text, length, whole_word):
    search = TextSearch(text[:length].encode(), Query("ab", whole_word=whole_word))
    while search.step(1.0):
        pass
    search.grow(text.encode())
    while search.step(1.0):
        pass
    assert search.hits.starts == searched(text, "ab", whole_word=whole_word).hits.starts


def hits_in(octets, wanted, masked=()):
    text = HexText(octets, masked)
    search = TextSearch(text, Query(wanted))
    while search.step(1.0):
        pass
    return [text[slice(*search.hits[index])] for index in range(len(search.hits))]


def test_octets_are_found_by_their_digits_and_by_their_text():
    octets = bytes(20) + b"Hello\xde\xad\xbe\xef"
    assert hits_in(octets, "DE AD") == [b"de ad"]
    assert hits_in(octets, "0xdeadbeef") == [b"de ad be ef"]
    assert hits_in(octets, "hello") == [b"48 65 6c 6c  6f"]
    assert hits_in(octets, "nowhere") == []


def test_masked_octets_cannot_be_found():
    assert hits_in(b"secret", "secret", ((0, 6),)) == []
