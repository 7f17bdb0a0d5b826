"""Where two texts differ, by lines: what comes out always rebuilds the right text."""

import pytest
from hypothesis import given, settings

from app.diff import lines
from app.diff.lines import changed_bytes
from tests.app.diff.strategies import edited, texts


def rebuilt(left, right, changes):
    """The right text from the left one and the ranges that differ; the ranges begin where lines begin."""
    made, place, other = b"", 0, 0
    for index in range(0, len(changes), 4):
        first, last, begin, end = changes[index : index + 4]
        assert first - place == begin - other
        assert first == 0 or first == len(left) or left[first - 1] == 10
        made += left[place:first] + right[begin:end]
        place, other = last, end
    return made + left[place:]


@given(texts, texts)
def test_the_changes_applied_to_the_left_give_the_right(left, right):
    changes, in_time = changed_bytes(left, right)
    assert in_time
    assert rebuilt(left, right, changes) == right


@pytest.mark.parametrize("window", [(8, 32), (32, 32), (16, 4096)])
def test_the_changes_are_right_whatever_the_window(monkeypatch, window):
    monkeypatch.setattr(lines, "_WINDOW", window[0])
    monkeypatch.setattr(lines, "_WIDEST", window[1])

    @settings(max_examples=40)
    @given(edited())
    def check(pair):
        assert rebuilt(*pair, changed_bytes(*pair)[0]) == pair[1]

    check()


def numbered(count, word="line"):
    return b"".join(b"%s %d of a text\n" % (word.encode(), number) for number in range(count))


def test_few_changes_of_a_long_text_are_found_as_such():
    left = numbered(20_000)
    right = left.replace(b"line 77 ", b"LINE 77 ").replace(b"line 15000 of a text\n", b"")
    changes, _ = changed_bytes(left, right)
    assert [left[changes[index] : changes[index + 1]] for index in (0, 4)] == [
        b"line 77 of a text\n",
        b"line 15000 of a text\n",
    ]
    assert len(changes) == 8


def test_what_was_put_in_is_one_change_also_when_it_is_longer_than_a_window():
    left = numbered(3000)
    right = left.replace(b"line 500 ", numbered(900, "new") + b"line 500 ").replace(
        b"line 2900 ", b"other 2900 "
    )
    assert len(changed_bytes(left, right)[0]) == 8


def test_one_line_of_a_megabyte_is_one_change():
    left, right = b"a" * 1_000_000, b"a" * 500_000 + b"b" + b"a" * 499_999
    assert list(changed_bytes(left, right)[0]) == [0, 1_000_000, 0, 1_000_000]


def test_a_missing_break_at_the_end_is_a_difference():
    assert list(changed_bytes(b"a\nb\n", b"a\nb")[0]) == [2, 4, 2, 3]


def test_after_the_deadline_the_rest_is_one_change():
    left, right = numbered(100), numbered(100).replace(b"5", b"6")
    changes, in_time = changed_bytes(left, right, deadline=0)
    assert not in_time
    assert len(changes) == 4
    assert rebuilt(left, right, changes) == right


def test_progress_ends_at_one():
    told = []
    changed_bytes(numbered(50), numbered(50).replace(b"3", b"4"), report=told.append)
    assert told[-1] == pytest.approx(1)
    assert told == sorted(told)
