"""The cursor moves by whole characters, words and rows, and always comes back."""

from hypothesis import given
from hypothesis import strategies as st

from ui.kit.text_source import TextSource
from ui.kit.text_view_cursor import (
    Selection,
    character_left,
    character_right,
    row_end,
    row_start,
    word_at,
    word_left,
    word_right,
)

TEXTS = st.text("ab ü😀,\n", max_size=30)


def indexed(text):
    source = TextSource(text.encode())
    while source.index(1.0):
        pass
    return source


@given(TEXTS)
def test_walking_right_visits_every_character_and_walking_left_the_same(text):
    source = indexed(text)
    right = [0]
    while right[-1] < source.size:
        right.append(character_right(source, right[-1]))
    left = [source.size]
    while left[-1] > 0:
        left.append(character_left(source, left[-1]))
    assert right == left[::-1]
    assert len(right) == len(text) + 1


def test_a_crlf_is_one_step():
    source = indexed("a\r\nb")
    assert character_right(source, 1) == 3
    assert character_left(source, 3) == 1


@given(TEXTS)
def test_word_steps_always_get_to_the_end_and_back(text):
    source = indexed(text)
    offset = 0
    while offset < source.size:
        further = word_right(source, offset)
        assert further > offset
        offset = further
    while offset > 0:
        further = word_left(source, offset)
        assert further < offset
        offset = further


def test_a_word_is_letters_or_one_sign():
    source = indexed('{"grün_1": 2}')
    start, end = word_at(source, 4)
    assert source.buffer[start:end].decode() == "grün_1"
    assert word_at(source, 0) == (0, 1)


def test_the_ends_of_a_row_leave_out_the_break():
    source = indexed("one\r\ntwo")
    assert (row_start(source, 2), row_end(source, 2)) == (0, 3)
    assert (row_start(source, 6), row_end(source, 6)) == (5, 8)


def test_a_selection_runs_either_way():
    selection = Selection(5, 5)
    selection.move(2, extend=True)
    assert (selection.start, selection.end) == (2, 5)
    selection.move(9, extend=False)
    assert (selection.start, selection.end) == (9, 9)
