"""The table of texts: wrapping, copying, naming."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible, QGuiApplication

from ui.response.value_table import ValueTable

CURRENT = QItemSelectionModel.SelectionFlag.ClearAndSelect


@pytest.fixture
def table(qtbot):
    made = ValueTable("Headers", ("Name", "Value"), 1)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_a_long_value_takes_the_lines_it_needs_up_to_a_limit(table, qtbot):
    table.show_rows((("a", "short"), ("b", "v" * 200), ("c", "v" * 20_000)))
    qtbot.waitUntil(lambda: table.rowHeight(1) > table.rowHeight(0))
    assert table.rowHeight(1) < table.rowHeight(2) < 300


def test_a_narrower_table_wraps_more(table, qtbot):
    table.show_rows((("a", "word " * 20),))
    qtbot.waitUntil(lambda: table.rowHeight(0) > 30)
    before = table.rowHeight(0)
    table.resize(250, 300)
    qtbot.waitUntil(lambda: table.rowHeight(0) > before)


def test_the_whole_value_is_copied_however_it_is_shown(table, qtbot):
    table.show_rows((("a", "v" * 20_000), ("b", "2")))
    table.selectionModel().select(table.model().index(0, 1), CURRENT)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "v" * 20_000
    table.selectAll()
    table.copy_selection()
    assert QGuiApplication.clipboard().text() == "a: " + "v" * 20_000 + "\nb: 2"


def test_a_cell_tells_screen_readers_its_column(table):
    table.show_rows((("a", "1"),))
    assert table.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Value: 1"
    assert QAccessible.queryAccessibleInterface(table).text(QAccessible.Text.Name) == "Headers"


def test_many_columns_share_a_narrow_table(qtbot):
    table = ValueTable("Cookies", ("Name", "Value", "Domain", "Path"), 1)
    qtbot.addWidget(table)
    table.resize(500, 200)
    table.show()
    table.show_rows((("n" * 50, "v" * 50, "d" * 50, "/"),))
    assert sum(table.columnWidth(column) for column in range(4)) <= table.viewport().width()
