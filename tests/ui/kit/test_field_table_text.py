"""Rows survive being text, and what cannot survive is known beforehand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.field import Field
from ui.kit.field_table_text import fits_text, read_pasted, read_rows, write_rows

PLAIN = st.text(st.sampled_from("abc: =/{}\té"), max_size=12)
FIELDS = st.lists(st.builds(Field, PLAIN, PLAIN, st.booleans(), st.sampled_from(["", "why"])), max_size=5)


@given(FIELDS)
def test_rows_that_fit_are_the_same_afterwards(rows):
    if fits_text(rows):
        assert read_rows(write_rows(rows), rows) == tuple(rows)


def test_ordinary_rows_fit():
    rows = (
        Field("Accept", "*/*", description="anything"),
        Field("X-Url", "http://h:80/", enabled=False),
        Field("Empty", ""),
    )
    assert fits_text(rows)
    assert write_rows(rows) == "Accept: */*\n// X-Url: http://h:80/\nEmpty: "


@pytest.mark.parametrize(
    "row", [Field("a:b", "c"), Field("a", "b\nc"), Field("a\tb", "c"), Field("//a", "b")]
)
def test_rows_that_would_change_do_not_fit(row):
    assert not fits_text((row,))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("A: 1\r\nB:2\r\n", (Field("A", "1"), Field("B", "2"))),
        ("A\t1\nB\t2", (Field("A", "1"), Field("B", "2"))),
        ("  A :  1 \n\n// B: 2", (Field("A", "1"), Field("B", "2", enabled=False))),
        ("only a name", (Field("only a name"),)),
        (" \n", ()),
    ],
)
def test_pasted_lines_become_rows(text, rows):
    assert read_pasted(text) == rows


def test_descriptions_stay_with_their_names():
    assert read_rows("b: 2\na: 1", (Field("a", "0", description="first"),))[1].description == "first"
