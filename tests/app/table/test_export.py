"""Cells as CSV and as lines of a clipboard."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from app.table.export import csv_line, tab_line, write_csv
from app.table.index import spans_of
from app.table.order import Rows
from app.table.shape import Columns, Shape

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(st.lists(texts, min_size=1))
def test_a_line_of_csv_is_read_back_by_others(cells):
    assert next(csv.reader(io.StringIO(csv_line(cells), newline=""))) == cells


def test_cells_are_quoted_only_where_they_must_be():
    assert csv_line(["a b", "=1+1", "a,b", 'say "hi"', "two\nlines"]) == (
        'a b,=1+1,"a,b","say ""hi""","two\nlines"'
    )
    assert tab_line(["a,b", "a\tb"]) == 'a,b\t"a\tb"'


def test_rows_are_written_in_their_order_with_titles_and_only_the_columns_wanted():
    data = b'[{"a":1.00,"b":"x"},{"b":"y","c":[1, 2]}]'
    rows = Rows(data, list(spans_of(Shape("array"), data)), Shape("array"))
    file = io.StringIO(newline="")
    write_csv(file, rows, [1, 0], Columns(("c", "a")), lambda _: None)
    assert file.getvalue() == 'c,a\r\n"[1,2]",\r\n,1.00\r\n'
