"""Time spans are read as people type them, and said so that they read as themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.duration import duration_words, read_duration


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("500", 500),
        ("30 s", 30_000),
        ("1.5s", 1500),
        ("1,5 s", 1500),
        ("2 min", 120_000),
        ("1H", 3_600_000),
        (" 0 ", 0),
        ("no limit", 0),
        ("soon", None),
        ("-1", None),
        ("1 day", None),
        ("", None),
    ],
)
def test_a_text_is_a_time_span_or_none(text, milliseconds):
    assert read_duration(text) == milliseconds


@given(st.integers(0, 10**9 - 1))
def test_the_words_of_a_time_span_read_as_it(milliseconds):
    assert read_duration(duration_words(milliseconds)) == milliseconds
