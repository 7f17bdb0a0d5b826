"""The differences by structure as a table."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.diff.structure import diff_documents
from ui.response.compare_list import DifferenceList


@pytest.fixture
def table(qtbot):
    made = DifferenceList()
    qtbot.addWidget(made)
    made.show()
    left, right = {"a": 1, "b": [{"c": 1}]}, {"a": "1", "b": [{"c": 2}], "d": None}
    made.show_structure(diff_documents(json.dumps(left).encode(), json.dumps(right).encode()))
    made.setFocus()
    return made


def test_each_difference_has_a_row_with_both_values(table):
    rows = [[table.model().index(row, column).data() for column in range(4)] for row in range(3)]
    assert rows == [["T", "$.a", "1", '"1"'], ["±", "$.b[0].c", "1", "2"], ["+", "$.d", "", "null"]]


def test_delete_ignores_the_path_where_the_keyboard_is(table, qtbot):
    table.step(1)
    with qtbot.waitSignal(table.ignore_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert wanted.args == ["$.b[0].c"]


def test_the_menu_offers_every_way_to_ignore_a_path_once(table):
    menu = table.make_menu(table.differences()[1])
    said = [action.text() for action in menu.actions() if action.text().startswith("Ignore")]
    menu.close()
    assert said == [
        "Ignore this path: $.b[0].c",
        "Ignore in every item: $.b[*].c",
        "Ignore everywhere: $..c",
    ]


def test_a_row_is_copied(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == 'T $.a\t1\t"1"'


def test_steps_go_around(table):
    table.step(-1)
    assert table.currentIndex().row() == 2
    table.step(1)
    assert table.currentIndex().row() == 0
