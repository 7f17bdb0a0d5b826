"""Saving a plain secret asks once for each field; answers stay on this computer, Cancel loses nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from tests.ui.stage import ALT, CONTROL, KEY, SHIFT, click, until
from ui.dialogs.environments import EnvironmentDialog
from ui.dialogs.folder import FolderDialog
from ui.dialogs.save_request import SaveRequestDialog
from ui.dialogs.secret_question import SecretQuestion
from ui.kit.field_table import FieldTable
from ui.request.editor import AUTH, HEADERS
from ui.secret_saving import masked

CANARY = "canary-8d02-plain-secret"
OTHER = "other-4411-plain-secret"


def add_header(stage, name, value):
    """Type a header as the user does."""
    stage.press(KEY.Key_2, ALT)
    table = stage.page.editor.page(HEADERS).table
    table.view.edit_cell(len(table.fields()), 1)
    assert QApplication.focusWidget() is not None
    stage.type(name)
    stage.press(KEY.Key_Tab)
    stage.type(value)
    stage.press(KEY.Key_Return)


async def asked(stage):
    stage.press(KEY.Key_S, CONTROL)
    return await stage.dialog(SecretQuestion)


async def type_variable(stage):
    """Type the canary as a plain variable into the table of environments; the dialog and the cell."""
    stage.window.actions_table["environment.edit"].trigger()
    dialog = await stage.dialog(EnvironmentDialog)
    dialog.model.add("api_token")
    cell = dialog.model.place("api_token", "Local")
    dialog.model.setData(cell, CANARY)
    return dialog, cell


def rows(question):
    return [(row.item, row.field, row.masked) for row in question.table.rows.rows()]


async def assert_not_asked_again(stage, name):
    """Another change of the request in front is saved without a question."""
    add_header(stage, "X-Other", "plain")
    stage.press(KEY.Key_S, CONTROL)
    await until(lambda: not stage.tab(name).dirty)
    assert not stage.dialogs(SecretQuestion)


async def test_a_header_is_asked_about_and_goes_to_the_keyring(stage):
    add_header(stage, "X-Api-Key", CANARY)
    question = await asked(stage)
    assert rows(question) == [("Hello", "Header X-Api-Key", "cana••••••••")]
    question.move_button.click()
    await until(lambda: not stage.tab("Hello").dirty)
    assert "{{x-api-key}}" in stage.saved("hello.yml")
    assert CANARY not in stage.saved("hello.yml") + stage.saved("environments/Local.yml")
    assert await stage.workspace.vault.get("Local", "x-api-key") == CANARY


async def test_the_file_is_an_answer_that_holds_for_this_field_and_is_in_no_shared_file(stage):
    add_header(stage, "X-Api-Key", CANARY)
    (await asked(stage)).file_button.click()
    await until(lambda: not stage.tab("Hello").dirty)
    shared = stage.saved("hello.yml")
    assert CANARY in shared
    assert "sonde" not in shared
    await stage.rest()
    await assert_not_asked_again(stage, "Hello")


async def test_cancel_saves_nothing_and_keeps_the_draft(stage):
    add_header(stage, "X-Api-Key", CANARY)
    before = stage.saved("hello.yml")
    (await asked(stage)).reject()
    await stage.rest()
    assert stage.saved("hello.yml") == before
    assert stage.tab("Hello").dirty
    assert stage.page.draft.headers[0].value == CANARY
    (await asked(stage)).reject()
    await stage.rest()


async def test_several_fields_are_asked_about_in_one_sheet(stage):
    add_header(stage, "X-Api-Key", CANARY)
    stage.type_url("{{base_url}}/anything?api_key=" + OTHER)
    question = await asked(stage)
    assert [field for _, field, _ in rows(question)] == ["Parameter api_key", "Header X-Api-Key"]
    question.table.setCurrentIndex(question.table.rows.index(1, 0))
    question.table.setFocus()
    stage.press(KEY.Key_Space)
    question.move_button.click()
    await until(lambda: not stage.tab("Hello").dirty)
    assert CANARY in stage.saved("hello.yml")
    assert OTHER not in stage.saved("hello.yml")
    assert "api_key={{api_key}}" in stage.page.draft.url


async def test_save_all_asks_once_for_all(stage):
    add_header(stage, "X-Api-Key", CANARY)
    stage.open("world.yml")
    add_header(stage, "X-Api-Key", OTHER)
    stage.press(KEY.Key_S, CONTROL | ALT)
    question = await stage.dialog(SecretQuestion)
    assert sorted(item for item, _, _ in rows(question)) == ["Hello", "World"]
    question.move_button.click()
    await until(lambda: not stage.workspace.drafts.dirty())
    await stage.rest()
    assert len(stage.dialogs(SecretQuestion)) == 0
    assert CANARY not in stage.saved("hello.yml")
    assert OTHER not in stage.saved("world.yml")


async def test_a_new_request_is_asked_about_after_its_name(stage):
    stage.press(KEY.Key_N, CONTROL)
    stage.type(f"https://example.org/?token={CANARY}")
    stage.press(KEY.Key_S, CONTROL)
    sheet = await stage.dialog(SaveRequestDialog)
    sheet.findChild(QLineEdit).setText("Fresh")
    click(sheet, "Save")
    question = await stage.dialog(SecretQuestion)
    question.file_button.click()
    await until(lambda: stage.page.path == "fresh.yml")
    assert CANARY in stage.saved("fresh.yml")
    await stage.rest()
    await assert_not_asked_again(stage, "Fresh")


async def test_a_new_request_whose_question_is_cancelled_stays_open(stage):
    stage.press(KEY.Key_N, CONTROL)
    stage.type(f"https://example.org/?token={CANARY}")
    stage.press(KEY.Key_S, CONTROL)
    sheet = await stage.dialog(SaveRequestDialog)
    sheet.findChild(QLineEdit).setText("Fresh")
    click(sheet, "Save")
    (await stage.dialog(SecretQuestion)).reject()
    await stage.rest()
    assert not (stage.root / "fresh.yml").exists()
    assert CANARY in stage.page.draft.url


async def test_the_settings_of_the_collection_ask_too(stage):
    stage.window.actions_table["collection.settings"].trigger()
    dialog = await stage.dialog(FolderDialog)
    dialog.tabs.set_current(1)
    table = next(each for each in dialog.findChildren(FieldTable) if each.isVisible())
    for column, text in ((1, "X-Api-Key"), (2, CANARY)):
        table.view.edit_cell(0, column)
        QTest.keyClicks(table.view.indexWidget(table.view.currentIndex()), text)
    dialog.save_button.click()
    (await stage.dialog(SecretQuestion)).reject()
    await stage.rest()
    assert dialog.isVisible()
    assert CANARY not in stage.saved("opencollection.yml")
    dialog.save_button.click()
    (await stage.dialog(SecretQuestion)).move_button.click()
    await until(lambda: not isValid(dialog) or not dialog.isVisible())
    assert "{{x-api-key}}" in stage.saved("opencollection.yml")
    assert await stage.workspace.vault.get("Local", "x-api-key") == CANARY


async def test_a_plain_value_of_an_environment_asks_and_becomes_a_secret_of_its_own_name(stage):
    dialog, _cell = await type_variable(stage)
    dialog.save_button.click()
    (await stage.dialog(SecretQuestion)).reject()
    await stage.rest()
    assert dialog.isVisible()
    dialog.save_button.click()
    (await stage.dialog(SecretQuestion)).move_button.click()
    await until(lambda: not isValid(dialog) or not dialog.isVisible())
    await stage.rest()
    assert CANARY not in stage.saved("environments/Local.yml")
    assert "secret: true" in stage.saved("environments/Local.yml")
    assert await stage.workspace.vault.get("Local", "api_token") == CANARY


async def test_a_cell_of_the_table_of_environments_offers_the_keyring(stage):
    dialog, cell = await type_variable(stage)
    assert "looks like a secret" in cell.data(Qt.ItemDataRole.AccessibleTextRole).lower()
    dialog.view.go_to(cell)
    QTest.keyClick(dialog.view, KEY.Key_K, CONTROL | SHIFT)
    assert dialog.model.own(cell).secret
    dialog.save_button.click()
    await stage.rest()
    assert not stage.dialogs(SecretQuestion)
    assert await stage.workspace.vault.get("Local", "api_token") == CANARY


@pytest.mark.parametrize(("text", "shown"), [("short", "••••••••"), ("a-much-longer-token", "a-mu••••••••")])
def test_of_a_secret_no_more_is_shown_than_tells_which_it_is(text, shown):
    assert masked(text) == shown


async def test_who_chose_plain_text_in_the_field_is_not_asked_again(stage):
    stage.press(KEY.Key_4, ALT)
    page = stage.page.editor.page(AUTH)
    page.kind.setCurrentText("Bearer token")
    page.kind.activated.emit(page.kind.currentIndex())
    next(each for each in page.token.menu().actions() if each.text().startswith("Keep")).trigger()
    stage.type(CANARY)
    stage.press(KEY.Key_S, CONTROL)
    await until(lambda: not stage.tab("Hello").dirty)
    assert CANARY in stage.saved("hello.yml")
    assert not stage.dialogs(SecretQuestion)
