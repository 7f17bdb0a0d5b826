"""Which items of two lists belong together."""

from hypothesis import given
from hypothesis import strategies as st

from app.diff.align import longest_rising, match, unique_pairs

items = st.lists(st.integers(0, 5), max_size=25)


@given(items, items)
def test_blocks_are_equal_runs_that_rise_on_both_sides(left, right):
    a = b = 0
    for first, begin, length in match(left, right):
        assert first >= a
        assert begin >= b
        assert length > 0
        assert left[first : first + length] == right[begin : begin + length]
        a, b = first + length, begin + length


@given(items)
def test_a_list_is_aligned_with_itself_as_a_whole(left):
    assert match(left, left) == ([(0, 0, len(left))] if left else [])


def test_an_insertion_moves_what_follows():
    assert match("abcdef", "abXcdef") == [(0, 0, 2), (2, 3, 4)]


def test_items_that_occur_often_are_aligned_without_anchors():
    assert sum(length for *_, length in match("aabbaabb", "aababb")) == 6


def test_after_the_deadline_only_equal_ends_are_aligned():
    assert match("abcd1efg", "abdc2gfg", deadline=0) == [(0, 0, 2), (6, 6, 2)]


def test_long_lists_with_few_equal_items_are_aligned_where_these_stand():
    left = [number % 2 * number for number in range(4000)]
    right = [number % 2 * -number for number in range(4000)]
    assert sum(length for *_, length in match(left, right)) >= 2000


def test_anchors_occur_once_on_either_side_and_rise():
    assert unique_pairs("abxcx", "bayc") == [(0, 1), (3, 3)] or unique_pairs("abxcx", "bayc") == [
        (1, 0),
        (3, 3),
    ]


def test_the_longest_rising_part_is_found():
    assert longest_rising([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]
