"""A plain value of a folder's variable can be made a secret where it stands."""

from PySide6.QtCore import Qt

from app.model.environment import Variable
from ui.dialogs.variable_row import row_of
from ui.dialogs.variable_table import NAME, VALUE, VariableTable

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_the_keys_turn_a_plain_value_into_a_typed_secret(qtbot):
    table = VariableTable()
    qtbot.addWidget(table)
    table.show_rows([row_of(Variable("host", "example.org")), row_of(Variable("api_token", "t-12345"))])
    table.show()
    cell = table.view.rows.index(1, VALUE)
    assert table.view.rows.looks_secret(cell)
    assert not table.view.rows.looks_secret(table.view.rows.index(0, VALUE))
    table.view.setFocus()
    table.view.setCurrentIndex(table.view.rows.index(1, NAME))
    qtbot.keyClick(table.view, Qt.Key.Key_K, KEYS)
    row = table.rows()[1]
    assert (row.secret, row.typed, row.value) == (True, "t-12345", "")
    assert "t-12345" not in cell.data()
