"""Environments are edited side by side by keys; secrets leave the dialog only by their own signals."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.model.environment import Environment, Variable
from tests.ui.stage import CONTROL
from ui import theme
from ui.dialogs.environments import EnvironmentDialog
from ui.dialogs.secret_field import SecretField

KEY = Qt.Key
PRODUCTION = Environment(
    "Production",
    "environments/Production.yml",
    (Variable("base_url", "https://shop.test"), Variable("token", secret=True)),
)
LOCAL = Environment("Local", "environments/Local.yml", (Variable("base_url", "http://127.0.0.1:8080"),))
NAMES, PRODUCTION_COLUMN, LOCAL_COLUMN = range(3)


@pytest.fixture
def dialog(qtbot):
    dialog = EnvironmentDialog()
    qtbot.addWidget(dialog)
    dialog.save_wanted.connect(dialog.save)
    dialog.show_environments((PRODUCTION, LOCAL), "Production", ("Local",))
    dialog.show()
    dialog.activateWindow()
    return dialog


@pytest.fixture
def reports(dialog):
    heard = []
    for name in (
        "changed",
        "made_secret",
        "secret_changed",
        "secret_renamed",
        "secret_reveal_wanted",
        "add_wanted",
    ):
        getattr(dialog, name).connect(lambda *values, name=name: heard.append((name, *values)))
    return heard


def go_to(dialog, row, column):
    dialog.view.setCurrentIndex(dialog.model.index(row, column))


def write(dialog, row, column, text, key=KEY.Key_F2):
    """Type into a cell, as the keyboard does."""
    go_to(dialog, row, column)
    QTest.keyClick(dialog.view, key)
    editor = dialog.view.indexWidget(dialog.view.currentIndex())
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, KEY.Key_Return)
    QApplication.processEvents()


def secret_field(dialog):
    return next((field for field in dialog.findChildren(SecretField) if field.isVisible()), None)


def cell(dialog, row, column):
    return dialog.model.index(row, column).data()


def press_in_bar(dialog, text):
    buttons = dialog.bar.findChildren(QAbstractButton)
    next(button for button in buttons if button.text() == text).click()


def changed(reports):
    return [report[1] for report in reports if report[0] == "changed"]


def choose_type(dialog, kind):
    dialog.details.kind.setCurrentText(kind)
    dialog.details.kind.activated.emit(dialog.details.kind.currentIndex())


def test_all_environments_stand_side_by_side(dialog):
    shown = [[cell(dialog, row, column) for column in range(3)] for row in range(3)]
    assert shown == [
        ["base_url", "https://shop.test", "http://127.0.0.1:8080"],
        ["token", "•••••••• in the keyring", "—"],
        ["Add variable", None, None],
    ]
    marks = [
        dialog.model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole)
        for at in (1, 2)
    ]
    assert [mark is not None for mark in marks] == [False, True]


def test_edits_of_several_environments_are_saved_together(dialog, reports):
    write(dialog, 0, PRODUCTION_COLUMN, "https://eu.shop.test")
    write(dialog, 0, LOCAL_COLUMN, "http://localhost", KEY.Key_Return)
    assert reports == []
    dialog.save_button.click()
    assert [(each.name, each.variables[0].value) for each in changed(reports)] == [
        ("Production", "https://eu.shop.test"),
        ("Local", "http://localhost"),
    ]
    assert changed(reports)[0].variables[1] == PRODUCTION.variables[1]
    assert not dialog.isVisible()


def test_a_name_is_added_in_the_last_row_and_saved_where_it_has_a_value(dialog, reports):
    write(dialog, 2, NAMES, "user")
    write(dialog, 2, LOCAL_COLUMN, "ada")
    dialog.save_button.click()
    assert changed(reports) == [Environment("Local", LOCAL.path, (*LOCAL.variables, Variable("user", "ada")))]


def test_a_name_that_cannot_be_is_refused_with_a_sentence(dialog):
    write(dialog, 2, NAMES, "no good")
    assert "cannot be a name" in dialog._problem.text()
    write(dialog, 2, NAMES, "token")
    assert dialog._problem.text() == "There is a variable token already."
    assert dialog.model.rowCount() == 3


def test_a_renamed_variable_is_renamed_everywhere_and_its_secret_follows(dialog, reports):
    write(dialog, 0, NAMES, "host")
    write(dialog, 1, NAMES, "key")
    dialog.save_button.click()
    assert ("secret_renamed", "Production", "token", "key") in reports
    assert [[v.name for v in each.variables] for each in changed(reports)] == [["host", "key"], ["host"]]


def test_delete_takes_a_variable_out_of_one_environment_or_of_all(dialog, reports):
    go_to(dialog, 0, LOCAL_COLUMN)
    QTest.keyClick(dialog.view, KEY.Key_Delete)
    assert cell(dialog, 0, LOCAL_COLUMN) == "—"
    go_to(dialog, 1, NAMES)
    QTest.keyClick(dialog.view, KEY.Key_Delete)
    dialog.save_button.click()
    assert [(each.name, len(each.variables)) for each in changed(reports)] == [
        ("Production", 1),
        ("Local", 0),
    ]


def test_a_table_from_a_spreadsheet_is_pasted_names_first(dialog, reports):
    QGuiApplication.clipboard().setText("base_url\tA\tB\nport\t80\t8080\ntoken\tx\ty\n")
    go_to(dialog, 2, NAMES)
    QTest.keyClick(dialog.view, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog.save_button.click()
    production, local = changed(reports)
    assert production.variables == (
        Variable("base_url", "A"),
        Variable("token", secret=True),
        Variable("port", "80"),
    )
    assert [v.value for v in local.variables] == ["B", "8080", "y"]


def test_values_alone_are_pasted_from_the_current_cell_on(dialog):
    QGuiApplication.clipboard().setText("one\ttwo\r\nthree\tfour")
    go_to(dialog, 0, PRODUCTION_COLUMN)
    QTest.keyClick(dialog.view, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [cell(dialog, 0, 1), cell(dialog, 0, 2), cell(dialog, 1, 2)] == ["one", "two", "four"]
    assert cell(dialog, 1, 1) == "•••••••• in the keyring"


def test_a_typed_secret_goes_its_own_way_and_not_into_the_environment(dialog, reports):
    go_to(dialog, 1, PRODUCTION_COLUMN)
    QTest.keyClick(dialog.view, KEY.Key_Return)
    QTest.keyClicks(secret_field(dialog), "s3cret")
    QTest.keyClick(secret_field(dialog), KEY.Key_Return)
    assert cell(dialog, 1, PRODUCTION_COLUMN) == "•••••••• not saved yet"
    dialog.save_button.click()
    assert reports == [("secret_changed", "Production", "token", "s3cret"), ("changed", PRODUCTION)]


def test_a_stored_secret_is_revealed_on_demand_only(dialog, reports):
    go_to(dialog, 1, PRODUCTION_COLUMN)
    QTest.keyClick(dialog.view, KEY.Key_F2)
    field = secret_field(dialog)
    field.actions()[-1].trigger()
    assert reports == [("secret_reveal_wanted", "Production", "token")]
    dialog.show_secret("Production", "token", "stored")
    assert (field.text(), field.echoMode()) == ("stored", QLineEdit.EchoMode.Normal)
    QTest.keyClick(field, KEY.Key_Escape)
    assert secret_field(dialog) is None
    assert not dialog.save_button.isEnabled()


def test_the_line_below_makes_a_value_secret_typed_or_off(dialog, reports):
    go_to(dialog, 0, PRODUCTION_COLUMN)
    dialog.details.secret.click()
    write(dialog, 0, LOCAL_COLUMN, "8080")
    dialog.details.on.click()
    choose_type(dialog, "number")
    QTest.keyClicks(dialog.details.description, "Where")
    dialog.save_button.click()
    assert ("made_secret", "Production", "base_url", "https://shop.test") in reports
    assert changed(reports)[1].variables == (Variable("base_url", "8080", False, False, "Where", "number"),)


def test_unlocking_a_secret_asks_for_its_value_and_shows_it(dialog, reports):
    go_to(dialog, 1, PRODUCTION_COLUMN)
    dialog.details.secret.click()
    assert reports == [("secret_reveal_wanted", "Production", "token")]
    dialog.show_secret("Production", "token", "stored")
    assert cell(dialog, 1, PRODUCTION_COLUMN) == "stored"


def test_a_secret_without_a_value_here_says_so(dialog):
    dialog.show_valueless("Production", frozenset({"token"}))
    assert cell(dialog, 1, PRODUCTION_COLUMN) == "no value yet"


def test_closing_with_edits_asks_first(dialog, reports):
    write(dialog, 0, LOCAL_COLUMN, "x")
    QTest.keyClick(dialog.view, KEY.Key_Escape)
    assert dialog.isVisible()
    press_in_bar(dialog, "Keep editing")
    dialog.reject()
    press_in_bar(dialog, "Discard edits")
    assert not dialog.isVisible()
    assert reports == []


def test_edits_stay_when_the_files_change_meanwhile(dialog):
    write(dialog, 0, LOCAL_COLUMN, "mine")
    dialog.show_environments((PRODUCTION, LOCAL, Environment("Third")))
    assert (cell(dialog, 0, LOCAL_COLUMN), cell(dialog, 0, 3)) == ("mine", "—")


def test_names_are_defined_with_the_keyboard_in_the_value(dialog, reports):
    dialog.define(["nobody", "else"], "Local")
    editor = dialog.view.indexWidget(dialog.view.currentIndex())
    QTest.keyClicks(editor, "somebody")
    QTest.keyClick(editor, KEY.Key_Return)
    QApplication.processEvents()
    dialog.save_button.click()
    assert changed(reports)[0].variables[-1] == Variable("nobody", "somebody")


def paste(dialog, row, column, text):
    dialog.view.go_to(dialog.model.index(row, column))
    QApplication.clipboard().setText(text)
    QTest.keyClick(dialog.view, KEY.Key_V, CONTROL)


def rows_named(dialog):
    return dialog.model.grid.names


def test_lines_of_a_env_file_are_pasted_into_the_column_of_the_cell(dialog):
    before = list(rows_named(dialog))
    paste(dialog, 0, PRODUCTION_COLUMN, "HOST=a.test\nPORT='80 80'\n# no\n")
    assert rows_named(dialog) == [*before, "HOST", "PORT"]
    assert cell(dialog, len(before) + 1, PRODUCTION_COLUMN) == "80 80"
    assert cell(dialog, len(before) + 1, LOCAL_COLUMN) == "—"


def test_yaml_that_is_pasted_on_the_names_goes_to_the_ticked_environment(dialog):
    before = list(rows_named(dialog))
    paste(
        dialog, 0, NAMES, "variables:\n  - name: fresh\n    value: 1.50\n  - secret: true\n    name: pass\n"
    )
    assert cell(dialog, len(before), LOCAL_COLUMN) == "1.50"
    assert cell(dialog, len(before) + 1, LOCAL_COLUMN) == "no value yet"


def test_an_edit_of_all_environments_is_taken_back_by_one_key(dialog):
    before, shown = list(rows_named(dialog)), cell(dialog, 0, PRODUCTION_COLUMN)
    dialog.view.go_to(dialog.model.index(0, NAMES))
    QTest.keyClick(dialog.view, KEY.Key_Delete)
    assert rows_named(dialog) == before[1:]
    QTest.keyClick(dialog.view, KEY.Key_Z, CONTROL)
    assert (rows_named(dialog), cell(dialog, 0, PRODUCTION_COLUMN)) == (before, shown)
    assert not dialog.save_button.isEnabled()
    QTest.keyClick(dialog.view, KEY.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert rows_named(dialog) == before[1:]


def test_columns_are_moved_by_keys_and_by_the_mouse(dialog):
    orders = []
    dialog.ordered.connect(orders.append)
    dialog.view.go_to(dialog.model.index(0, LOCAL_COLUMN))
    alt_shift = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.view, KEY.Key_Left, alt_shift)
    assert orders == [("Local", "Production")]
    assert dialog.model.environment(dialog.view.currentIndex().column()) == "Local"
    dialog.view.horizontalHeader().moveSection(2, 1)
    assert dialog.model.grid.columns() == ("Production", "Local")
    assert dialog.view.horizontalHeader().logicalIndex(1) == 1


def test_alt_and_down_open_the_menu_of_a_column_with_what_it_extends(dialog, reports):
    dialog.view.go_to(dialog.model.index(0, LOCAL_COLUMN))
    QTest.keyClick(dialog.view, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    (below,) = [each for each in menu.actions() if each.text() == "Extends"]
    (base,) = [each for each in below.menu().actions() if each.text() == "Production"]
    base.trigger()
    menu.close()
    assert changed(reports)[0].extends == "Production"


def test_the_table_is_no_wider_than_the_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    assert EnvironmentDialog(window).width() == 1024
    window.resize(1440, 900)
    assert EnvironmentDialog(window).width() == 1040


def test_the_editor_covers_its_cell_in_the_type_of_the_cell(dialog):
    dialog.view.go_to(dialog.model.index(0, LOCAL_COLUMN))
    QTest.keyClick(dialog.view, KEY.Key_F2)
    index, (editor,) = dialog.view.currentIndex(), dialog.view.viewport().findChildren(QLineEdit)
    assert editor.geometry() == dialog.view.visualRect(index)
    assert editor.font().family() == index.data(Qt.ItemDataRole.FontRole).family()


def test_the_menu_of_a_cell_says_which_environment_would_go(dialog):
    menu = dialog.view._column_menu("Local")
    texts = [each.text() for each in menu.actions()]
    menu.close()
    assert texts[:3] == ["Rename “Local”…", "Duplicate “Local”", "Delete “Local”"]


def test_what_is_no_environment_has_a_title_of_its_own_and_no_menu(dialog):
    dialog.show_titles({"odd": "Globals"})
    dialog.show_environments((PRODUCTION, Environment("odd")))
    assert dialog.model.headerData(2, Qt.Orientation.Horizontal) == "Globals"
    menu = dialog.view._column_menu("odd")
    assert menu.isEmpty()
    menu.close()


def test_a_thousand_environments_of_a_thousand_variables_are_made_as_they_are_looked_at(dialog):
    variables = tuple(Variable(f"name_{number}", f"value {number}") for number in range(1000))
    dialog.show_environments([Environment(f"E{number}", variables=variables) for number in range(1000)])
    dialog.grab()
    assert len(dialog.model.grid._places) < 20
    dialog.model.setData(dialog.model.index(500, 500), "other")
    assert dialog.edited() == ("E499",)
    assert len(dialog.model.grid._places) < 20


TWELVE = (
    "retries in Local is of type number, but 'twelve' is no number. Write one such as 12, "
    "or choose the type text below the table."
)


def test_a_value_that_is_not_of_its_type_stays_marked_and_is_not_saved_until_it_is_right(dialog, reports):
    dialog.show_environments(
        (PRODUCTION, Environment("Local", variables=(Variable("retries", "3", type="number"),)))
    )
    row = dialog.model.grid.names.index("retries")
    write(dialog, row, LOCAL_COLUMN, "twelve")
    index = dialog.model.index(row, LOCAL_COLUMN)
    assert index.data() == "twelve"
    assert TWELVE in index.data(Qt.ItemDataRole.ToolTipRole)
    assert TWELVE in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.ForegroundRole) == theme.color("red")
    assert index.data(Qt.ItemDataRole.DecorationRole) is not None
    go_to(dialog, 0, PRODUCTION_COLUMN)
    dialog.save_button.click()
    assert (changed(reports), dialog.isVisible(), dialog._problem.text()) == ([], True, TWELVE)
    assert dialog.view.currentIndex() == index
    write(dialog, row, LOCAL_COLUMN, "12")
    assert not dialog._problem.isVisible()
    dialog.save_button.click()
    assert changed(reports)[0].variables == (Variable("retries", "12", type="number"),)


def test_the_type_text_takes_what_the_type_number_did_not(dialog, reports):
    go_to(dialog, 0, LOCAL_COLUMN)
    choose_type(dialog, "number")
    dialog.save_button.click()
    assert changed(reports) == []
    choose_type(dialog, "text")
    dialog.details.on.click()
    dialog.save_button.click()
    assert changed(reports)[0].variables == (Variable("base_url", "http://127.0.0.1:8080", enabled=False),)


def test_a_wrong_value_that_came_with_the_file_is_marked_and_holds_up_nothing_else(dialog, reports):
    kept = Variable("retries", "twelve", type="number")
    dialog.show_environments((Environment("Local", variables=(kept, Variable("x", "1"))),))
    assert "is no number" in dialog.model.place("retries", "Local").data(Qt.ItemDataRole.ToolTipRole)
    write(dialog, dialog.model.grid.names.index("x"), 1, "2")
    dialog.save_button.click()
    assert changed(reports)[0].variables == (kept, Variable("x", "2"))
