"""A literal is offered a place in the keyring by icon, menu and the same keys, in lines and in tables."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from app.model.field import Field
from ui.kit.field_table import FieldTable, FieldTableOptions
from ui.kit.field_table_delegate import icon_place
from ui.kit.secret_offer import KEYS, WORDS
from ui.kit.variable_edit import VariableEdit

TAKEN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ROWS = (Field("Accept", "text/html"), Field("X-Api-Key", "k-123"), Field("Other", "{{name}}"))


@pytest.fixture
def line(qtbot):
    """A line whose literal can be moved, and how often that was wanted."""
    edit = VariableEdit("URL")
    qtbot.addWidget(edit)
    moved = []
    edit.offer_secret(lambda: moved.append(edit.text()))
    edit.show()
    edit.setFocus()
    return edit, moved


@pytest.fixture
def table(qtbot):
    """A table of headers in which one looks like a secret."""
    options = FieldTableOptions(add_text="Add", secret=lambda row: row.value.startswith("k-"))
    made = FieldTable("Headers", options)
    qtbot.addWidget(made)
    made.show_fields(ROWS)
    made.resize(600, 300)
    made.show()
    qtbot.waitExposed(made)
    made.view.setFocus()
    made.wanted = []
    made.secret_wanted.connect(made.wanted.append)
    return made


def open_menu():
    """The menu on the screen."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def take_from_menu(menu):
    (action,) = [each for each in menu.actions() if each.text().startswith(WORDS)]
    assert KEYS in action.text()
    action.trigger()
    menu.close()


def cell(table, row, column=2):
    return table.view.rows.index(row, column)


def test_a_literal_of_a_line_is_moved_by_the_keys(line, qtbot):
    edit, moved = line
    edit.setText("https://me:pw@example.org")
    qtbot.keyClick(edit, Qt.Key.Key_K, TAKEN)
    assert moved == ["https://me:pw@example.org"]


@pytest.mark.parametrize("text", ["", "  ", "{{token}}"])
def test_what_is_no_literal_is_not_moved(line, qtbot, text):
    edit, moved = line
    edit.setText(text)
    qtbot.keyClick(edit, Qt.Key.Key_K, TAKEN)
    assert moved == []


def test_the_icon_of_a_line_comes_and_goes_and_has_a_name(line, qtbot):
    edit, moved = line
    edit.setText("secret")
    edit.offer.show(True)
    (button,) = edit.findChildren(QToolButton)
    assert KEYS in button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert moved == ["secret"]
    edit.offer.show(False)
    assert not edit.offer.shown


def test_the_menu_of_a_line_offers_it(line):
    edit, moved = line
    edit.setText("secret")
    QApplication.sendEvent(
        edit,
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), edit.mapToGlobal(QPoint(4, 4))),
    )
    take_from_menu(open_menu())
    assert moved == ["secret"]


def test_a_row_is_moved_by_the_keys_in_any_of_its_cells(table, qtbot):
    for column in (1, 2):
        table.view.setCurrentIndex(cell(table, 1, column))
        qtbot.keyClick(table.view, Qt.Key.Key_K, TAKEN)
    assert table.wanted == [1, 1]


def test_a_row_that_names_a_variable_stays(table, qtbot):
    table.view.setCurrentIndex(cell(table, 2))
    qtbot.keyClick(table.view, Qt.Key.Key_K, TAKEN)
    assert table.wanted == []


def test_a_click_on_the_icon_moves_and_one_beside_it_edits(table, qtbot):
    left = Qt.MouseButton.LeftButton
    place = table.view.visualRect(cell(table, 1))
    qtbot.mouseClick(table.view.viewport(), left, pos=icon_place(place).center())
    assert table.wanted == [1]
    qtbot.mouseClick(table.view.viewport(), left, pos=place.center())
    assert table.view.indexWidget(cell(table, 1)) is not None
    assert table.wanted == [1]


def test_a_row_that_says_nothing_does_not_count(table, qtbot):
    table.view.insert_rows(0, [Field()])
    table.view.setCurrentIndex(cell(table, 2))
    qtbot.keyClick(table.view, Qt.Key.Key_K, TAKEN)
    assert table.wanted == [1]


def test_the_offer_comes_while_the_cell_is_typed_and_the_keys_take_it(table, qtbot):
    table.view.edit_cell(0, 2)
    editor = table.view.indexWidget(cell(table, 0))
    assert not editor.offer.shown
    qtbot.keyClicks(editor, "k-9")
    assert editor.offer.shown
    qtbot.keyClick(editor, Qt.Key.Key_K, TAKEN)
    assert table.wanted == [0]
    assert table.fields()[0].value == "k-9"
    assert table.view.hasFocus()


def test_a_fixed_table_has_a_menu_with_the_offer_alone(qtbot):
    table = FieldTable("Path", FieldTableOptions(fixed=True, secret=lambda _row: False))
    qtbot.addWidget(table)
    table.show_fields((Field("id", "literal"),))
    wanted = []
    table.secret_wanted.connect(wanted.append)
    menu = table.view.row_menu(cell(table, 0))
    take_from_menu(menu)
    menu.deleteLater()
    assert wanted == [0]


def test_screen_readers_hear_of_the_secret(table):
    spoken = table.view.rows.data(cell(table, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "k-123, looks like a secret"
