"""Lines of a text by their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from app.diff.text import LineText, count_breaks


def line_text(text):
    return LineText(text, count_breaks(text))


@given(st.lists(st.sampled_from([b"", b"a", b"bcd", b"x" * 70_000]), max_size=8).map(b"\n".join))
def test_every_line_is_found_by_its_number(text):
    expected = text.split(b"\n")
    expected = [line + b"\n" for line in expected[:-1]] + ([expected[-1]] if expected[-1] else [])
    found = line_text(text)
    assert found.lines == len(expected)
    assert [found.line(number) for number in range(found.lines)] == expected
    assert [found.length(number) for number in range(found.lines)] == list(map(len, expected))


def test_a_long_line_is_read_in_part():
    assert line_text(b"abc\n" + b"d" * 1000).line(1, limit=5) == b"ddddd"


def test_the_line_after_the_last_begins_at_the_end():
    assert line_text(b"a\nb\n").start_of(2) == 4
    assert line_text(b"a\nb").start_of(7) == 3
