"""Sizes, times, counts and status names as people read them."""

import pytest

from app.format import words


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (512, "512 B"),
        (999, "999 B"),
        (1000, "1.0 KB"),
        (97_400_000, "97.4 MB"),
        (999_949, "999.9 KB"),
        (999_960, "1.0 MB"),
        (2_500_000_000, "2.5 GB"),
        (1_204_500_000_000_000, "1,204.5 TB"),
    ],
)
def test_a_size_has_one_decimal_and_its_unit(count, said):
    assert words.size(count) == said


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (0, "0 ms"),
        (0.01, "<0.1 ms"),
        (0.8, "0.8 ms"),
        (6.0, "6 ms"),
        (9.96, "10 ms"),
        (142.2, "142 ms"),
        (999.4, "999 ms"),
        (999.6, "1.00 s"),
        (1240, "1.24 s"),
        (9_996, "10.0 s"),
        (59_940, "59.9 s"),
        (59_960, "1 m 0 s"),
        (72_000, "1 m 12 s"),
        (3_600_000_000, "60,000 m 0 s"),
    ],
)
def test_a_time_has_the_precision_that_people_can_use(ms, said):
    assert words.milliseconds(ms) == said


def test_a_count_separates_thousands_and_knows_the_plural():
    assert words.count(1_234_567) == "1,234,567"
    assert words.count(1, "line") == "1 line"
    assert words.count(0, "line") == "0 lines"
    assert words.count(1234, "line") == "1,234 lines"


def test_a_status_has_its_name_of_today_and_an_unknown_one_has_none():
    assert words.status(404) == "Not Found"
    assert words.status(422) == "Unprocessable Content"
    assert words.status(599) == ""
