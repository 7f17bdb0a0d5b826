"""The settings of folders and of the collection: edited in a whole window, saved to their files."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.model.auth import BearerAuth
from app.model.collection import Defaults
from app.model.options import ClientCertificate, HostCertificate, Options
from tests.ui.stage import ALT, KEY, click
from ui.dialogs.folder import FolderDialog
from ui.folder_work import CERTIFICATES, DOCS, FORMAT, OPTIONS

CANARY = "canary-of-a-folder"


async def opened(stage, path):
    stage.window.folders.edit(path)
    return await stage.dialog(FolderDialog)


def page(dialog, index):
    dialog.tabs.set_current(index)
    return dialog._stack.widget(index)


async def test_an_option_of_a_folder_is_saved_and_inherited_by_what_is_below(stage):
    stage.open("deep/inner.yml")
    dialog = await opened(stage, "deep")
    edit = page(dialog, OPTIONS).rows["timeout"].field.edit
    QTest.keyClicks(edit, "30 s")
    click(dialog, "Save")
    await stage.rest()
    assert "timeout: 30000" in stage.saved("deep/folder.yml")
    stage.press(KEY.Key_6, ALT)
    shown = stage.page.editor.page(5).rows["timeout"].field.edit
    assert shown.placeholderText() == "30 s from folder Deep"


async def test_the_collection_gives_to_its_folders(stage):
    stage.workspace.store.save_folder("", Defaults(options=Options(max_redirects=4)), "")
    dialog = await opened(stage, "deep")
    assert (
        page(dialog, OPTIONS).rows["max_redirects"].field.edit.placeholderText() == "4 from collection Stage"
    )
    dialog.reject()
    own = await opened(stage, "")
    assert page(own, OPTIONS).rows["max_redirects"].field.edit.text() == "4"
    own.reject()


async def test_nothing_is_saved_that_was_not_edited_and_edits_are_not_lost_by_escape(stage):
    dialog = await opened(stage, "deep")
    assert not dialog.save_button.isEnabled()
    page(dialog, 5).text.setPlainText("What is below.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    click(dialog, "Discard edits")
    await stage.rest()
    assert "What is below" not in stage.saved("deep/folder.yml")


async def test_docs_headers_and_variables_go_into_the_file_too(stage):
    dialog = await opened(stage, "deep")
    page(dialog, 5).text.setPlainText("What is below.")
    variables = page(dialog, 2)
    variables.view.rows.setData(variables.view.rows.index(0, 1), "name")
    variables.view.rows.setData(variables.view.rows.index(0, 2), "value")
    click(dialog, "Save")
    await stage.rest()
    text = stage.saved("deep/folder.yml")
    assert "docs: What is below." in text
    assert "- name: name" in text


async def test_a_typed_passphrase_goes_to_the_keyring_and_its_name_into_the_file(stage):
    row = HostCertificate("h", ClientCertificate("c.pem", "k.pem", CANARY))
    dialog = await opened(stage, "")
    table = page(dialog, CERTIFICATES)
    table.show_rows([row])
    table.view.rows.edited.emit()
    assert CANARY not in table.view.rows.data(table.view.rows.index(0, 4))
    click(dialog, "Save")
    await stage.rest()
    assert CANARY not in stage.saved("opencollection.yml")
    assert 'passphrase: "{{h_passphrase}}"' in stage.saved("opencollection.yml")
    assert await stage.workspace.vault.get("Local", "h_passphrase") == CANARY


async def test_a_typed_token_of_a_folder_goes_to_the_keyring(stage):
    stage.workspace.store.save_folder("deep", Defaults(auth=BearerAuth()), "")
    dialog = await opened(stage, "deep")
    auth = page(dialog, 0)
    QTest.keyClicks(auth.token.edit, CANARY)
    auth.commit()
    await stage.rest()
    click(dialog, "Save")
    await stage.rest()
    assert "token: '{{token}}'" in stage.saved("deep/folder.yml").replace('"', "'")
    assert await stage.workspace.vault.get("Local", "token") == CANARY


async def test_a_file_that_changed_meanwhile_is_saved_over_only_when_asked(stage):
    dialog = await opened(stage, "deep")
    page(dialog, 5).text.setPlainText("Mine.")
    file = stage.root / "deep" / "folder.yml"
    file.write_text(file.read_text().replace("Deep", "Theirs"))
    click(dialog, "Save")
    await stage.rest()
    assert dialog.isVisible()
    assert "Mine." not in stage.saved("deep/folder.yml")
    click(dialog, "Save over it")
    await stage.rest()
    assert "docs: Mine." in stage.saved("deep/folder.yml")


async def test_saved_settings_are_taken_back_and_done_again(stage):
    before = stage.saved("deep/folder.yml")
    dialog = await opened(stage, "deep")
    page(dialog, DOCS).text.setPlainText("What is below.")
    click(dialog, "Save")
    await stage.rest()
    after = stage.saved("deep/folder.yml")
    assert "What is below." in after
    actions = stage.window.actions_table
    assert actions["item.restore"].text() == "Undo Change Settings of “Deep”"
    actions["item.restore"].trigger()
    assert stage.saved("deep/folder.yml") == before
    actions["item.redo"].trigger()
    assert stage.saved("deep/folder.yml") == after


async def test_settings_that_somebody_else_changed_meanwhile_are_not_taken_back(stage):
    dialog = await opened(stage, "deep")
    page(dialog, DOCS).text.setPlainText("What is below.")
    click(dialog, "Save")
    await stage.rest()
    stage.workspace.store.save_folder("deep", Defaults(), "Theirs.")
    stage.window.actions_table["item.restore"].trigger()
    assert "were changed since" in stage.window.messages.sentence()
    assert "Theirs." in stage.saved("deep/folder.yml")


async def test_a_collection_is_made_strict_in_its_settings_and_loose_again_by_undo(stage):
    dialog = await opened(stage, "")
    QTest.mouseClick(page(dialog, FORMAT).strict, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    click(dialog, "Save")
    await stage.rest()
    assert stage.workspace.store.strict
    dialog = await opened(stage, "deep")
    assert "Format" not in dialog.tabs.labels()
    dialog.reject()
    stage.window.actions_table["item.restore"].trigger()
    assert not stage.workspace.store.strict
