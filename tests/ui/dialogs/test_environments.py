"""Environments are edited by keys; secrets leave the dialog only by their own signals."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.model.environment import Environment, Variable
from ui.dialogs.environments import EnvironmentDialog
from ui.dialogs.variable_table import DESCRIPTION, KIND, NAME, VALUE, SecretField

KEY = Qt.Key
PRODUCTION = Environment(
    "Production",
    "environments/Production.yml",
    (Variable("base_url", "https://shop.test"), Variable("token", secret=True)),
)
LOCAL = Environment("Local", "environments/Local.yml", (Variable("base_url", "http://127.0.0.1:8080"),))


@pytest.fixture
def dialog(qtbot):
    dialog = EnvironmentDialog()
    qtbot.addWidget(dialog)
    dialog.show_environments((PRODUCTION, LOCAL), "Production")
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


def write(dialog, row, column, text):
    """Type into a cell, as the keyboard does."""
    view = dialog.table.view
    view.setCurrentIndex(view.rows.index(row, column))
    QTest.keyClick(view, KEY.Key_F2)
    editor = view.indexWidget(view.currentIndex())
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, KEY.Key_Return)


def press(dialog, row, column):
    """Press a cell by Enter, as one that opens something else than an editor."""
    view = dialog.table.view
    view.setCurrentIndex(view.rows.index(row, column))
    QTest.keyClick(view, KEY.Key_Return)


def secret_field(dialog):
    return next((field for field in dialog.findChildren(SecretField) if field.isVisible()), None)


def type_secret(dialog, row, text):
    press(dialog, row, VALUE)
    QTest.keyClicks(secret_field(dialog), text)
    QTest.keyClick(secret_field(dialog), KEY.Key_Return)


def cell(dialog, row, column):
    return dialog.table.view.rows.index(row, column).data()


def press_in_bar(dialog, text):
    buttons = dialog.bar.findChildren(QAbstractButton)
    next(button for button in buttons if button.text() == text).click()


def test_secrets_are_shown_as_dots(dialog):
    assert cell(dialog, 1, VALUE) == "•••••••• in the keyring"


def test_an_edit_is_reported_at_save(dialog, reports):
    write(dialog, 0, VALUE, "https://eu.shop.test")
    assert reports == []
    dialog.save_button.click()
    variables = (Variable("base_url", "https://eu.shop.test"), PRODUCTION.variables[1])
    assert reports == [("changed", Environment("Production", PRODUCTION.path, variables))]
    assert not dialog.isVisible()


def test_edits_of_several_environments_are_saved_together(dialog, reports):
    write(dialog, 0, DESCRIPTION, "Where")
    dialog.list.select("Local")
    write(dialog, 1, NAME, "user")
    dialog.save_button.click()
    assert [(name, value.name) for name, value in reports] == [
        ("changed", "Production"),
        ("changed", "Local"),
    ]
    assert reports[1][1].variables[1] == Variable("user")


def test_a_typed_secret_goes_its_own_way_and_not_into_the_environment(dialog, reports):
    type_secret(dialog, 1, "s3cret")
    assert cell(dialog, 1, VALUE) == "•••••••• not saved yet"
    dialog.save_button.click()
    assert reports == [("secret_changed", "Production", "token", "s3cret"), ("changed", PRODUCTION)]


def test_escape_in_the_field_of_a_secret_keeps_the_stored_one(dialog, reports):
    press(dialog, 1, VALUE)
    QTest.keyClicks(secret_field(dialog), "x")
    QTest.keyClick(secret_field(dialog), KEY.Key_Escape)
    assert secret_field(dialog) is None
    assert dialog.isVisible()
    assert not dialog.save_button.isEnabled()


def test_a_stored_secret_is_revealed_on_demand_only(dialog, reports):
    press(dialog, 1, VALUE)
    field = secret_field(dialog)
    assert field.text() == ""
    field.actions()[-1].trigger()
    assert reports == [("secret_reveal_wanted", "Production", "token")]
    dialog.show_secret("Production", "token", "stored")
    assert (field.text(), field.echoMode()) == ("stored", QLineEdit.EchoMode.Normal)
    QTest.keyClick(field, KEY.Key_Return)
    assert not dialog.save_button.isEnabled()


def test_a_secret_that_comes_after_another_environment_is_shown_is_dropped(dialog):
    press(dialog, 1, VALUE)
    dialog.list.select("Local")
    dialog.show_secret("Production", "token", "canary")
    assert "canary" not in str(dialog.table.rows())


def test_the_lock_makes_a_plain_value_secret(dialog, reports):
    press(dialog, 0, KIND)
    dialog.save_button.click()
    variables = (Variable("base_url", secret=True), PRODUCTION.variables[1])
    assert reports == [
        ("made_secret", "Production", "base_url", "https://shop.test"),
        ("changed", Environment("Production", PRODUCTION.path, variables)),
    ]


def test_unlocking_a_secret_asks_for_its_value_and_shows_it(dialog, reports):
    press(dialog, 1, KIND)
    assert reports == [("secret_reveal_wanted", "Production", "token")]
    dialog.show_secret("Production", "token", "stored")
    assert cell(dialog, 1, VALUE) == "stored"
    dialog.save_button.click()
    assert reports[-1][1].variables[1] == Variable("token", "stored")


def test_a_renamed_secret_takes_its_value_along(dialog, reports):
    write(dialog, 1, NAME, "key")
    dialog.save_button.click()
    assert reports[0] == ("secret_renamed", "Production", "token", "key")
    assert reports[1][1].variables[1] == Variable("key", secret=True)


def test_a_wrong_name_is_said_and_cannot_be_saved(dialog, reports):
    write(dialog, 2, NAME, "base_url")
    assert not dialog.save_button.isEnabled()
    dialog.save()
    assert reports == []
    write(dialog, 2, NAME, "path")
    assert dialog.save_button.isEnabled()


def test_cancel_asks_before_edits_are_lost(dialog, reports):
    write(dialog, 0, VALUE, "x")
    dialog.cancel_button.click()
    assert dialog.isVisible()
    assert dialog.bar.sentence() == "Edits of Production are not saved."
    press_in_bar(dialog, "Keep editing")
    assert cell(dialog, 0, VALUE) == "x"
    QTest.keyClick(dialog, KEY.Key_Escape)
    press_in_bar(dialog, "Discard edits")
    assert not dialog.isVisible()
    assert reports == []


def test_an_edit_taken_back_is_no_edit(dialog):
    write(dialog, 0, VALUE, "x")
    write(dialog, 0, VALUE, "https://shop.test")
    assert dialog.edited() == ()
    dialog.cancel_button.click()
    assert not dialog.isVisible()


def test_edits_survive_when_files_change_meanwhile(dialog):
    write(dialog, 0, VALUE, "x")
    dialog.show_environments((PRODUCTION, LOCAL, Environment("New")), "Production")
    assert cell(dialog, 0, VALUE) == "x"
    assert dialog.edited() == ("Production",)


def test_all_rows_deleted_is_an_edit(dialog, reports):
    dialog.list.select("Local")
    view = dialog.table.view
    view.setCurrentIndex(view.rows.index(0, NAME))
    QTest.keyClick(view, KEY.Key_Delete)
    dialog.list.select("Production")
    dialog.list.select("Local")
    assert dialog.table.rows() == ()
    dialog.save_button.click()
    assert reports == [("changed", Environment("Local", LOCAL.path))]


def test_pasted_lines_become_variables(dialog, qapp):
    qapp.clipboard().setText("user: ada\npassword: x")
    dialog.list.select("Local")
    view = dialog.table.view
    view.setCurrentIndex(view.rows.index(1, NAME))
    QTest.keyClick(view, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(row.name, row.value) for row in dialog.table.rows()[1:]] == [("user", "ada"), ("password", "x")]


def test_a_secret_that_this_computer_does_not_hold_is_said_to_have_no_value(dialog):
    cell = dialog.table.view.rows.index(1, VALUE)
    assert dialog.table.view.rows.text(cell).endswith("in the keyring")
    dialog.show_valueless("Production", frozenset({"token"}))
    assert dialog.table.view.rows.text(cell) == "no value yet"
    assert dialog.edited() == ()
