"""Cells of a table by row and column, also of rows so long that they are not read to their end."""

from app.table.index import first_index
from app.table.shape import Shape, Spans
from app.table.table import ROW_LIMIT, Table


def table_of(data, shape=None):
    shape = shape or Shape("array")
    found = first_index(shape, data, True)
    return Table(data, shape, Spans(found.spans), found.columns)


def test_a_cell_that_a_row_lacks_is_told_from_null_and_empty_text():
    table = table_of(b'[{"a":null},{"a":""},{"b":1}]')
    assert [table.cell(row, 0).kind for row in range(3)] == ["null", "empty", "missing"]


def test_rows_follow_the_order_and_keep_their_numbers():
    table = table_of(b"[10,20,30]")
    table.order = [2, 0]
    assert table.row_count == 2
    assert [table.cell(row, 0).text for row in range(2)] == ["30", "10"]
    assert table.record_number(0) == 2


def test_of_a_row_of_megabytes_only_the_beginning_is_read():
    long = b"x" * (2 * ROW_LIMIT)
    table = table_of(b'[{"a":1,"b":"' + long + b'","c":3}]')
    assert table.cell(0, 0).text == "1"
    assert (table.cell(0, 1).whole, table.cell(0, 2).kind) == (False, "unread")
    assert table.whole_cell(0, 1, 10 * ROW_LIMIT).text == long.decode()
    assert table.whole_cell(0, 2, 10 * ROW_LIMIT).text == "3"
    assert table.whole_cell(0, 2, ROW_LIMIT).kind == "unread"


def test_what_was_read_is_read_again_after_many_other_rows():
    table = table_of(str(list(range(300))).encode())
    for _ in range(2):
        assert [table.cell(row, 0).text for row in range(300)] == [str(number) for number in range(300)]
