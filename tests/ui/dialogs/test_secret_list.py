"""The list of a collection's secrets: set, shown, copied and deleted by keys or buttons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from ui.dialogs.secret_field import SecretField
from ui.dialogs.secret_list import VALUE, SecretList, SecretRow

TOKEN = SecretRow("Local", "token", True)
EMPTY = SecretRow("Local", "client_secret", False)


@pytest.fixture
def page(qtbot):
    page = SecretList("Shop")
    qtbot.addWidget(page)
    page.show_rows([TOKEN, EMPTY])
    page.show()
    qtbot.waitExposed(page)
    page.table.setFocus()
    page.told = []
    for signal in ("set_wanted", "reveal_wanted", "copy_wanted", "delete_wanted"):
        getattr(page, signal).connect(lambda *values, name=signal: page.told.append((name, *values)))
    return page


def go(page, row):
    page.table.setCurrentIndex(page.table.rows.index(row, VALUE))


def texts(page):
    return [page.table.rows.index(row, VALUE).data() for row in range(page.table.rows.rowCount())]


def test_it_says_which_have_a_value(page):
    assert texts(page) == ["•••••••• in the keyring", "no value here"]


def test_a_value_is_set_by_the_keyboard_and_not_seen(page, qtbot):
    go(page, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    field = page.findChild(SecretField)
    assert field.hasFocus()
    qtbot.keyClicks(field, "hunter2")
    assert field.displayText() != "hunter2"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.told == [("set_wanted", "Local", "client_secret", "hunter2")]
    assert "hunter2" not in "".join(texts(page))


def test_escape_sets_nothing(page, qtbot):
    go(page, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    field = page.findChild(SecretField)
    qtbot.keyClicks(field, "hunter2")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.told == []
    assert page.table.hasFocus()


def test_a_value_is_shown_after_a_click_and_hidden_by_the_next(page):
    page.show_button.click()
    assert page.told == [("reveal_wanted", "Local", "token")]
    page.show_secret("Local", "token", "hunter2")
    assert texts(page)[0] == "hunter2"
    assert page.show_button.text() == "Hide"
    page.show_button.click()
    assert "hunter2" not in texts(page)[0]


def test_keys_copy_and_delete(page, qtbot):
    go(page, 0)
    qtbot.keySequence(page.table, QKeySequence(QKeySequence.StandardKey.Copy))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.told == [("copy_wanted", "Local", "token"), ("delete_wanted", "Local", "token")]


def test_what_has_no_value_can_only_be_set(page):
    go(page, 1)
    assert page.set_button.isEnabled()
    assert not any(b.isEnabled() for b in (page.show_button, page.copy_button, page.delete_button))


def test_a_keyring_that_fails_is_told(page):
    page.show_problem("The keyring is locked.", "Unlock it.")
    assert page.bar.isVisible()
    assert page.bar.sentence() == "The keyring is locked."


def test_a_collection_without_secrets_says_how_to_get_one(page):
    page.show_rows([])
    assert page.words.text().startswith("No secret yet.")
    assert not page.set_button.isEnabled()
