"""A table of fields and its other face, plain text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.model.field import Field
from ui.kit.field_table import FieldTable, FieldTableOptions

A, OFF = Field("a", "1"), Field("b", "2", enabled=False)


@pytest.fixture
def table(qtbot):
    made = FieldTable("Headers", FieldTableOptions())
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.told = []
    made.changed.connect(made.told.append)
    return made


def test_showing_fields_tells_nobody(table):
    table.show_fields((A, OFF))
    assert table.told == []
    assert table.fields() == (A, OFF)


def test_the_description_column_appears_when_there_is_one(table):
    table.show_fields((A,))
    assert table.view.isColumnHidden(3)
    table.show_fields((Field("a", "1", description="why"),))
    assert not table.view.isColumnHidden(3)


def test_the_header_menu_shows_and_hides_descriptions(table):
    table.view.horizontalHeader().customContextMenuRequested.emit(table.rect().center())
    menu = table.findChild(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert not table.view.isColumnHidden(3)


def test_rows_are_edited_as_text_and_come_back(table, qtbot):
    table.show_fields((A, OFF))
    qtbot.mouseClick(table._toggle, Qt.MouseButton.LeftButton)
    assert table.shows_text
    assert table._text.toPlainText() == "a: 1\n// b: 2"
    assert table.told == []
    table._text.moveCursor(table._text.textCursor().MoveOperation.End)
    qtbot.keyClick(table._text, Qt.Key.Key_Return)
    qtbot.keyClicks(table._text, "c: 3")
    assert table.told[-1] == (A, OFF, Field("c", "3"))
    qtbot.mouseClick(table._toggle, Qt.MouseButton.LeftButton)
    assert not table.shows_text
    assert table.view.rows.rows() == (A, OFF, Field("c", "3"))


def test_text_that_says_the_same_is_not_touched(table, qtbot):
    table.show_fields((A,))
    qtbot.mouseClick(table._toggle, Qt.MouseButton.LeftButton)
    table._text.setPlainText("a:1\n\n")
    table.show_fields((A,))
    assert table._text.toPlainText() == "a:1\n\n"
    table.show_fields((OFF,))
    assert table._text.toPlainText() == "// b: 2"


def test_rows_that_text_would_lose_cannot_become_text(table):
    table.show_fields((Field("a", "two\nlines"),))
    assert not table._toggle.isEnabled()
    assert "would be lost" in table._toggle.toolTip()
    table.show_fields((A,))
    assert table._toggle.isEnabled()


def test_a_fixed_table_lets_only_values_be_edited(qtbot):
    table = FieldTable("Path", FieldTableOptions(fixed=True))
    qtbot.addWidget(table)
    table.show_fields((A,))
    table.show()
    editable = Qt.ItemFlag.ItemIsEditable
    flags = [table.view.rows.flags(table.view.rows.index(0, column)) & editable for column in range(3)]
    assert flags == [Qt.ItemFlag(0), Qt.ItemFlag(0), editable]
    assert table.view.rows.rowCount() == 1
    assert not table._toggle.isVisible()
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert table.fields() == (A,)
