"""The difference of two texts as changed lines, with what does not count left out."""

from hypothesis import given

from app.diff.rules import DiffRules
from app.diff.textdiff import diff_texts, hidden_lines, text_diff
from tests.app.diff.strategies import edited


def changes(left, right, **rules):
    diff = text_diff(left, right, DiffRules(**rules))
    return [
        (change.left, change.removed, change.right, change.added)
        for change in map(diff.change, range(diff.changes))
    ]


@given(edited())
def test_the_lines_of_the_changes_rebuild_the_right_text(pair):
    diff = text_diff(*pair)
    made, place = b"", 0
    for index in range(diff.changes + 1):
        change = diff.change(index)
        made += b"".join(diff.left.line(number) for number in range(place, change.left))
        made += b"".join(
            diff.right.line(number) for number in range(change.right, change.right + change.added)
        )
        place = change.left + change.removed
    assert made == pair[1]
    assert (change.left, change.right) == (diff.left.lines, diff.right.lines)


def test_white_space_counts_unless_it_is_left_out():
    left, right = b"a b\n  c\nd", b"ab\nc\r\ne"
    assert changes(left, right) == [(0, 3, 0, 3)]
    assert changes(left, right, ignore_whitespace=True) == [(2, 1, 2, 1)]


def test_case_counts_unless_it_is_left_out():
    assert changes("Ä\nb\n".encode(), "ä\nB\n".encode(), ignore_case=True) == []
    assert len(changes(b"A\n", b"a\n")) == 1


def test_an_empty_text_differs_from_one_with_a_line():
    assert changes(b"", b"a") == [(0, 0, 0, 1)]
    assert changes(b"", b"") == []


def test_the_rest_counts_as_different_when_time_is_up():
    _, in_time = diff_texts(b"a\nb\nc\n", b"x\nb\ny\n", seconds=-1)
    assert not in_time


def test_equal_lines_are_hidden_but_for_three_on_each_side_of_a_change():
    assert hidden_lines(10, False, False) == (3, 4, 3)
    assert hidden_lines(10, True, False) == (0, 7, 3)
    assert hidden_lines(10, False, True) == (3, 7, 0)
    assert hidden_lines(2, False, False) == (2, 0, 0)
