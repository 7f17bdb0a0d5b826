"""What differs within two lines."""

from hypothesis import given
from hypothesis import strategies as st

from app.diff.spans import changed_spans

line = st.text(st.sampled_from("ab 1.,"), max_size=30)


def without(text, spans):
    kept, place = "", 0
    for start, end in spans:
        kept, place = kept + text[place:start], end
    return kept + text[place:]


@given(line, line)
def test_what_is_outside_the_spans_is_the_same(left, right):
    mine, other = changed_spans(left, right)
    if mine or other:
        assert without(left, mine) == without(right, other)


def test_a_changed_word_is_told():
    assert changed_spans('"name": "one",', '"name": "two",') == ([(9, 12)], [(9, 12)])


def test_lines_with_little_in_common_have_no_spans():
    assert changed_spans("abcdefgh", "12345678") == ([], [])


def test_a_long_difference_is_told_as_a_whole():
    assert changed_spans("a" + "b" * 900 + "c" * 900, "a" + "d" * 900 + "c" * 900) == ([(1, 901)], [(1, 901)])
