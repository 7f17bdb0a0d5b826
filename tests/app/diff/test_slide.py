"""What was put in stands where people would see it."""

from array import array

from hypothesis import given

from app.diff.lines import changed_bytes
from app.diff.slide import slide_changes
from tests.app.diff.strategies import edited


def slid(left, right):
    changes, _ = changed_bytes(left, right)
    slide_changes(left, right, changes)
    return changes


def test_an_inserted_record_begins_with_its_brace():
    left = b"[\n  {\n    1\n  },\n  {\n    3\n  }\n]\n"
    right = b"[\n  {\n    1\n  },\n  {\n    2\n  },\n  {\n    3\n  }\n]\n"
    first, last, begin, end = slid(left, right)
    assert (first, last) == (first, first)
    assert right[begin:end] == b"  {\n    2\n  },\n"
    first, last, begin, end = slid(right, left)
    assert right[first:last] == b"  {\n    2\n  },\n"


def test_what_was_replaced_stays_where_it_is():
    changes = array("q", (2, 4, 2, 4))
    slide_changes(b"a\na\n", b"a\nb\n", changes)
    assert list(changes) == [2, 4, 2, 4]


@given(edited())
def test_moved_changes_still_give_the_right_text(pair):
    left, right = pair
    made, place = b"", 0
    changes = slid(left, right)
    for index in range(0, len(changes), 4):
        first, last, begin, end = changes[index : index + 4]
        assert first >= place
        made, place = made + left[place:first] + right[begin:end], last
    assert made + left[place:] == right
