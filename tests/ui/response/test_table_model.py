"""What is painted and read aloud of a cell."""

import pytest
from PySide6.QtCore import Qt

from app.format.reading import read_body
from app.model.payload import Payload
from app.table.opened import OpenedTable
from app.table.shape import Cell, Shape
from ui.response.table_model import SHOWN_CHARACTERS, TableModel, shown_text

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Cell("string", "two\nlines\tand \x00"), "two↵lines⇥and ␀"),
        (Cell("number", "1.00"), "1.00"),
        (Cell("empty"), '""'),
        (Cell("missing"), ""),
        (Cell("unread", whole=False), "…"),
        (Cell("string", "start", whole=False), "start…"),
        (Cell("string", "x" * 500), "x" * SHOWN_CHARACTERS + "…"),
    ],
)
def test_a_value_is_shown_in_one_line(cell, shown):
    assert shown_text(cell) == shown


def test_cells_and_headers_are_read_aloud_by_name():
    body = b'[{"a":1.00,"b":null},{"a":""}]'
    model = TableModel()
    model.show_table(
        OpenedTable(read_body(Payload(len(body), body), "application/json"), Shape("array")).table
    )
    said = [model.index(row, column).data(ACCESSIBLE) for row in range(2) for column in range(2)]
    assert said == ["a: 1.00", "b: null", "a: empty", "b: missing"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "b"
    assert model.headerData(1, Qt.Orientation.Vertical) == "2"
