"""The rows of a difference, in one column and in two, with folds closed and open."""

import pytest
from hypothesis import given

from app.diff.rows import Rows
from app.diff.textdiff import text_diff
from tests.app.diff.strategies import edited

LEFT = b"".join(b"%d\n" % number for number in range(40))
RIGHT = LEFT.replace(b"\n20\n", b"\ntwenty\nand more\n")


def all_rows(rows):
    return [rows.row(number) for number in range(rows.count)]


def test_one_column_shows_removed_lines_above_added_ones():
    rows = Rows(text_diff(LEFT, RIGHT), two_columns=False)
    kinds = [row.kind for row in all_rows(rows)]
    assert kinds == ["fold", *["equal"] * 3, "removed", "added", "added", *["equal"] * 3, "fold"]
    assert [row.hidden for row in all_rows(rows) if row.kind == "fold"] == [17, 16]
    assert rows.row(4).partner == 20


def test_two_columns_show_both_lines_in_one_row():
    rows = Rows(text_diff(LEFT, RIGHT), two_columns=True)
    assert [(row.kind, row.left, row.right) for row in all_rows(rows)[4:6]] == [
        ("changed", 20, 20),
        ("added", None, 21),
    ]


def test_an_opened_fold_shows_its_lines():
    rows = Rows(text_diff(LEFT, RIGHT), two_columns=False)
    before = rows.count
    rows.open_fold(0)
    assert rows.count == before + 16
    assert [row.left for row in all_rows(rows)[:20]] == list(range(20))
    assert rows.start_of(0) == 20


@pytest.mark.parametrize("two_columns", [False, True])
@pytest.mark.parametrize("opened", [False, True])
def test_every_line_of_both_texts_is_shown_once_in_order(two_columns, opened):
    @given(edited())
    def check(pair):
        diff = text_diff(*pair)
        rows = Rows(diff, two_columns)
        if opened:
            for change in range(diff.changes + 1):
                rows.open_fold(change)
        left, right = [], []
        for row in all_rows(rows):
            count = row.hidden or 1
            left += [] if row.left is None else range(row.left, row.left + count)
            right += [] if row.right is None else range(row.right, row.right + count)
        assert left == list(range(diff.left.lines))
        assert right == list(range(diff.right.lines))

    check()


def test_the_change_of_a_row_is_its_own_or_the_next():
    rows = Rows(text_diff(LEFT, RIGHT), two_columns=False)
    assert [rows.change_at(number) for number in (0, 4, 6, 7)] == [0, 0, 0, 1]
