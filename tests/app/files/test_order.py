"""Numbers between numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.order import between, fits, spaced


@pytest.mark.parametrize(
    ("sequences", "index", "number"),
    [
        ([], 0, 1000),
        ([1000], 1, 2000),
        ([1000], 0, 500),
        ([1000, 2000], 1, 1500),
        ([1, 2], 1, 1.5),
        ([1, 2], 0, None),
        ([1, 1], 1, None),
        ([1, 1.005], 1, None),
        ([None], 0, 1000),
        ([None], 1, None),
        ([5, None], 1, 1005),
    ],
)
def test_a_number_between_neighbours_is_found_or_there_is_none(sequences, index, number):
    assert between(sequences, index) == (number and [number])


@given(st.lists(st.integers(1, 10**6), min_size=1, unique=True), st.integers(1, 40), st.data())
def test_what_is_found_sorts_to_its_place(numbers, count, data):
    numbers.sort()
    index = data.draw(st.integers(0, len(numbers)))
    found = between(numbers, index, count)
    if found is not None:
        assert fits(numbers, index, found)
        assert sorted([*numbers, *found])[index : index + count] == found


def test_fresh_numbers_leave_room():
    assert spaced(3) == [1000, 2000, 3000]
