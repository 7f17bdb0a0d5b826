"""The rows behind a table, checked by Qt's own tester while they change."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.model.field import Field
from ui.kit.field_table_model import Automatic, Column, RowKind, RowModel

KIND = RowKind(
    (
        Column("Key", lambda f: f.name, lambda f, text: replace(f, name=text)),
        Column("Value", lambda f: f.value, lambda f, text: replace(f, value=text)),
    ),
    Field(),
    lambda f: not (f.name or f.value),
    "Add header",
)
A, B, C = Field("a", "1"), Field("b", "2", enabled=False), Field("c", "3")
HOST = Automatic("Host", "h", "From the URL.")


@pytest.fixture
def model(qapp):
    made = RowModel(KIND)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.show_rows((A, B, C))
    made.show_automatic((HOST,))
    made.heard = []
    made.edited.connect(lambda: made.heard.append(made.rows()))
    yield made
    tester.deleteLater()


def test_own_rows_come_first_then_the_empty_one_then_the_automatic(model):
    names = [model.text(model.index(row, 1)) for row in range(model.rowCount())]
    assert names == ["a", "b", "c", "", "Host"]
    assert model.is_add_row(model.index(3, 1))


def test_typing_in_the_empty_row_makes_it_real(model):
    assert model.setData(model.index(3, 1), "d")
    assert model.heard == [(A, B, C, Field("d"))]
    assert model.is_add_row(model.index(4, 1))
    assert model.automatic(model.index(5, 1)) == HOST


def test_writing_what_is_there_changes_nothing(model):
    assert not model.setData(model.index(0, 1), "a")
    assert model.heard == []


def test_a_row_that_says_nothing_is_shown_but_not_told(model):
    model.setData(model.index(2, 1), "")
    model.setData(model.index(2, 2), "")
    assert model.heard[-1] == (A, B)
    assert model.rowCount() == 5


def test_check_boxes_switch_own_rows_and_report_automatic_ones(model):
    switched = []
    model.switched.connect(lambda *told: switched.append(told))
    model.switch(model.index(1, 0))
    assert model.heard[-1][1].enabled
    model.switch(model.index(4, 0))
    assert switched == [("Host", False)]
    model.switch(model.index(3, 0))
    assert len(model.heard) == 1


@pytest.mark.parametrize(("place", "target", "order"), [(0, 2, "bca"), (2, 0, "cab"), (1, 2, "acb")])
def test_rows_move(model, place, target, order):
    assert model.move(place, target)
    assert "".join(row.name for row in model.heard[-1]) == order


@pytest.mark.parametrize(("place", "target"), [(0, 0), (0, 3), (3, 0), (-1, 1)])
def test_rows_do_not_move_out_of_bounds(model, place, target):
    assert not model.move(place, target)
    assert model.heard == []


def test_rows_are_removed_and_inserted(model):
    model.remove(1)
    model.remove(7)
    model.insert(99, (B,))
    assert model.heard == [(A, C), (A, C, B)]


def test_automatic_rows_cannot_be_edited_or_removed(model):
    assert not model.flags(model.index(4, 1)) & Qt.ItemFlag.ItemIsEditable
    model.replace_row(model.index(4, 1), A)
    model.remove(4)
    assert model.heard == []


def test_automatic_rows_come_and_go(model):
    model.show_automatic(())
    assert model.rowCount() == 4
    model.show_automatic((HOST, replace(HOST, name="Accept", enabled=False)))
    assert [model.is_on(model.index(row, 0)) for row in range(6)] == [True, False, True, None, True, False]


def test_showing_rows_of_the_same_number_keeps_the_indexes(model):
    held = QPersistentModelIndex(model.index(0, 1))
    model.show_rows((C, B, A))
    assert held.isValid()
    assert model.text(held) == "c"
    model.show_rows((A,))
    assert model.rows() == (A,)


def test_the_tooltip_of_an_automatic_row_says_where_it_comes_from(model):
    index = model.index(4, 2)
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) == "Host: h\nSent automatically. From the URL."


def test_screen_readers_hear_the_state_of_a_check_box(model):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(1, 0), role) == "b: not sent"
    assert model.data(model.index(3, 1), role) == "Add header"
